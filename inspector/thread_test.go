package inspector_test

import (
	"slices"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestCallbacksOfOneMessageFormAThread(t *testing.T) {
	e := inspectortest.Open(t)
	other := strings.Replace(inspectortest.Status(1, "ENROUTE"), "4520304050", "4520304051", 1)
	later := strings.Replace(inspectortest.Status(1, "DELIVERED"), "1795424405", "1795424999", 1)
	for _, body := range []string{
		inspectortest.Status(1, "BUFFERED"),
		other, // same id, another recipient: another message
		inspectortest.Status(1, "DELIVERED"),
		inspectortest.Status(1, "ENROUTE"),
		inspectortest.Status(1, "DELIVERED"),
		inspectortest.Status(1, "EXPIRED"),
		later,
		inspectortest.Status(1, "DELIVERED"),
	} {
		e.Post(t, "/", body)
	}
	page, err := e.Page(t.Context(), inspector.Query{OldestFirst: true})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []struct {
		attempt     int
		duplicateOf uint64
		flag        string
	}{
		{attempt: 1},
		{attempt: 1},
		{attempt: 1},
		{attempt: 1, flag: "late"},
		{attempt: 2, duplicateOf: 3},
		{attempt: 1, flag: "conflicting-final"},
		{attempt: 1},
		{attempt: 3, duplicateOf: 3},
	} {
		got := page[n]
		var of uint64
		if got.DuplicateOf != nil {
			of = *got.DuplicateOf
		}
		if got.Attempt != want.attempt || of != want.duplicateOf {
			t.Errorf("#%d: attempt %d of #%d, want %d of #%d", got.ID, got.Attempt, of, want.attempt, want.duplicateOf)
		}
		var flags []string
		if want.flag != "" {
			flags = []string{want.flag}
		}
		if !slices.Equal(got.Flags, flags) && len(got.Flags)+len(flags) > 0 {
			t.Errorf("#%d: flags %v, want %v", got.ID, got.Flags, flags)
		}
	}
	related, err := e.Related(page[4])
	if err != nil {
		t.Fatal(err)
	}
	var ids []uint64
	for _, c := range related {
		ids = append(ids, c.ID)
	}
	if !slices.Equal(ids, []uint64{1, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("related to #5: %v", ids)
	}
	if page[0].MessageKey != "rest:8001907000001:4520304050" || page[0].MessageKey == page[1].MessageKey {
		t.Errorf("message keys %q and %q", page[0].MessageKey, page[1].MessageKey)
	}
}

func TestACallbackThatNobodyUnderstandsHasNoThread(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", "not json")
	e.Post(t, "/", "not json")
	if got := e.Newest(t); got.MessageKey != "" || got.Attempt != 1 || got.DuplicateOf != nil || got.Kind != "unknown" {
		t.Errorf("got %+v", got.Thread)
	}
}

package inspector

import (
	"slices"
	"testing"

	"ringback/storage"
)

// recordsAgain are received SMS that say hello.
func recordsAgain(n int) []*storage.Record {
	list := make([]*storage.Record, n)
	for k := range list {
		body := []byte(`{"id": 7, "msisdn": 4520304050, "receiver": 451204, "message": "foo hello", "senttime": 1795424400, "webhook_label": "x"}`)
		list[k] = &storage.Record{ReceivedAt: searchNow, Request: storage.Request{Head: []byte("POST / HTTP/1.1\r\n\r\n"), Body: body, BodySize: int64(len(body))}}
	}
	return list
}

func TestRepeatsAndLateArrivalsAreThoseOfTheThreads(t *testing.T) {
	i := openSearch(t, 1200)
	var repeats, late []uint64
	page, err := i.Page(t.Context(), Query{Limit: 2000})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range page {
		if c.DuplicateOf != nil {
			repeats = append(repeats, c.ID)
		}
		if slices.Contains(c.Flags, FlagLate) {
			late = append(late, c.ID)
		}
	}
	for src, want := range map[string][]uint64{"is:duplicate": repeats, "is:late": late} {
		got, err := searchFor(t, i, src).IDs(t.Context(), nil)
		if err != nil || !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s: %v, want %v, %v", src, got, want, err)
		}
	}
}

func TestASetOfIDs(t *testing.T) {
	var s idSet
	for _, id := range []uint64{1, 63, 64, 1000} {
		s.add(id)
	}
	for _, id := range []uint64{1, 63, 64, 1000} {
		if !s.has(id) || s.has(id+1) && id != 63 {
			t.Errorf("the set is wrong about %d", id)
		}
	}
	var none *turns
	if s.has(1<<40) || none.late(1) || none.duplicate(1) {
		t.Error("a set has what is not in it")
	}
}

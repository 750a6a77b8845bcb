package inspector_test

import (
	"slices"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestReadyMadeFilters(t *testing.T) {
	e := inspectortest.Open(t)
	if err := e.SetSecret("default", "s"); err != nil {
		t.Fatal(err)
	}
	post := func(body, secret string) {
		var headers []string
		if secret != "" {
			name, value := inspectortest.Sign(t, body, secret)
			headers = []string{name, value}
		}
		e.Post(t, "/", body, headers...)
		e.Clock.Advance(time.Minute)
	}
	post(inspectortest.MOSMS(1), "s")
	post(inspectortest.MOSMS(2), "wrong")
	post(inspectortest.Status(1, "DELIVERED"), "s")
	post(inspectortest.Status(2, "REJECTED"), "")
	post("something else", "")
	if err := e.Mark([]uint64{5}, func(m *inspector.Marks) { m.Starred = true }); err != nil {
		t.Fatal(err)
	}
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	want := map[inspector.Quick][]uint64{
		inspector.All:          {5, 4, 3, 2, 1},
		inspector.Received:     {2, 1},
		inspector.Statuses:     {4, 3},
		inspector.Failed:       {4},
		inspector.BadSignature: {2},
		inspector.Starred:      {5},
	}
	counts, err := e.QuickCounts(inspector.Span{})
	if err != nil {
		t.Fatal(err)
	}
	for q, ids := range want {
		got, err := e.IDs(q, inspector.Span{})
		if err != nil || !slices.Equal(got, ids) || counts[q] != uint64(len(ids)) {
			t.Errorf("filter %d: %v, %d counted, want %v (%v)", q, got, counts[q], ids, err)
		}
	}
	span := inspector.Span{From: inspectortest.Start.Add(time.Minute), To: inspectortest.Start.Add(4 * time.Minute)}
	if got, _ := e.IDs(inspector.All, span); !slices.Equal(got, []uint64{4, 3, 2}) {
		t.Errorf("in a span: %v", got)
	}
	bars, err := e.Histogram(inspector.All, inspector.Span{From: inspectortest.Start, To: inspectortest.Start.Add(6 * time.Minute)}, 3)
	if err != nil || !slices.Equal(bars, []inspector.Bar{{Total: 2}, {Total: 2, Failed: 1}, {Total: 1}}) {
		t.Errorf("bars %v, %v", bars, err)
	}
	if err := e.Delete(4, 2); err != nil {
		t.Fatal(err)
	}
	if got, _ := e.IDs(inspector.All, inspector.Span{}); !slices.Equal(got, []uint64{5, 3, 1}) {
		t.Errorf("after deleting two: %v", got)
	}
	some, err := e.Some([]uint64{5, 4, 1})
	if err != nil || len(some) != 2 || some[0].ID != 5 || some[1].ID != 1 {
		t.Errorf("some: %v %v", some, err)
	}
}

func TestQuickCountsAmongSome(t *testing.T) {
	e := inspectortest.Open(t)
	for i := range 6 {
		e.Post(t, "/", inspectortest.MOSMS(i))
		e.Post(t, "/", inspectortest.Status(i, "EXPIRED"))
	}
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	first := func(id uint64) bool { return id <= 5 }
	counts, err := e.QuickCountsOf(first, inspector.Span{})
	if err != nil || counts[inspector.All] != 5 || counts[inspector.Received] != 3 || counts[inspector.Failed] != 2 {
		t.Errorf("among five there are %v, %v", counts, err)
	}
	now := e.Clock.Now()
	bars, err := e.HistogramOf(first, inspector.Failed, inspector.Span{From: now.Add(-time.Minute), To: now.Add(time.Minute)}, 1)
	if err != nil || len(bars) != 1 || bars[0] != (inspector.Bar{Total: 2, Failed: 2}) {
		t.Errorf("among five the bars are %v, %v", bars, err)
	}
}

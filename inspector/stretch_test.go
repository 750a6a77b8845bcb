package inspector

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"ringback/inspector/filter"
)

func TestAStretchIsCutWithoutGapOrOverlap(t *testing.T) {
	for _, newest := range []bool{true, false} {
		r := stretch{low: 3, high: 2000, newestFirst: newest}
		var met []uint64
		for size := uint64(1); r.low <= r.high; size++ {
			part := r.cut(size)
			if part.size() == 0 || blockNumber(part.high)-blockNumber(part.low) >= size {
				t.Fatalf("a part %+v of %d blocks", part, size)
			}
			for k := range part.size() {
				if newest {
					met = append(met, part.high-k)
				} else {
					met = append(met, part.low+k)
				}
			}
		}
		if newest {
			slices.Reverse(met)
		}
		if len(met) != 1998 || met[0] != 3 || !slices.IsSorted(met) || len(slices.Compact(met)) != 1998 {
			t.Errorf("newest first %v: met %d from %d", newest, len(met), met[0])
		}
	}
}

func searchFor(t *testing.T, i *Inspector, src string) *Search {
	t.Helper()
	f, err := filter.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	s, err := i.Search(t.Context(), f, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPagesFollowEachOther(t *testing.T) {
	i := openSearch(t, 1500)
	s := searchFor(t, i, "kind:mo -is:starred")
	all, err := s.IDs(t.Context(), nil)
	if err != nil || len(all) < 300 {
		t.Fatalf("%d found, %v", len(all), err)
	}
	for _, oldest := range []bool{false, true} {
		var got []uint64
		for q := (PageOf{Limit: 70, OldestFirst: oldest}); ; {
			page, err := s.Page(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, page.IDs...)
			if q.From = page.Next; q.From == 0 {
				break
			}
		}
		if oldest {
			slices.Reverse(got)
		}
		if !slices.Equal(got, all) {
			t.Errorf("oldest first %v: %d on pages, want %d", oldest, len(got), len(all))
		}
	}
	newer, err := s.Page(t.Context(), PageOf{Stop: all[5], Limit: 100})
	if err != nil || !slices.Equal(newer.IDs, all[:5]) {
		t.Errorf("after #%d came %v, %v", all[5], newer.IDs, err)
	}
	older, err := s.Page(t.Context(), PageOf{Stop: all[len(all)-3], OldestFirst: true})
	if err != nil || len(older.IDs) != 2 {
		t.Errorf("before #%d came %v, %v", all[len(all)-3], older.IDs, err)
	}
	if none, err := searchFor(t, i, "keyword:nosuch").Page(t.Context(), PageOf{}); err != nil || len(none.IDs) > 0 || none.Next != 0 {
		t.Errorf("nothing is %+v, %v", none, err)
	}
	for id, want := range map[uint64]bool{all[0]: true, 300: false, 9000: false} {
		if got, err := s.Matches(id); err != nil || got != want {
			t.Errorf("#%d matches: %v, %v", id, got, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Tally(ctx, Span{}, 0, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled search gave %v", err)
	}
}

func TestATallyHasAHistogramAndSaysHowFarItIs(t *testing.T) {
	i := openSearch(t, 3000)
	span := Span{From: searchNow.Add(-900 * time.Minute), To: searchNow.Add(2200 * time.Minute)}
	s := searchFor(t, i, "kind:status")
	var told []Tally
	got, err := s.Tally(t.Context(), span, 31, func(t Tally) { told = append(told, t) })
	if err != nil {
		t.Fatal(err)
	}
	var sum, failed uint64
	for _, bar := range got.Bars {
		sum, failed = sum+bar.Total, failed+bar.Failed
	}
	if got.Count == 0 || sum != got.Count || failed == 0 || failed >= sum {
		t.Errorf("%d counted, %d in bars, %d failed", got.Count, sum, failed)
	}
	if len(told) < 3 || told[len(told)-1].Count != got.Count || got.Done != 3000 || told[0].Done >= told[1].Done {
		t.Errorf("told %d times, done %d", len(told), got.Done)
	}
	if err := i.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	quick, err := i.Histogram(Statuses, span, 31)
	if err != nil || !slices.Equal(quick, got.Bars) {
		t.Errorf("bars %v, want %v, %v", got.Bars, quick, err)
	}
	if _, err := s.Tally(t.Context(), Span{}, 3, nil); err == nil {
		t.Error("bars of no span were counted")
	}
}

func TestSearchingWhileCallbacksCome(t *testing.T) {
	i := openSearch(t, 700)
	want, err := searchFor(t, i, "kind:mo text:hello").IDs(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	before := i.store.Last()
	done := make(chan error)
	go func() {
		defer close(done)
		for range 20 {
			list := recordsAgain(50)
			if err := i.store.Append(list...); err != nil {
				done <- err
			}
			i.feed.bump(i.store.Last())
		}
	}()
	for running := true; running; {
		select {
		case err, open := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = open
		default:
		}
		got, err := searchFor(t, i, "kind:mo text:hello").IDs(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		first := slices.IndexFunc(got, func(id uint64) bool { return id <= before })
		if !slices.Equal(got[first:], want) {
			t.Fatalf("of the first %d there were %v", before, got[first:])
		}
		for n, id := range got[:first] { // all that came matches, and nothing is left out
			if id != got[0]-uint64(n) {
				t.Fatalf("the new ones are %v", got[:first])
			}
		}
	}
	got, err := searchFor(t, i, "kind:mo text:hello").IDs(t.Context(), nil)
	if err != nil || len(got) != len(want)+1000 {
		t.Errorf("in the end there are %d, want %d, %v", len(got), len(want)+1000, err)
	}
}

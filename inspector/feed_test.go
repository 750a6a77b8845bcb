package inspector_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestAFollowerThatIsSlowOrWasAwayLosesNothing(t *testing.T) {
	e := inspectortest.Open(t)
	const senders, each = 4, 50
	ctx, cancel := context.WithTimeout(t.Context(), inspectortest.Patience)
	defer cancel()
	follow := func(pause time.Duration) (ids []uint64) {
		var seen inspector.Mark
		for len(ids) < senders*each {
			now, err := e.Next(ctx, seen)
			if err != nil {
				t.Errorf("after %d: %v", len(ids), err)
				return ids
			}
			time.Sleep(pause) // a face that is busy drawing
			page, err := e.Page(ctx, inspector.Query{From: seen.Last + 1, OldestFirst: true, Limit: 7})
			if err != nil {
				t.Error(err)
				return ids
			}
			for _, c := range page {
				ids = append(ids, c.ID)
				seen.Last = c.ID
			}
			if seen.Last >= now.Last {
				seen.Version = now.Version
			}
		}
		return ids
	}
	var wg sync.WaitGroup
	results := make([][]uint64, 2)
	for n, pause := range []time.Duration{0, 2 * time.Millisecond} {
		wg.Go(func() { results[n] = follow(pause) })
	}
	for range senders {
		wg.Go(func() {
			for n := range each {
				e.Post(t, "/", inspectortest.MOSMS(n))
			}
		})
	}
	wg.Wait()
	for n, ids := range results {
		for want, got := range ids {
			if got != uint64(want+1) {
				t.Fatalf("follower %d: place %d holds #%d", n, want, got)
			}
		}
	}
}

func TestNextReturnsAtOnceWhenSomethingChangedMeanwhile(t *testing.T) {
	e := inspectortest.Open(t)
	seen := e.Now()
	e.Post(t, "/", "{}")
	got, err := e.Next(t.Context(), seen)
	if err != nil || got.Last != 1 || got.Version == seen.Version {
		t.Errorf("got %+v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	eventually(t, "quiet", func() bool {
		_, err := e.Next(ctx, e.Now())
		return errors.Is(err, context.Canceled)
	})
}

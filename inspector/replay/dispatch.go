package replay

import (
	"context"
	"time"

	"ringback/storage"
)

// job is one callback that is due; rec is nil where it is gone.
type job struct {
	place int
	id    uint64
	rec   *storage.Record
}

// dispatch hands each callback out when it is due, announced beforehand.
func (r *runner) dispatch(ctx context.Context, ids []uint64, jobs chan<- job) {
	table := timetable{pace: r.Pace}
	var start time.Time
	var coming <-chan announcement
	defer func() {
		if coming != nil {
			<-coming
		}
	}()
	announced := 0
	for place, id := range ids {
		rec := r.read(id)
		due := table.due(place, rec)
		if place == announced {
			if coming == nil {
				coming = r.announce(table, place, ids)
			}
			now := <-coming
			if coming = nil; now.err != nil {
				r.halt(now.err)
				return
			}
			announced = now.places
			if r.Pace == (Pace{}) && announced < len(ids) { // the disk need not be waited for
				coming = r.announce(table, announced, ids)
			}
		}
		if place == 0 {
			start = r.Clock.Now()
		}
		if wait := due - r.Clock.Now().Sub(start); wait > 0 && r.Clock.Sleep(ctx, wait) != nil {
			return
		}
		if r.Pause != nil && r.Pause.Held() {
			since := r.Clock.Now()
			r.Pause.wait(ctx)
			start = start.Add(r.Clock.Now().Sub(since))
		}
		if ctx.Err() != nil {
			return
		}
		select {
		case jobs <- job{place, id, rec}:
		case <-ctx.Done():
			return
		}
	}
}

// announcement is how many of the first places are announced.
type announcement struct {
	places int
	err    error
}

// announce writes down, in the background, that the callbacks from a place on may
// be sent.
func (r *runner) announce(table timetable, place int, ids []uint64) <-chan announcement {
	done := make(chan announcement, 1)
	go func() {
		places := place + table.announced(place, ids, r.read)
		done <- announcement{places, r.log.Announce(ids[place:places])}
	}()
	return done
}

// read returns a callback, nil where it is gone or damaged.
func (r *runner) read(id uint64) *storage.Record {
	rec, err := r.engine.Record(id)
	if err != nil {
		return nil
	}
	return rec
}

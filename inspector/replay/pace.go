package replay

import (
	"time"

	"ringback/storage"
)

// Pace says when each of many is sent. The zero value sends as fast as it goes.
type Pace struct {
	// Gaps keeps the gaps between the arrivals, times this factor: 1 as they were,
	// 0.1 ten times as fast.
	Gaps float64
	// Rate is how many a second; it counts where Gaps is 0.
	Rate float64
}

// timetable tells when each is due, from the first one on. It is asked in order.
type timetable struct {
	pace  Pace
	first time.Time // when the first one arrived
	last  time.Duration
}

// due returns when the callback at a place is sent; rec is nil where it is gone.
// Clocks go back at times; the order of arrival does not.
func (t *timetable) due(place int, rec *storage.Record) time.Duration {
	at := t.last
	switch {
	case t.pace.Gaps > 0 && rec != nil:
		if t.first.IsZero() {
			t.first = rec.ReceivedAt
		}
		at = time.Duration(float64(rec.ReceivedAt.Sub(t.first)) * t.pace.Gaps)
	case t.pace.Gaps == 0 && t.pace.Rate > 0:
		at = time.Duration(float64(place) / t.pace.Rate * float64(time.Second))
	}
	t.last = max(t.last, at)
	return t.last
}

const (
	// window is how many callbacks are announced in the database at a time, and
	// how many results are written with one commit.
	window = 256
	// ahead is how far ahead of its time a callback is announced.
	ahead = time.Second
)

// announced returns how many of the callbacks from a place on are to be announced
// together: those that are due soon after the first of them.
func (t timetable) announced(place int, ids []uint64, record func(id uint64) *storage.Record) int {
	soon := t.last + ahead
	n := 1
	for ; n < window && place+n < len(ids); n++ {
		var rec *storage.Record
		if t.pace.Gaps > 0 {
			rec = record(ids[place+n])
		}
		if t.due(place+n, rec) > soon { // on a copy: t is a value
			break
		}
	}
	return n
}

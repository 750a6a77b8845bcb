package storage

import (
	"runtime"
	"time"
)

const (
	// flushEvery is how long the outcome of an answer may wait in memory.
	flushEvery = 250 * time.Millisecond
	// probeEvery is how often a store that cannot write tries whether it can
	// again. A try may have to read the whole file, so there are probeRests
	// times as much rest between two of them at least.
	probeEvery = time.Second
	probeRests = 10
	// listAfter is how long nothing must have been written before the list of
	// free pages is, where commits left it out.
	listAfter = time.Second
	// lookEvery is how often a store with nothing to write looks whether its
	// file is still there.
	lookEvery = time.Second
)

// writer is the one goroutine that writes.
type writer struct {
	*Store
	broken bool      // the last commit failed: open the file anew before the next
	listed bool      // the file has the list of its free pages
	tried  time.Time // when a commit was last tried
	took   time.Duration
	ended  chan struct{}
}

// run commits what waits, as soon as the commit before is through.
//
// next: commit.go (the transaction), then [Store.Append] returns.
func (w *writer) run() {
	defer close(w.ended)
	for {
		// Those whom the last commit woke get their next job into this one.
		// Else the first of them would have a commit of its own, and all
		// others wait for two.
		runtime.Gosched()
		b, open := w.queue.take()
		switch {
		case b != nil:
			b.err = w.commit(b.jobs, false)
			close(b.done)
		case !open:
			w.finish()
			return
		default:
			w.rest()
		}
	}
}

// rest waits for work, or until something is due by itself, and does that.
func (w *writer) rest() {
	due, waiting := w.answers.due()
	upkeep := func() error { return w.commit(nil, false) }
	switch {
	case !w.Health().OK:
		due, upkeep = w.tried.Add(max(probeEvery, probeRests*w.took)), w.probe
	case waiting:
	case !w.listed:
		due, upkeep = w.tried.Add(listAfter), func() error { return w.commit(nil, true) }
	default:
		due, upkeep = time.Now().Add(lookEvery), w.look
	}
	timer := time.NewTimer(time.Until(due))
	defer timer.Stop()
	select {
	case <-w.queue.wake:
	case <-timer.C:
		_ = upkeep() // an error is in Health by now
	}
}

// finish commits what may lag, so that the next start finds all in order.
func (w *writer) finish() {
	if _, waiting := w.answers.due(); w.listed && !waiting && w.inPlace() == nil {
		return
	}
	if err := w.commit(nil, true); err != nil {
		w.options.Log.Warn("the last commit failed: how some answers went is lost, and the next start takes longer", "cause", err)
	}
}

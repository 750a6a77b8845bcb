package ui

import (
	"context"
	"sync/atomic"
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
)

// feed follows the engine for the window: it is woken, reads what the window
// shows, and hands it over, one picture at a time. What it reads is asked for
// on the UI goroutine by ask.
type feed struct {
	engine *inspector.Inspector
	post   post
	now    func() time.Time
	show   func(picture) // on the UI goroutine

	zone *time.Location

	asked atomic.Pointer[ask]
	// leave ends what is being read, since something else is asked for.
	leave atomic.Pointer[context.CancelFunc]
	woken chan struct{} // something changed
	other chan struct{} // something else is asked for
}

// ask is what the window shows, with a number: a picture for an older one is
// dropped.
type ask struct {
	filter     viewmodel.Filter
	generation uint64
}

func newFeed(e *inspector.Inspector, door post, now func() time.Time, zone *time.Location, show func(picture)) *feed {
	f := &feed{engine: e, post: door, now: now, zone: zone, show: show, woken: make(chan struct{}, 1), other: make(chan struct{}, 1)}
	f.asked.Store(&ask{})
	return f
}

// ask lets the list be narrowed to something else. What was read for what it
// was before is not shown, and what is being read for it ends.
func (f *feed) ask(filter viewmodel.Filter) {
	f.asked.Store(&ask{filter, f.asked.Load().generation + 1})
	if leave := f.leave.Load(); leave != nil {
		(*leave)()
	}
	wake(f.other)
}

// wake fills a channel that holds one.
func wake(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

const (
	feedPace = 100 * time.Millisecond // between pictures at the least
	idleTick = time.Second            // between pictures at the most
	readMost = 4                      // how many times longer than it read the feed rests
)

// run follows until ctx ends.
func (f *feed) run(ctx context.Context) {
	go f.watch(ctx)
	tick := time.NewTicker(idleTick)
	defer tick.Stop()
	r := reader{engine: f.engine, now: f.now, zone: f.zone}
	for {
		began := time.Now()
		p, err := f.read(ctx, &r)
		took := time.Since(began)
		if err == nil && !f.handOver(ctx, p) {
			return
		}
		if err == nil && (p.first || p.sought.more) {
			continue // the counts, or the rest of a search, are still to come
		}
		if !f.wait(ctx, tick.C, max(feedPace, readMost*took), err == nil && p.numbers.behind()) {
			return
		}
	}
}

// read reads a picture of what is asked for, unless something else is meanwhile.
func (f *feed) read(ctx context.Context, r *reader) (picture, error) {
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	f.leave.Store(&leave) // before it is known what is asked: a later question always ends this
	return r.read(ctx, *f.asked.Load())
}

// wait rests for at least a time, and then until there is a reason to read again.
// Another question is a reason at once. It returns false where ctx ended.
func (f *feed) wait(ctx context.Context, tick <-chan time.Time, least time.Duration, behind bool) bool {
	timer := time.NewTimer(least)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-f.other:
		return true
	case <-ctx.Done():
		return false
	}
	if behind {
		return true
	}
	select {
	case <-f.woken:
	case <-f.other:
	case <-tick:
	case <-ctx.Done():
		return false
	}
	return true
}

// watch wakes run when something changed.
func (f *feed) watch(ctx context.Context) {
	var seen inspector.Mark
	for {
		var err error
		if seen, err = f.engine.Next(ctx, seen); err != nil {
			return
		}
		wake(f.woken)
		if !rest(ctx, feedPace) {
			return
		}
	}
}

// handOver shows a picture and waits until it is shown, so that pictures never
// queue up. It returns false where ctx ended.
func (f *feed) handOver(ctx context.Context, p picture) bool {
	shown := make(chan struct{})
	f.post(func() {
		defer close(shown)
		if p.ask.generation == f.asked.Load().generation {
			f.show(p)
		} else {
			wake(f.other)
		}
	})
	select {
	case <-shown:
		return true
	case <-ctx.Done():
		return false
	}
}

// rest waits, and returns false where ctx ended.
func rest(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

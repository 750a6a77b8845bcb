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

	asked atomic.Pointer[ask]
	woken chan struct{}
}

// ask is what the window shows, with a number: a picture for an older one is
// dropped.
type ask struct {
	filter     viewmodel.Filter
	generation uint64
}

func newFeed(e *inspector.Inspector, door post, now func() time.Time, show func(picture)) *feed {
	f := &feed{engine: e, post: door, now: now, show: show, woken: make(chan struct{}, 1)}
	f.asked.Store(&ask{})
	return f
}

// ask lets the list be narrowed to something else. What was read for what it
// was before is not shown.
func (f *feed) ask(filter viewmodel.Filter) {
	f.asked.Store(&ask{filter, f.asked.Load().generation + 1})
	f.wake()
}

func (f *feed) wake() {
	select {
	case f.woken <- struct{}{}:
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
	r := reader{engine: f.engine, now: f.now}
	for {
		began := time.Now()
		p, err := r.read(*f.asked.Load())
		took := time.Since(began)
		if err == nil && !f.handOver(ctx, p) {
			return
		}
		if !rest(ctx, max(feedPace, readMost*took)) {
			return
		}
		if p.numbers.behind() {
			continue
		}
		select {
		case <-f.woken:
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// watch wakes run when something changed.
func (f *feed) watch(ctx context.Context) {
	var seen inspector.Mark
	for {
		var err error
		if seen, err = f.engine.Next(ctx, seen); err != nil {
			return
		}
		f.wake()
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
			f.wake()
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

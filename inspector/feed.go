package inspector

import (
	"context"
	"sync"
)

// Mark is how far a face has seen. The zero Mark has seen nothing.
type Mark struct {
	// Last is the id of the newest callback at that time.
	Last uint64
	// Version grows with every change of anything: callbacks, answers,
	// settings, health.
	Version uint64
}

// feed wakes those who follow the engine. It carries no events: a follower is
// told that something changed and reads what it needs from the store, so a
// slow one costs nothing and one that was away loses nothing.
type feed struct {
	mu      sync.Mutex
	mark    Mark
	changed chan struct{} // closed and replaced on every change that has a waiter
	waiting bool
}

// bump announces a change; last is the newest id known, or 0 to keep it.
func (f *feed) bump(last uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.mark.Version++
	f.mark.Last = max(f.mark.Last, last)
	if f.waiting {
		close(f.changed)
		f.waiting = false
	}
}

// next returns the current mark as soon as it differs from seen.
func (f *feed) next(ctx context.Context, seen Mark) (Mark, error) {
	for {
		f.mu.Lock()
		if f.mark.Version != seen.Version {
			defer f.mu.Unlock()
			return f.mark, nil
		}
		if !f.waiting {
			f.changed, f.waiting = make(chan struct{}), true
		}
		changed := f.changed
		f.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return seen, ctx.Err()
		}
	}
}

// Next waits until something changed after seen, and returns how far things
// are now; ctx ends the wait. Many changes may lie between two calls: read
// what came after seen.Last.
func (i *Inspector) Next(ctx context.Context, seen Mark) (Mark, error) {
	return i.feed.next(ctx, seen)
}

// Now returns how far things are, without waiting.
func (i *Inspector) Now() Mark {
	i.feed.mu.Lock()
	defer i.feed.mu.Unlock()
	return i.feed.mark
}

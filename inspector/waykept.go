package inspector

import (
	"context"
	"sync"
	"sync/atomic"

	"ringback/tunnel"
)

// way is what one engine knows of its public way in.
type way struct {
	span     atomic.Pointer[OpenSpan] // the last time for which it was open
	switched switched
}

// switched tells whoever keeps the way in open that what it is opened with changed.
type switched struct {
	mu   sync.Mutex
	next chan struct{} // closed at the next change; nil while nobody waits
}

func (s *switched) wait() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == nil {
		s.next = make(chan struct{})
	}
	return s.next
}

func (s *switched) tell() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next != nil {
		close(s.next)
		s.next = nil
	}
}

// KeepWayIn is [Inspector.OpenWayIn] until ctx ends: each time that a person changes
// the settings of the tunnel or the authtoken it is opened anew, with what options
// returns then. One that needs a person waits for that.
func (i *Inspector) KeepWayIn(ctx context.Context, options func() (WayInOptions, error), report func(WayIn)) {
	for ctx.Err() == nil {
		changed := i.life.way.switched.wait()
		i.openUntil(ctx, changed, options, report)
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// openUntil opens the way in once, until it ends by itself or changed is closed.
func (i *Inspector) openUntil(ctx context.Context, changed <-chan struct{}, options func() (WayInOptions, error), report func(WayIn)) {
	ctx, end := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		select {
		case <-changed:
			end()
		case <-ctx.Done():
		}
	}()
	if o, err := options(); err != nil {
		report(WayIn{Status: tunnel.Status{State: tunnel.Failed, Err: err}})
	} else {
		_ = i.OpenWayIn(ctx, o, report) // it was reported
	}
	end()
	<-over
}

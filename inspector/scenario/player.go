package scenario

import (
	"context"
	"sync"
)

// Player lets a person hold a run, go on, and go step by step: its Before is that
// of a [Run]. The zero value plays. Its methods may be called from any goroutine.
type Player struct {
	mu      sync.Mutex
	paused  bool
	granted int           // steps that may begin while it is paused
	changed chan struct{} // closed when something changes, where somebody waits
}

// Before waits until the next step may begin.
func (p *Player) Before(ctx context.Context, _ int, _ Step) error {
	for {
		p.mu.Lock()
		if !p.paused || p.granted > 0 {
			p.granted = max(p.granted-1, 0)
			p.mu.Unlock()
			return ctx.Err()
		}
		if p.changed == nil {
			p.changed = make(chan struct{})
		}
		changed := p.changed
		p.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Pause holds the run before its next step.
func (p *Player) Pause() { p.set(true, 0) }

// Play goes on.
func (p *Player) Play() { p.set(false, 0) }

// Step lets one step begin and holds the run after it.
func (p *Player) Step() { p.set(true, 1) }

// Paused tells whether the run is held, or will be after the step that is under way.
func (p *Player) Paused() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paused
}

func (p *Player) set(paused bool, granted int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paused = paused
	if p.granted += granted; !paused {
		p.granted = 0
	}
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

package replay

import (
	"context"
	"sync"
)

// Pause holds a run up and lets it go on. The zero value holds nothing up. Its
// methods may be called from any goroutine; what is under way is finished.
type Pause struct {
	mu   sync.Mutex
	held chan struct{} // closed when it goes on; nil while it does
}

// Hold lets nothing more be sent until [Pause.Resume].
func (p *Pause) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held == nil {
		p.held = make(chan struct{})
	}
}

// Resume lets the run go on; gaps and rates go on from where they were.
func (p *Pause) Resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held != nil {
		close(p.held)
		p.held = nil
	}
}

// Held tells whether the run is held up.
func (p *Pause) Held() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.held != nil
}

// wait returns when nothing is held up any more, or ctx ends.
func (p *Pause) wait(ctx context.Context) {
	for ctx.Err() == nil {
		p.mu.Lock()
		held := p.held
		p.mu.Unlock()
		if held == nil {
			return
		}
		select {
		case <-held:
		case <-ctx.Done():
		}
	}
}

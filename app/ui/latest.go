package ui

import "context"

// latest does things aside, of which only the last counts: to begin another one
// cancels the one before, and drops what it found.
type latest struct {
	post post

	generation uint64
	cancel     context.CancelFunc
}

// do runs work in a goroutine of its own, and then what it returned on the UI
// goroutine, unless another was begun meanwhile. Work may return nil.
func (l *latest) do(work func(ctx context.Context) (show func())) {
	l.stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	generation := l.generation
	go func() {
		show := work(ctx)
		if show == nil {
			return
		}
		l.post(func() {
			if l.generation == generation {
				show()
			}
		})
	}()
}

// stop drops what is under way.
func (l *latest) stop() {
	l.generation++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

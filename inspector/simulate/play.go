package simulate

import (
	"context"
	"errors"
	"time"

	"ringback/inspector/deliver"
)

// Play sends callbacks, each when the one before was tried. One that fails is
// repeated beside those that follow, as the provider does, and so may come after
// them. Between callbacks it waits as long as they are apart, pace times as fast
// as time; with a pace of 0 it does not wait.
//
// tell is told of each when it is delivered or given up, from this goroutine. An
// error, of tell too, ends it. Nothing is sent where one of them cannot be.
func (s *Simulator) Play(ctx context.Context, all []Callback, pace float64, tell func(Sent) error) error {
	for _, c := range all {
		if _, _, err := s.Prepare(c); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p := play{ended: make(chan ending, len(all)), tell: tell, cancel: cancel}
	var before time.Duration
	for n, c := range all {
		if pace > 0 && c.After > before {
			if err := s.Clock.Sleep(ctx, time.Duration(float64(c.After-before)/pace)); err != nil {
				p.fail(err)
				break
			}
			before = c.After
		}
		l, sent, err := s.ladder(c)
		if err != nil {
			p.fail(err)
			break
		}
		p.climb(n, l, func() ending {
			err := s.climb(ctx, l, sent)
			return ending{n, *sent, err}
		})
		if ctx.Err() != nil {
			p.fail(ctx.Err())
			break
		}
	}
	for p.climbing > 0 {
		p.end(<-p.ended)
	}
	return p.err
}

// play is what is under way.
type play struct {
	ended    chan ending
	climbing int
	tell     func(Sent) error
	cancel   func()
	err      error // the first
}

// ending is a callback whose ladder has ended.
type ending struct {
	n    int
	sent Sent
	err  error
}

// climb starts a ladder and returns after its first attempt: at once after that
// where it goes on, or else when it was told.
func (p *play) climb(n int, l *deliver.Ladder, run func() ending) {
	goesOn := make(chan struct{}, 1)
	changed := l.Changed
	l.Changed = func() {
		if changed != nil {
			changed()
		}
		if l.Climb().End == deliver.Climbing {
			select {
			case goesOn <- struct{}{}:
			default:
			}
		}
	}
	p.climbing++
	go func() { p.ended <- run() }()
	for {
		select {
		case e := <-p.ended:
			p.end(e)
			if e.n == n {
				return
			}
		case <-goesOn:
			return
		}
	}
}

func (p *play) end(e ending) {
	p.climbing--
	if p.err == nil {
		e.err = errors.Join(e.err, p.tell(e.sent))
	}
	if e.err != nil {
		p.fail(e.err)
	}
}

// fail notes the first error and ends all that is under way.
func (p *play) fail(err error) {
	if p.err == nil {
		p.err = err
	}
	p.cancel()
}

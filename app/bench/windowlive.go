//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"time"

	"ringback/storage/storagetest"
)

// living is a time in which callbacks come in.
type living struct {
	following frames        // while the list follows the newest
	cpu       float64       // of one core, meanwhile
	p50, p95  time.Duration // from a key to the frame with its effect
	memory    int64
}

// perSecond is how many callbacks arrive while the window is watched.
const perSecond = 1_000

// picturesPerSecond is how often the window shows what is new, at the most.
const picturesPerSecond = 10

// live measures the window while callbacks arrive, and beside it at rest.
func (w *windows) live(ctx context.Context) error {
	fmt.Printf("While %d callbacks a second arrive\n\n%-26s %9s %9s %9s %10s %10s %7s %9s\n",
		perSecond, "", "frames/s", "dropped", "longest", "key p50", "key p95", "cpu", "memory")
	var quick bool
	for _, c := range []struct {
		name string
		n    int
		rate int
	}{
		{"none arrive, 1,000 stored", few, 0},
		{"1,000 stored", few, perSecond},
		{fmt.Sprintf("%d stored", w.stored), w.stored, perSecond},
	} {
		l, err := w.living(ctx, w.of[c.n], c.rate)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		dropped := "-"
		if c.rate > 0 {
			dropped = fmt.Sprintf("%.0f %%", 100*max(0, 1-l.following.perSecond()/picturesPerSecond))
		}
		fmt.Printf("%-26s %9.1f %9s %9s %10s %10s %6.0f%% %9s\n", c.name, l.following.perSecond(), dropped,
			round(l.following.longest), round(l.p50), round(l.p95), 100*l.cpu, megabytes(l.memory))
		quick = l.p95 <= 100*time.Millisecond
	}
	fmt.Printf("\ndropped: of %d pictures a second\n\n", picturesPerSecond)
	aim("19 of 20 keys are answered within 100 ms while 1,000/s arrive", quick)
	fmt.Println()
	return nil
}

// living watches the window for a span while callbacks arrive, and presses keys
// in another.
func (w *windows) living(ctx context.Context, db string, rate int) (l living, err error) {
	p, err := w.shown(ctx, db)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, p.stop(), w.cleared(ctx)) }()
	arriving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- arrive(arriving, p.addr, rate) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()
	if l.following, l.cpu, err = w.watched(ctx, p); err != nil && rate > 0 {
		return l, err
	}
	if err := w.pressed(ctx, &l); err != nil {
		return l, err
	}
	l.memory, err = p.anonymous()
	return l, err
}

func (w *windows) watched(ctx context.Context, p *process) (f frames, cpu float64, err error) {
	span := 2 * w.span
	before, err := p.usage()
	if err != nil {
		return f, 0, err
	}
	began := time.Now()
	select {
	case <-time.After(span):
	case <-ctx.Done():
		return f, 0, ctx.Err()
	}
	after, err := p.usage()
	if err != nil {
		return f, 0, err
	}
	cpu = (after.cpu - before.cpu).Seconds() / span.Seconds()
	f, err = framesOf(w.screen.since(began), span)
	return f, cpu, err
}

// pressed selects a row, walks down by the arrow key and up again, and measures how
// long each step takes to be seen.
func (w *windows) pressed(ctx context.Context, l *living) error {
	w.screen.move(firstRow.x, firstRow.y)
	before := w.screen.pixels(besideRows)
	w.screen.button(buttonLeft)
	colour := func(y int16) string { // of what is behind a row
		p := w.screen.pixels(area{besideRows.x, y, 1, 1})
		return string(p)
	}
	if _, err := w.screen.until(ctx, "the selection", func() bool {
		return !bytes.Equal(before, w.screen.pixels(besideRows))
	}); err != nil {
		return err
	}
	if err := w.settle(ctx); err != nil {
		return err
	}
	chosen := colour(firstRow.y)
	var spent []time.Duration
	for step := int16(1); step <= 20; step++ {
		began := time.Now()
		w.screen.key(keyDown)
		seen, err := w.screen.until(ctx, "the next row", func() bool { return colour(firstRow.y+step*rowHeight) == chosen })
		if err != nil {
			return fmt.Errorf("key %d: %w", step, err)
		}
		spent = append(spent, seen.Sub(began))
		if err := w.settle(ctx); err != nil {
			return err
		}
	}
	slices.Sort(spent)
	l.p50, l.p95 = spent[len(spent)/2], spent[len(spent)*95/100]
	return nil
}

// settle is how long a person looks before the next key.
func (w *windows) settle(ctx context.Context) error {
	select {
	case <-time.After(230 * time.Millisecond): // no multiple of the window's pace
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// arrive posts callbacks at a rate until ctx ends.
func arrive(ctx context.Context, addr string, rate int) error {
	if rate == 0 {
		return nil
	}
	requests := requestsOf(storagetest.Bodies(4, 256))
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	go func() {
		in := bufio.NewReader(c)
		for readAnswer(in) == nil {
		}
	}()
	const every = 5 * time.Millisecond
	tick := time.NewTicker(every)
	defer tick.Stop()
	for k := 0; ; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		for range rate * int(every) / int(time.Second) {
			if _, err := c.Write(requests[k%len(requests)]); err != nil {
				return err
			}
			k++
		}
	}
}

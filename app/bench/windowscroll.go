//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// scrolling is one round of scrolling a list.
type scrolling struct {
	wheel, page frames
	cpu         float64 // of one core
	memory      int64
}

// scroll compares how long lists scroll with a short one.
func (w *windows) scroll(ctx context.Context) error {
	sizes := []int{few, some, w.stored}
	all := map[int][]scrolling{}
	for range w.rounds {
		for _, n := range sizes {
			s, err := w.scrolling(ctx, w.of[n])
			if err != nil {
				return fmt.Errorf("%d: %w", n, err)
			}
			all[n] = append(all[n], s)
		}
	}
	frame := func(s scrolling) time.Duration { return s.wheel.p50 }
	fmt.Printf("Scrolling: time from one frame to the next\n\n%-10s %11s %11s %9s %11s %11s %9s %8s %9s\n",
		"callbacks", "wheel p50", "p95", "/ 1,000", "pages p50", "p95", "/ 1,000", "cpu", "memory")
	for _, n := range sizes {
		s := all[n]
		page := func(s scrolling) time.Duration { return s.page.p50 }
		fmt.Printf("%-10d %11s %11s %9.2f %11s %11s %9.2f %7.0f%% %9s\n", n,
			round(middleOf(s, frame)), round(middleOf(s, func(s scrolling) time.Duration { return s.wheel.p95 })),
			float64(middleOf(s, frame))/float64(middleOf(all[few], frame)),
			round(middleOf(s, page)), round(middleOf(s, func(s scrolling) time.Duration { return s.page.p95 })),
			float64(middleOf(s, page))/float64(middleOf(all[few], page)),
			100*middleOf(s, func(s scrolling) float64 { return s.cpu }), megabytes(middleOf(s, func(s scrolling) int64 { return s.memory })))
	}
	fmt.Println()
	aim(fmt.Sprintf("scrolling %d is no slower than 1,000 (within 10 %%)", w.stored),
		float64(middleOf(all[w.stored], frame)) <= 1.1*float64(middleOf(all[few], frame)))
	fmt.Println()
	return nil
}

// scrolling goes to the end, and turns the wheel and pages up and down there, for a
// span each: over the same number of rows in lists of all lengths.
func (w *windows) scrolling(ctx context.Context, db string) (s scrolling, err error) {
	p, err := w.shown(ctx, db)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, p.stop(), w.cleared(ctx)) }()
	w.screen.move(firstRow.x, firstRow.y)
	w.screen.button(buttonLeft)
	w.screen.key(keyEnd)
	if err := p.idle(ctx); err != nil {
		return s, err
	}
	before, err := p.usage()
	if err != nil {
		return s, err
	}
	if s.wheel, err = w.during(ctx, 10*time.Millisecond, func(up bool) { w.screen.button(pick[byte](up, wheelUp, wheelDown)) }); err != nil {
		return s, err
	}
	after, err := p.usage()
	if err != nil {
		return s, err
	}
	s.cpu = (after.cpu - before.cpu).Seconds() / w.span.Seconds()
	if s.page, err = w.during(ctx, 33*time.Millisecond, func(up bool) { w.screen.key(pick(up, keyPrior, keyNext)) }); err != nil {
		return s, err
	}
	s.memory, err = p.anonymous()
	return s, err
}

// turnAfter is how many steps go one way: 30 pages.
const turnAfter = 30

// during does something again and again for a span, first upwards, and tells of the
// frames. It is as fast as a wheel that is spun, or a key that is held down.
func (w *windows) during(ctx context.Context, every time.Duration, do func(up bool)) (frames, error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	began := time.Now()
	for n := 0; time.Since(began) < w.span; n++ {
		select {
		case <-tick.C:
			do(n/turnAfter%2 == 0)
		case <-ctx.Done():
			return frames{}, ctx.Err()
		}
	}
	return framesOf(w.screen.since(began), time.Since(began))
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

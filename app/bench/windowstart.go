//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// opening is one start of a window.
type opening struct {
	frame  time.Duration // until the first frame
	rows   time.Duration // until the list or the first steps are there
	memory int64
}

// start measures how soon the window shows, beside an empty one.
func (w *windows) start(ctx context.Context) error {
	starts := []struct{ name, program, db string }{
		{"empty window of Fyne", w.empty, ""},
		{"Ringback, none stored", w.program, w.of[0]},
		{fmt.Sprintf("Ringback, %d stored", few), w.program, w.of[few]},
		{fmt.Sprintf("Ringback, %d stored", w.stored), w.program, w.of[w.stored]},
	}
	all := make([][]opening, len(starts))
	for round := range w.rounds + 1 {
		for n, s := range starts {
			o, err := w.opening(ctx, s.program, s.db)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			if round > 0 { // the first fills the caches of fonts and shaders
				all[n] = append(all[n], o)
			}
		}
	}
	fmt.Printf("Start\n\n%-28s %12s %9s %12s %10s\n", "", "first frame", "/ empty", "its content", "memory")
	medians := make([]opening, len(starts))
	for n, s := range starts {
		medians[n] = opening{
			frame:  middleOf(all[n], func(o opening) time.Duration { return o.frame }),
			rows:   middleOf(all[n], func(o opening) time.Duration { return o.rows }),
			memory: middleOf(all[n], func(o opening) int64 { return o.memory }),
		}
		m := medians[n]
		fmt.Printf("%-28s %12s %9.2f %12s %10s\n", s.name, round(m.frame), float64(m.frame)/float64(medians[0].frame), round(m.rows), megabytes(m.memory))
	}
	fmt.Println()
	empty, none, many := medians[0], medians[1], medians[3]
	aim("the first frame is at most 500 ms later than an empty window's", many.frame-empty.frame <= 500*time.Millisecond)
	aim("the first frame does not depend on how much is stored (within 50 ms)", many.frame-none.frame <= 50*time.Millisecond)
	fmt.Println()
	return nil
}

// opening starts a program and watches its window come.
func (w *windows) opening(ctx context.Context, program, db string) (o opening, err error) {
	began := time.Now()
	p, err := w.open(ctx, program, db)
	if err != nil {
		return o, err
	}
	first, err := w.screen.until(ctx, "the first frame", func() bool { return !w.screen.plain(wholeWindow) })
	if err != nil {
		p.kill()
		return o, err
	}
	content := first
	if db != "" { // what is below the top bar and the filters
		middle := area{300, 300, 500, 250}
		if content, err = w.screen.until(ctx, "its content", func() bool { return !w.screen.plain(middle) }); err != nil {
			p.kill()
			return o, err
		}
	}
	o = opening{frame: first.Sub(began), rows: content.Sub(began)}
	err = p.idle(ctx)
	if err == nil {
		o.memory, err = p.anonymous()
	}
	return o, errors.Join(err, p.stop(), w.cleared(ctx))
}

// cleared waits until the screen is empty again.
func (w *windows) cleared(ctx context.Context) error {
	_, err := w.screen.until(ctx, "an empty screen", func() bool { return w.screen.plain(wholeWindow) })
	return err
}

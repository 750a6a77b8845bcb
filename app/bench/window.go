//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// windows measures the window beside an empty one of the same toolkit, and beside
// itself with a thousand callbacks.
type windows struct {
	*bench
	screen *screen
	log    *os.File       // what the programs say
	of     map[int]string // a database for each number of callbacks
}

// Where things are in a window of its first size, 1440x900 at the corner.
var (
	topOfWindow = area{0, 0, 1440, 48}
	wholeWindow = area{0, 0, 1440, 900}
	bodyOfOne   = area{960, 250, 440, 600}
	firstRow    = struct{ x, y int16 }{400, 236}
	rowHeight   = int16(28)
	// A strip beside the texts of the list: what is behind the rows, and only that.
	besideRows = area{84, 188, 1, 650}
)

// windowed measures all that is measured of the window.
func (b *bench) windowed(ctx context.Context, only string) (err error) {
	w := &windows{bench: b, of: map[int]string{}}
	if w.screen, err = openScreen(ctx); err != nil {
		return err
	}
	defer w.screen.close()
	if w.log, err = os.Create(filepath.Join(b.dir, "window.log")); err != nil {
		return err
	}
	defer w.log.Close()
	for _, folder := range []string{"home/config/ringback", "home/cache"} {
		if err := os.MkdirAll(filepath.Join(b.dir, folder), 0o700); err != nil {
			return err
		}
	}
	for _, n := range []int{0, few, some, b.stored} {
		if err := w.store(ctx, n); err != nil {
			return fmt.Errorf("a database of %d: %w", n, err)
		}
	}
	fmt.Printf("The window at 1440x900 on Xvfb, drawn by the processor; medians of %d rounds; memory is anonymous\n\n", b.rounds)
	return runParts(ctx, only, []part{{"start", w.start}, {"scroll", w.scroll}, {"live", w.live}, {"body", w.bodies}})
}

// The numbers of callbacks that are measured besides none and -stored.
const (
	few  = 1_000
	some = 100_000
)

// store makes a database with n callbacks, whose index is complete.
func (w *windows) store(ctx context.Context, n int) error {
	db := filepath.Join(w.dir, fmt.Sprintf("%d.db", n))
	w.of[n] = db
	if _, err := os.Stat(db); err == nil || n == 0 {
		return nil
	}
	lines := filepath.Join(w.dir, "lines.jsonl")
	if _, err := writeLines(lines, n); err != nil {
		return err
	}
	defer os.Remove(lines)
	cmd := exec.CommandContext(ctx, w.program, "import", "--db", db, lines)
	cmd.Env, cmd.Stderr = w.env(), os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	p, err := w.open(ctx, w.program, db)
	if err != nil {
		return err
	}
	return errors.Join(p.idle(ctx), p.stop())
}

// env keeps the programs from what the person at this machine has set.
func (w *windows) env() []string {
	home := filepath.Join(w.dir, "home")
	return append(os.Environ(), "DISPLAY="+w.screen.display, "WAYLAND_DISPLAY=", "HOME="+home, "XDG_CONFIG_HOME="+home+"/config",
		"XDG_CACHE_HOME="+home+"/cache", "XDG_RUNTIME_DIR="+home, "RINGBACK_KEYRING=off", "FYNE_THEME=", "FYNE_SCALE=1",
		"LIBGL_ALWAYS_SOFTWARE=1", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
}

// open starts a program with a window; an empty db is none of ours.
func (w *windows) open(ctx context.Context, name, db string) (*process, error) {
	p := &process{cmd: exec.CommandContext(ctx, name)}
	if db != "" {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		p.addr = l.Addr().String()
		_ = l.Close()
		p.cmd.Args = append(p.cmd.Args, "--db", db, "--listen", p.addr)
	}
	p.cmd.Env, p.cmd.Stderr = w.env(), w.log
	return p, p.cmd.Start()
}

// shown opens the window on n callbacks and waits until it is at rest.
func (w *windows) shown(ctx context.Context, db string) (*process, error) {
	p, err := w.open(ctx, w.program, db)
	if err != nil {
		return nil, err
	}
	if _, err := w.screen.until(ctx, "the window", func() bool { return !w.screen.plain(topOfWindow) }); err != nil {
		p.kill()
		return nil, err
	}
	return p, p.idle(ctx)
}

// idle waits until a process has nothing to do: it took less than a tenth of a
// second's time for a second.
func (p *process) idle(ctx context.Context) error {
	for {
		before, err := p.usage()
		if err != nil {
			return err
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
		after, err := p.usage()
		if err != nil || after.cpu-before.cpu < 100*time.Millisecond {
			return err
		}
	}
}

// frames is how a time of drawing went.
type frames struct {
	count    int
	span     time.Duration
	p50, p95 time.Duration // from one frame to the next
	longest  time.Duration
}

func (f frames) perSecond() float64 { return float64(f.count) / f.span.Seconds() }

// framesOf tells how the frames since a time followed each other.
func framesOf(drawn []time.Time, span time.Duration) (f frames, err error) {
	if len(drawn) < 3 {
		return frames{count: len(drawn), span: span}, errors.New("the window drew nothing")
	}
	var gaps []time.Duration
	for n, at := range drawn[1:] {
		gaps = append(gaps, at.Sub(drawn[n]))
	}
	slices.Sort(gaps)
	return frames{count: len(drawn), span: span, p50: gaps[len(gaps)/2], p95: gaps[len(gaps)*95/100], longest: gaps[len(gaps)-1]}, nil
}

// aim says whether what was aimed at was reached.
func aim(what string, reached bool) {
	verdict := "reached"
	if !reached {
		verdict = "MISSED"
	}
	fmt.Printf("aim: %s: %s\n", what, verdict)
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/1e6) }

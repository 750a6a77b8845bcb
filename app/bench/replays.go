//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"ringback/inspector"
	"ringback/inspector/replay"
	"ringback/storage"
	"ringback/storage/storagetest"
)

const (
	// replayed is how many callbacks are replayed for a rate.
	replayed = 10_000
	// timed is how many are for the timing error, and factor their gaps of 37 ms are
	// taken times.
	timed  = 1000
	factor = 0.1
)

// replays compares how fast recorded callbacks are replayed to a bare net/http
// handler, each answer written down and laid beside the last one, with how fast
// wrk posts one fixed body there; and measures how exactly gaps are kept.
func (b *bench) replays(ctx context.Context) error {
	e, err := b.filled(replayed)
	if err != nil {
		return err
	}
	defer e.Close()
	rival, run := "wrk", b.wrk
	if _, err := exec.LookPath("wrk"); err != nil {
		rival, run = "fixed", func(ctx context.Context, addr string, conns int) (float64, error) {
			l, err := post(ctx, addr, conns, b.span, storagetest.Bodies(1, 1))
			return l.rate(), err
		}
	}
	fmt.Printf("Replay: %d callbacks to a bare net/http handler; %s posts one fixed body\n\n%7s %12s %12s %9s\n", replayed, rival, "at once", "replay", rival, "ratio")
	for _, conns := range []int{1, 8, 64} {
		var ours, theirs, ratios []float64
		for range b.rounds {
			p, err := start(ctx, os.Args[0], "rival", "bare", "-")
			if err != nil {
				return err
			}
			rate, err := replayRate(ctx, e, "http://"+p.addr, conns)
			if err == nil {
				var other float64
				other, err = run(ctx, p.addr, conns)
				ours, theirs, ratios = append(ours, rate), append(theirs, other), append(ratios, rate/other)
			}
			if err = errors.Join(err, p.stop()); err != nil {
				return err
			}
		}
		fmt.Printf("%7d %10.0f/s %10.0f/s %9.2f\n", conns, middle(ours), middle(theirs), middle(ratios))
	}
	late, err := lateness(ctx, e)
	if err != nil {
		return err
	}
	fmt.Printf("\nGaps of %v kept for %d callbacks: p50 %v, p99 %v late\n\n", time.Duration(factor*37*float64(time.Millisecond)), timed,
		late[len(late)/2].Round(10*time.Microsecond), late[len(late)*99/100].Round(10*time.Microsecond))
	return nil
}

// filled opens an engine with so many callbacks.
func (b *bench) filled(n int) (*inspector.Inspector, error) {
	path := filepath.Join(b.dir, "replay.db")
	s, err := storage.Open(path, storage.Options{})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.Append(storagetest.Records(1, n)...), s.Close()); err != nil {
		return nil, err
	}
	return inspector.Open(path, inspector.Options{Keeper: &inspector.SecretFile{Path: path + ".secrets"}})
}

func ids(n int) []uint64 {
	all := make([]uint64, n)
	for k := range all {
		all[k] = uint64(k + 1)
	}
	return all
}

// replayRate returns how many callbacks a second are replayed to an address.
func replayRate(ctx context.Context, e *inspector.Inspector, url string, atOnce int) (float64, error) {
	to, err := e.Destination(url)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	run, err := replay.Run(ctx, e, ids(replayed), replay.Options{To: to, AtOnce: atOnce})
	if err == nil && run.Delivered != replayed {
		err = fmt.Errorf("%d of %d delivered", run.Delivered, replayed)
	}
	return replayed / time.Since(began).Seconds(), err
}

// lateness returns, sorted, how far each arrival is off its time, counted from the
// first one.
func lateness(ctx context.Context, e *inspector.Inspector) ([]time.Duration, error) {
	var mu sync.Mutex
	var at []time.Time
	app := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at = append(at, time.Now())
		mu.Unlock()
		_, _ = io.Copy(io.Discard, r.Body)
	}))
	defer app.Close()
	to, err := e.Destination(app.URL)
	if err != nil {
		return nil, err
	}
	run, err := replay.Run(ctx, e, ids(timed), replay.Options{To: to, Pace: replay.Pace{Gaps: factor}, AtOnce: 8})
	if err == nil && run.Delivered != timed {
		err = fmt.Errorf("%d of %d delivered", run.Delivered, timed)
	}
	if err != nil {
		return nil, err
	}
	late := make([]time.Duration, len(at))
	for n := range at {
		due := time.Duration(float64(n) * factor * 37 * float64(time.Millisecond))
		late[n] = (at[n].Sub(at[0]) - due).Abs()
	}
	slices.Sort(late)
	return late, nil
}

//go:build linux

package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"ringback/storage/storagetest"
)

// sample is one round of one server.
type sample struct {
	load
	cpuEach     time.Duration // processor time per request
	writtenEach float64       // bytes written per byte of payload
	anonymous   int64         // bytes, just after the round
}

// servers are measured in turn within each round, so that a slow minute of the
// machine falls on all of them.
var servers = []string{"bare", "onekey", "ringback"}

// receive compares rate, latency, processor time and written bytes.
func (b *bench) receive(ctx context.Context) error {
	bodies := storagetest.Bodies(1, 256)
	fmt.Printf("Receiving: %d rounds of %v; medians; bare = net/http that discards, onekey = net/http and one key per request by group commit\n\n", b.rounds, b.span)
	fmt.Printf("%5s  %-9s %10s %9s %9s %9s %10s %9s %9s\n", "conns", "server", "requests/s", "p50", "p99", "cpu each", "written", "/ bare", "/ onekey")
	for _, conns := range []int{1, 16, 64, 256} {
		rounds := map[string][]sample{}
		for range b.rounds {
			for _, name := range servers {
				s, err := b.round(ctx, name, conns, bodies)
				if err != nil {
					return fmt.Errorf("%s at %d: %w", name, conns, err)
				}
				rounds[name] = append(rounds[name], s)
			}
		}
		printReceive(conns, rounds)
	}
	return nil
}

func printReceive(conns int, rounds map[string][]sample) {
	rate := func(s sample) float64 { return s.rate() }
	cpu := func(s sample) float64 { return float64(s.cpuEach) }
	for _, name := range servers {
		r := rounds[name]
		written := "-"
		if name != "bare" {
			written = fmt.Sprintf("%.2f x", median(r, func(s sample) float64 { return s.writtenEach }))
		}
		fmt.Printf("%5d  %-9s %10.0f %9s %9s %9s %10s %9.2f %9.2f\n", conns, name, median(r, rate),
			round(time.Duration(median(r, func(s sample) float64 { return float64(s.p50) }))),
			round(time.Duration(median(r, func(s sample) float64 { return float64(s.p99) }))),
			round(time.Duration(median(r, cpu))), written,
			ratio(r, rounds["bare"], rate), ratio(r, rounds["onekey"], rate))
	}
	ours := rounds["ringback"]
	fmt.Printf("       ringback: cpu / onekey %.2f, anonymous memory %.1f MB\n\n", ratio(ours, rounds["onekey"], cpu),
		median(ours, func(s sample) float64 { return float64(s.anonymous) })/1e6)
}

// round starts a server on a new file, posts to it, and stops it.
func (b *bench) round(ctx context.Context, name string, conns int, bodies [][]byte) (s sample, err error) {
	dir, err := os.MkdirTemp(b.dir, name)
	if err != nil {
		return s, err
	}
	defer os.RemoveAll(dir)
	p, err := b.launch(ctx, name, filepath.Join(dir, "bench.db"))
	if err != nil {
		return s, err
	}
	if s, err = measure(ctx, p, conns, b.span, bodies); err != nil {
		p.kill()
		return s, err
	}
	return s, p.stop()
}

func (b *bench) launch(ctx context.Context, name, db string) (*process, error) {
	if name == "ringback" {
		return start(ctx, b.program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--tunnel", "off", "--output", "quiet")
	}
	return start(ctx, os.Args[0], "rival", name, db)
}

func measure(ctx context.Context, p *process, conns int, span time.Duration, bodies [][]byte) (s sample, err error) {
	if _, err := post(ctx, p.addr, conns, span/5, bodies); err != nil { // warm up
		return s, err
	}
	before, err := p.usage()
	if err != nil {
		return s, err
	}
	if s.load, err = post(ctx, p.addr, conns, span, bodies); err != nil {
		return s, err
	}
	after, err := p.usage()
	if err != nil {
		return s, err
	}
	payload := 0
	for _, request := range requestsOf(bodies) {
		payload += len(request)
	}
	s.cpuEach = (after.cpu - before.cpu) / time.Duration(s.answered)
	s.writtenEach = float64(after.written-before.written) / float64(s.answered) / (float64(payload) / float64(len(bodies)))
	s.anonymous, err = p.anonymous()
	return s, err
}

func median(list []sample, of func(sample) float64) float64 {
	return middleOf(list, of)
}

// ratio is the median of the ratios round by round.
func ratio(a, b []sample, of func(sample) float64) float64 {
	values := make([]float64, len(a))
	for n := range a {
		values[n] = of(a[n]) / of(b[n])
	}
	return middle(values)
}

// middleOf is the median of one figure of many rounds.
func middleOf[S any, T cmp.Ordered](rounds []S, of func(S) T) T {
	values := make([]T, len(rounds))
	for n, r := range rounds {
		values[n] = of(r)
	}
	return middle(values)
}

func middle[T cmp.Ordered](values []T) T {
	slices.Sort(values)
	return values[len(values)/2]
}

func round(d time.Duration) time.Duration {
	if d > 10*time.Millisecond {
		return d.Round(time.Millisecond)
	}
	return d.Round(time.Microsecond)
}

//go:build linux

// Command bench measures the receiver beside its rivals and prints ratios, all
// in one run: a bare net/http server that throws every body away, and the least
// durable recorder that the same parts allow (net/http, one key per request, one
// commit for all that wait). `make bench` runs it. With -window it measures the
// window instead, beside an empty one of the same toolkit: `make bench-ui`.
//
// It starts each server as a process of its own, so that processor time, memory
// and written bytes are the server's alone, and reads them from /proc: it runs
// on Linux only. It must never be part of the tests: what it prints depends on
// the machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == "rival" {
		exit(serveRival(os.Args[2], os.Args[3:]))
	}
	var b bench
	flag.StringVar(&b.program, "ringback", "bin/ringback", "the program to measure")
	flag.IntVar(&b.rounds, "rounds", 3, "rounds of each measurement; the median counts")
	flag.DurationVar(&b.span, "span", 2*time.Second, "how long each round lasts")
	flag.IntVar(&b.stored, "stored", 1_000_000, "callbacks in the large database")
	flag.StringVar(&b.dir, "dir", "", "folder for the databases (default: a temporary one)")
	window := flag.Bool("window", false, "measure the window, under Xvfb")
	flag.StringVar(&b.empty, "empty", "bin/emptywindow", "with -window: the program beside which it is measured")
	only := flag.String("only", "", "one part: receive, commit, import, storm, replay; with -window: start, scroll, live, body")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(b.run(ctx, *window, *only))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// bench is what a run measures and how.
type bench struct {
	program string
	empty   string // the program with an empty window
	dir     string
	rounds  int
	span    time.Duration
	stored  int
}

func (b *bench) run(ctx context.Context, window bool, only string) error {
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "ringback-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.dir = dir
	}
	if window {
		return b.windowed(ctx, only)
	}
	return runParts(ctx, only, []part{{"receive", b.receive}, {"commit", b.commit}, {"import", b.imports}, {"storm", b.storm}, {"replay", b.replays}, {"search", b.search}, {"index", b.index}})
}

// part is a group of measurements.
type part struct {
	name string
	run  func(context.Context) error
}

// runParts runs all parts, or only one.
func runParts(ctx context.Context, only string, parts []part) error {
	for _, p := range parts {
		if only != "" && only != p.name {
			continue
		}
		if err := p.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

//go:build linux

// Command bench measures the receiver beside its rivals and prints ratios, all
// in one run: a bare net/http server that throws every body away, and the least
// durable recorder that the same parts allow (net/http, one key per request, one
// commit for all that wait). `make bench` runs it.
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
	only := flag.String("only", "", "one part: receive, commit, import")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(b.run(ctx, *only))
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
	dir     string
	rounds  int
	span    time.Duration
	stored  int
}

func (b *bench) run(ctx context.Context, only string) error {
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "ringback-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.dir = dir
	}
	for _, part := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"receive", b.receive},
		{"commit", b.commit},
		{"import", b.imports},
	} {
		if only != "" && only != part.name {
			continue
		}
		if err := part.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

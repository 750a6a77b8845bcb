//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"ringback/storage/storagetest"
)

// imports measures an import of many, and what start-up, memory and rate are
// like with none and with many stored.
func (b *bench) imports(ctx context.Context) error {
	file := filepath.Join(b.dir, "many.jsonl")
	size, err := writeLines(file, b.stored)
	if err != nil {
		return err
	}
	large, empty := filepath.Join(b.dir, "many.db"), filepath.Join(b.dir, "none.db")
	began := time.Now()
	cmd := exec.CommandContext(ctx, b.program, "import", "--db", large, file)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "RINGBACK_KEYRING=off")
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	took := time.Since(began)
	info, err := os.Stat(large)
	if err != nil {
		return err
	}
	fmt.Printf("Import of %d callbacks (%d MB as JSON lines): %.1f s, %.0f/s; peak memory %d MB; file / JSON lines %.2f\n\n",
		b.stored, size/1e6, took.Seconds(), float64(b.stored)/took.Seconds(),
		maxRSS(cmd)/1e6, float64(info.Size())/float64(size))
	fmt.Printf("Start-up and memory (anonymous), 64 connections\n\n%-32s %10s %12s %12s %12s\n", "stored", "ready in", "at rest", "serving", "requests/s")
	var rates []float64
	for _, c := range []struct {
		name, db string
		crash    bool
	}{
		{"none", empty, false},
		{fmt.Sprintf("%d, after a clean end", b.stored), large, true},
		{fmt.Sprintf("%d, after a crash", b.stored), large, false},
	} {
		rate, err := b.resident(ctx, c.name, c.db, c.crash)
		if err != nil {
			return err
		}
		rates = append(rates, rate)
	}
	fmt.Printf("\nrate with %d stored / with none: %.2f\n\n", b.stored, rates[1]/rates[0])
	return nil
}

// resident measures a start on a database, and ends it cleanly or by a crash.
func (b *bench) resident(ctx context.Context, name, db string, crash bool) (float64, error) {
	p, err := b.launch(ctx, "ringback", db)
	if err != nil {
		return 0, err
	}
	defer p.kill()
	time.Sleep(300 * time.Millisecond) // what starts in the background has started
	rest, err := p.anonymous()
	if err != nil {
		return 0, err
	}
	s, err := measure(ctx, p, 64, b.span, storagetest.Bodies(2, 256))
	if err != nil {
		return 0, err
	}
	fmt.Printf("%-32s %10s %9.1f MB %9.1f MB %12.0f\n", name, round(p.readyIn), float64(rest)/1e6, float64(s.anonymous)/1e6, s.rate())
	if crash {
		return s.rate(), nil
	}
	return s.rate(), p.stop()
}

// writeLines writes n callback bodies, one a line, and returns the file's size.
func writeLines(path string, n int) (int64, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	out := bufio.NewWriterSize(f, 1<<20)
	for line := range storagetest.ExportLines(1, n) {
		_, _ = out.Write(line)
		_ = out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), f.Close()
}

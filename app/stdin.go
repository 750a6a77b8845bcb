package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// input opens a file to read; "-" is stdin. A command that was typed elsewhere
// must not get what the same number means in this process.
func (p *program) input(name string) (io.ReadCloser, error) {
	switch {
	case name == "-", name == "/dev/stdin":
		if p.call.StdinTTY {
			fmt.Fprintln(p.stderr, "Reading from the terminal; Ctrl+D ends the input.")
		}
		return io.NopCloser(p.stdin), nil
	case p.engine != nil && (strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/")):
		return nil, fmt.Errorf("%s: %w", name, errElsewhere)
	}
	return os.Open(p.path(name))
}

// interruptible is input that fails when ctx ends. To read a terminal or a pipe
// waits until something comes, and knows nothing of Ctrl+C. Nothing is read
// before the first Read, and what is read ahead then is lost to others.
type interruptible struct {
	ctx   context.Context
	in    io.Reader
	begin sync.Once
	pipe  *io.PipeReader
}

// Read implements [io.Reader].
func (i *interruptible) Read(p []byte) (int, error) {
	i.begin.Do(func() {
		var w *io.PipeWriter
		i.pipe, w = io.Pipe()
		stop := context.AfterFunc(i.ctx, func() { w.CloseWithError(i.ctx.Err()) })
		go func() {
			defer stop()
			_, err := io.Copy(w, i.in)
			w.CloseWithError(err)
		}()
	})
	return i.pipe.Read(p)
}

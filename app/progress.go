package main

import (
	"fmt"
	"io"
	"time"
)

// bar shows on a terminal how far long work is; elsewhere it shows nothing.
type bar struct {
	out   io.Writer // nil where there is no terminal
	title string
	last  time.Time
	shown bool
}

func (p *program) bar(title string) *bar {
	b := &bar{title: title, last: time.Now()}
	if p.call.StderrTTY {
		b.out = p.stderr
	}
	return b
}

// progress implements inspector.Progress; total is 0 where it is not known.
func (b *bar) progress(done, total uint64) {
	if b.out == nil || time.Since(b.last) < 200*time.Millisecond {
		return
	}
	b.last, b.shown = time.Now(), true
	if total > 0 {
		fmt.Fprintf(b.out, "\r\x1b[K%s: %d of %d (%d %%)", b.title, done, total, done*100/total)
	} else {
		fmt.Fprintf(b.out, "\r\x1b[K%s: %d", b.title, done)
	}
}

// end takes the bar away.
func (b *bar) end() {
	if b.shown {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestABarIsForTerminalsAndGoesAway(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		var out bytes.Buffer
		p := &program{stderr: &out}
		p.call.StderrTTY = terminal
		b := p.bar("importing a.jsonl")
		b.last = time.Time{}
		b.progress(50, 200)
		b.progress(51, 200) // too soon to be worth a word
		b.last = time.Time{}
		b.progress(52, 0)
		b.end()
		got := out.String()
		if !terminal {
			if got != "" {
				t.Errorf("without a terminal: %q", got)
			}
			continue
		}
		if !strings.Contains(got, "importing a.jsonl: 50 of 200 (25 %)") || !strings.Contains(got, "importing a.jsonl: 52") || strings.Contains(got, "51") {
			t.Errorf("on a terminal: %q", got)
		}
		if !strings.HasSuffix(got, "\r\x1b[K") {
			t.Errorf("it stays: %q", got)
		}
	}
}

func TestShortWorkShowsNoBar(t *testing.T) {
	var out bytes.Buffer
	p := &program{stderr: &out}
	p.call.StderrTTY = true
	b := p.bar("exporting")
	b.last = time.Now().Add(time.Hour)
	b.progress(1, 2)
	b.end()
	if out.Len() != 0 {
		t.Errorf("got %q", out.String())
	}
}

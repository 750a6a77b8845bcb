//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// reading is how a body came to be shown.
type reading struct {
	shown     time.Duration // from the click to its first lines
	formatted time.Duration // until they change no more
	memory    int64
}

// bodies measures how soon a body is shown, beside a small one.
func (w *windows) bodies(ctx context.Context) error {
	sizes := []struct {
		name string
		size int
	}{{"1 kB", 1e3}, {"1 MB", 1e6}, {"10 MB", 1e7}}
	db := filepath.Join(w.dir, "bodies.db")
	defer func() {
		for _, f := range []string{db, db + "-lock"} {
			_ = os.Remove(f)
		}
	}()
	state := filepath.Join(w.dir, "home/config/ringback/window.json")
	if err := os.WriteFile(state, []byte(`{"tab": "body"}`), 0o600); err != nil {
		return err
	}
	defer os.Remove(state)
	server, err := start(ctx, w.program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--tunnel", "off", "--output", "quiet")
	if err != nil {
		return err
	}
	for n := len(sizes) - 1; n >= 0; n-- { // the smallest is the newest: on top
		if err := postBody(ctx, server.addr, sizes[n].size); err != nil {
			return errors.Join(err, server.stop())
		}
	}
	if err := server.stop(); err != nil {
		return err
	}
	fmt.Printf("A body of JSON in one line, from the click on its row\n\n%-8s %14s %14s %10s\n", "size", "first lines", "formatted", "memory")
	for n, s := range sizes {
		var all []reading
		for range w.rounds {
			r, err := w.reading(ctx, db, firstRow.y+int16(n)*rowHeight)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			all = append(all, r)
		}
		fmt.Printf("%-8s %14s %14s %10s\n", s.name, round(middleOf(all, func(r reading) time.Duration { return r.shown })),
			round(middleOf(all, func(r reading) time.Duration { return r.formatted })), megabytes(middleOf(all, func(r reading) int64 { return r.memory })))
	}
	fmt.Println()
	return nil
}

// reading clicks a row of a new window and watches where the body is shown.
func (w *windows) reading(ctx context.Context, db string, y int16) (r reading, err error) {
	p, err := w.shown(ctx, db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, p.stop(), w.cleared(ctx)) }()
	before := w.screen.pixels(bodyOfOne)
	w.screen.move(firstRow.x, y)
	began := time.Now()
	w.screen.button(buttonLeft)
	last := began
	look := func() bool {
		now := w.screen.pixels(bodyOfOne)
		changed := !bytes.Equal(before, now)
		if changed {
			last, before = time.Now(), now
		}
		return changed
	}
	shown, err := w.screen.until(ctx, "the body", look)
	if err != nil {
		return r, err
	}
	r.shown = shown.Sub(began)
	idle := make(chan error, 1)
	go func() { idle <- p.idle(ctx) }()
	for working := true; working; {
		select {
		case <-w.screen.awake:
			look()
		case err := <-idle:
			if err != nil {
				return r, err
			}
			working = false
		}
	}
	r.formatted = last.Sub(began)
	r.memory, err = p.anonymous()
	return r, err
}

func postBody(ctx context.Context, addr string, size int) error {
	var body bytes.Buffer
	body.WriteString(`{"list":[`)
	for body.Len() < size-100 {
		fmt.Fprintf(&body, `{"n": %d, "text": "some words"},`, body.Len())
	}
	body.WriteString(`{"last": true}]}`)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+"/large", &body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("answered %s", answer.Status)
	}
	return nil
}

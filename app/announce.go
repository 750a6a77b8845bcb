package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"ringback/inspector"
	"ringback/tunnel"
)

// readyPatience is how long "ready" waits for the public address; the receiver
// answers meanwhile.
const readyPatience = 5 * time.Second

// announcer says how the public way in is doing: in words on stderr, and with
// --output json in events on stdout. It is told by the tunnel, which must not
// wait for whoever reads.
type announcer struct {
	p    *program
	json bool

	mu      sync.Mutex
	pending []inspector.WayIn
	wake    chan struct{}

	said   inspector.WayIn // of the printing goroutine
	opened bool            // it was to be said at all
}

func (p *program) announcer(output string) *announcer {
	return &announcer{p: p, json: output == outputJSON, wake: make(chan struct{}, 1)}
}

// report takes a change and returns at once.
func (a *announcer) report(w inspector.WayIn) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pending = append(a.pending, w)
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// take returns what was reported and not yet taken.
func (a *announcer) take() []inspector.WayIn {
	a.mu.Lock()
	defer a.mu.Unlock()
	all := a.pending
	a.pending = nil
	return all
}

// run calls ready once the public address is known, or that it will take longer
// or never be; then it says every change until ctx ends.
func (a *announcer) run(ctx context.Context, ready func(publicURL string)) {
	first, url := a.first(ctx)
	ready(url)
	a.say(first)
	for {
		select {
		case <-a.wake:
			a.say(a.take())
		case <-ctx.Done():
			a.say(a.take())
			return
		}
	}
}

// first returns what was reported until it is clear whether the way in opens.
func (a *announcer) first(ctx context.Context) (all []inspector.WayIn, url string) {
	patience := time.After(readyPatience)
	for {
		select {
		case <-a.wake:
			all = append(all, a.take()...)
			for _, w := range all {
				if w.State != tunnel.Connecting || w.Err != nil {
					return all, w.URL
				}
			}
		case <-patience:
			return all, ""
		case <-ctx.Done():
			return all, ""
		}
	}
}

// say prints what differs from what was said last.
func (a *announcer) say(all []inspector.WayIn) {
	for _, w := range all {
		last := a.said
		a.said = w
		a.opened = a.opened || w.State != tunnel.Off
		if a.opened && (last.State != w.State || last.URL != w.URL || text(last.Err) != text(w.Err)) {
			a.print(tunnelEvent(w))
			if words := wayInWords(w, last.State); words != "" {
				a.p.done("%s", words)
			}
		}
		if w.Proof != nil && w.Proof != last.Proof {
			a.print(event{Type: "proof", Proof: w.Proof})
			a.p.done("%s", strings.TrimSpace("Tunnel: "+w.Proof.Text+" "+w.Proof.Hint))
		}
	}
}

func (a *announcer) print(e event) {
	if !a.json {
		return
	}
	if line, err := marshal(e, ""); err == nil {
		fmt.Fprintf(a.p.stdout, "%s\n", line)
	}
}

func tunnelEvent(w inspector.WayIn) event {
	state, cause := w.State.String(), text(w.Err)
	e := event{Type: "tunnel", State: &state, URL: &w.URL, Code: &w.Code, Error: &cause}
	if w.Previous != "" {
		e.PreviousURL = &w.Previous
	}
	return e
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// wayInWords says for people how the way in is doing; empty where nothing needs
// to be said.
func wayInWords(w inspector.WayIn, before tunnel.State) string {
	words := ""
	switch w.State {
	case tunnel.Online:
		words = "Tunnel: open at " + w.URL
		if w.Account != "" && before != tunnel.Reconnecting {
			words += fmt.Sprintf(" (ngrok account %s, plan %s)", w.Account, w.Plan)
		}
		words += "."
		if w.Previous != "" && before != tunnel.Reconnecting {
			words += " Last time it was " + w.Previous + ": change it in the dashboard too."
		}
		if w.Warning != "" && before != tunnel.Reconnecting {
			words += " ngrok says: " + w.Warning
		}
	case tunnel.Connecting, tunnel.Reconnecting:
		if w.Err != nil {
			words = "Tunnel: " + faultWords(w.Err)
		}
	case tunnel.Failed:
		words = "Tunnel: closed. " + faultWords(w.Err) + " The local receiver goes on."
	}
	return words
}

// faultWords says what is wrong with a way in, and what to do.
func faultWords(err error) string {
	advice := tunnel.Advise(err)
	var fault *tunnel.Fault
	switch {
	case advice.Cause == "":
		return err.Error() + ". " + remedy(err)
	case errors.As(err, &fault) && advice.About != tunnel.AboutToken:
		return advice.Cause + " " + advice.Remedy + " (" + err.Error() + ")"
	case advice.About == tunnel.AboutToken:
		return advice.Cause + " " + advice.Remedy + " \"ringback tunnel token --help\" says how."
	}
	return advice.Cause + " " + advice.Remedy
}

// lines lets several goroutines print, each line whole.
type lines struct {
	mu  sync.Mutex
	out io.Writer
}

// Write implements [io.Writer].
func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out.Write(p)
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"ringback/inspector"
	"ringback/storage"
)

// follower prints callbacks as they come, each once and in the order of their
// ids. It reads them from the store, so a slow terminal costs the receiver
// nothing.
type follower struct {
	p       *program
	e       *inspector.Inspector
	json    bool
	seen    inspector.Mark
	healthy bool // as it was last said
}

// event is a line of serve's JSON output.
type event struct {
	Type string `json:"type"` // ready, callback, health, tunnel or proof
	// LocalURL and PublicURL are where callbacks can be sent.
	LocalURL  *string `json:"local_url,omitempty"`
	PublicURL *string `json:"public_url,omitempty"`

	Callback *inspector.Callback `json:"callback,omitempty"`
	// OK tells whether callbacks can be stored, Cause why not.
	OK    *bool   `json:"ok,omitempty"`
	Cause *string `json:"cause,omitempty"`

	// State, URL, Code and Error are how the tunnel is doing; PreviousURL is its
	// address of last time, where that was another one.
	State       *string `json:"state,omitempty"`
	URL         *string `json:"url,omitempty"`
	PreviousURL *string `json:"previous_url,omitempty"`
	Code        *string `json:"code,omitempty"`
	Error       *string `json:"error,omitempty"`

	Proof *inspector.Proof `json:"proof,omitempty"`
}

// answerPatience is how long callbacks are held back for their answers to be
// over, so that they are printed with the duration; answerPause is between two
// looks.
const (
	answerPatience = 250 * time.Millisecond
	answerPause    = 10 * time.Millisecond
)

// followPage is how many callbacks are printed at a time.
const followPage = 100

// run prints until ctx ends, then what came until then.
func (f *follower) run(ctx context.Context) {
	for ending := false; !ending; {
		now, err := f.e.Next(ctx, f.seen)
		if err != nil {
			now, ending = f.e.Now(), true
		}
		f.seen.Version = now.Version
		err = f.sayHealth(f.e.Health())
		if err == nil {
			err = f.printThrough(ctx, now.Last)
		}
		if err != nil {
			f.p.log().Warn("no longer printing callbacks; they are recorded all the same", "cause", err)
			return
		}
	}
}

// printThrough prints what came up to the id last.
func (f *follower) printThrough(ctx context.Context, last uint64) error {
	for f.seen.Last < last {
		page, err := f.settled(ctx)
		if err != nil {
			return err
		}
		if len(page) == 0 { // deleted meanwhile
			f.seen.Last = last
			return nil
		}
		if err := f.print(page); err != nil {
			return err
		}
		f.seen.Last = page[len(page)-1].ID
	}
	return nil
}

// settled returns the next callbacks, as soon as the answers to all of them are
// over, or when patience or ctx is.
func (f *follower) settled(ctx context.Context) ([]*inspector.Callback, error) {
	q := inspector.Query{From: f.seen.Last + 1, OldestFirst: true, Limit: followPage}
	page, err := f.e.Page(context.WithoutCancel(ctx), q)
	ctx, cancel := context.WithTimeout(ctx, answerPatience)
	defer cancel()
	for err == nil && ctx.Err() == nil && slices.ContainsFunc(page, unsettled) {
		select {
		case <-time.After(answerPause):
		case <-ctx.Done():
		}
		q.Limit = len(page) // none that came meanwhile, or it would never end
		page, err = f.e.Page(context.WithoutCancel(ctx), q)
	}
	return page, err
}

// unsettled tells whether the answer to a callback may still be under way.
func unsettled(c *inspector.Callback) bool {
	return c.Response.DurationMS == 0 && c.Origin == storage.Live.String()
}

func (f *follower) print(page []*inspector.Callback) error {
	var out bytes.Buffer
	for _, c := range page {
		if !f.json {
			out.WriteString(rowOf(c, f.p.call.Width) + "\n")
			continue
		}
		line, err := marshal(event{Type: "callback", Callback: c}, "")
		if err != nil {
			return fmt.Errorf("callback %d: %w", c.ID, err)
		}
		out.Write(append(line, '\n'))
	}
	_, err := out.WriteTo(f.p.stdout)
	return err
}

// sayHealth says when callbacks can no longer be stored, and when they can again.
func (f *follower) sayHealth(h inspector.Health) error {
	if h.OK == f.healthy {
		return nil
	}
	f.healthy = h.OK
	cause := ""
	if h.Err != nil {
		cause = h.Err.Error()
	}
	line := "Recording again."
	switch {
	case f.json:
		text, err := marshal(event{Type: "health", OK: &h.OK, Cause: &cause}, "")
		if err != nil {
			return err
		}
		line = string(text)
	case !h.OK:
		line = f.p.red("NOT RECORDING: " + printable(cause) + ". Callers get 503 and will send again.")
	}
	_, err := fmt.Fprintln(f.p.stdout, line)
	return err
}

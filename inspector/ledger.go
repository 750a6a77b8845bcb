package inspector

import (
	"encoding/json"
	"fmt"
	"time"

	"ringback/tunnel"
)

// OpenSpan is a time for which the public way in was open.
type OpenSpan struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"` // now, for the one that is open
	URL   string    `json:"url"`
	// Cause is why it ended, as an error's text; empty when somebody closed it, and
	// after a crash.
	Cause string `json:"cause,omitempty"`
	Open  bool   `json:"open,omitempty"`
}

const (
	familyReach = "reach"
	// maxSpans is how many are kept.
	maxSpans = 5000
	// spanNoted is how often the end of an open span is written, which is what a
	// crash leaves.
	spanNoted = time.Minute
	// spanGap is how long a way in may be closed without that being told: the
	// provider waits longer for an answer.
	spanGap = 2 * time.Second
	// spanSilence is how long an open way in may say nothing (the tunnel's heart
	// beats every ten seconds) before it counts as closed from then on: this
	// machine slept.
	spanSilence = 45 * time.Second
)

// ledger writes down when the public way in is open. It belongs to one run of it;
// what is open now is in life.way for others.
type ledger struct {
	i      *Inspector
	last   OpenSpan // the open one, or the one before
	heard  time.Time
	noted  time.Time
	pruned bool
}

// note takes a status. The clock's steps are those of the wall: a monotonic clock
// stands still while the machine sleeps.
func (l *ledger) note(s tunnel.Status) {
	now := l.i.now().Round(0).UTC()
	online := s.State == tunnel.Online
	if l.last.Open && (!online || now.Sub(l.heard) > spanSilence) {
		l.close(now, s.Err)
	}
	switch {
	case online && !l.last.Open:
		l.open(now, s.URL)
	case online && now.Sub(l.noted) >= spanNoted:
		l.last.Until = now
		l.write(now)
	}
	l.heard = now
}

// open begins a span, or goes on with the one before after a gap that is none.
func (l *ledger) open(now time.Time, url string) {
	if l.last.URL != url || now.Sub(l.last.Until) > spanGap {
		l.last = OpenSpan{From: now, URL: url}
	}
	l.last.Open, l.last.Cause, l.last.Until = true, "", now
	l.write(now)
	if !l.pruned {
		l.pruned = true
		l.prune(maxSpans)
	}
}

func (l *ledger) close(now time.Time, cause error) {
	l.last.Open, l.last.Until = false, now
	if now.Sub(l.heard) > spanSilence {
		l.last.Until = l.heard
	}
	if cause != nil {
		l.last.Cause = cause.Error()
	}
	l.write(now)
}

func (l *ledger) write(now time.Time) {
	l.noted = now
	open := l.last
	l.i.life.way.span.Store(&open)
	stored := l.last
	stored.Open = false // a crash must not leave it open for ever
	v, err := json.Marshal(stored)
	if err == nil {
		err = l.i.store.PutDocument(familyReach, stored.key(), v)
	}
	if err != nil {
		l.i.log.Warn("when the way in was open could not be written down", "cause", err)
	}
	l.i.feed.bump(0)
}

// prune removes the oldest spans over the limit.
func (l *ledger) prune(limit int) {
	docs, err := l.i.store.Documents(familyReach)
	if err != nil {
		return // the next run does it
	}
	for _, d := range docs[:max(0, len(docs)-limit)] {
		_ = l.i.store.DeleteDocument(familyReach, d.Key)
	}
}

// key orders spans by their time.
func (s OpenSpan) key() string { return s.From.UTC().Format("20060102T150405.000000000") }

// Reach returns the times for which the public way in was open, oldest first, as
// far as they touch those from since to until; zero times are no bound.
func (i *Inspector) Reach(since, until time.Time) ([]OpenSpan, error) {
	docs, err := i.store.Documents(familyReach)
	if err != nil {
		return nil, fmt.Errorf("read when the way in was open: %w", err)
	}
	now := i.life.way.span.Load()
	var spans []OpenSpan
	for _, d := range docs {
		var s OpenSpan
		if err := json.Unmarshal(d.Value, &s); err != nil {
			return nil, fmt.Errorf("read when the way in was open: %s: %w", d.Key, err)
		}
		if now != nil && now.Open && now.key() == d.Key {
			s.Open, s.Until = true, i.now().UTC()
		}
		if (since.IsZero() || s.Until.After(since)) && (until.IsZero() || s.From.Before(until)) {
			spans = append(spans, s)
		}
	}
	return spans, nil
}

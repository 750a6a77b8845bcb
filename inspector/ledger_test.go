package inspector

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"ringback/tunnel"
)

func TestLedgerWritesDownWhenTheWayInWasOpen(t *testing.T) {
	start := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	now := start
	path := filepath.Join(t.TempDir(), "r.db")
	open := func() *Inspector {
		i, err := Open(path, Options{Now: func() time.Time { return now }, Keeper: &SecretFile{Path: path + ".secrets"}})
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	i := open()
	l := &ledger{i: i}
	after := func(d time.Duration, state tunnel.State, err error) {
		now = now.Add(d)
		l.note(tunnel.Status{State: state, URL: "https://a.example.com", Err: err})
	}
	want := func(since, until time.Duration, spans ...OpenSpan) {
		t.Helper()
		got, err := i.Reach(start.Add(since), start.Add(until))
		if err != nil || len(got) != len(spans) {
			t.Fatalf("%d spans (%v), want %d: %+v", len(got), err, len(spans), got)
		}
		for n, s := range spans {
			if s.URL = "https://a.example.com"; got[n] != s {
				t.Errorf("span %d is %+v, want %+v", n, got[n], s)
			}
		}
	}
	at := func(d time.Duration) time.Time { return start.Add(d) }
	const day = 24 * time.Hour

	after(0, tunnel.Connecting, nil)
	want(0, day)
	after(time.Minute, tunnel.Online, nil)
	after(10*time.Second, tunnel.Online, nil) // a heartbeat
	want(0, day, OpenSpan{From: at(time.Minute), Until: at(70 * time.Second), Open: true})

	// A short gap is none.
	after(10*time.Second, tunnel.Reconnecting, errors.New("lost"))
	after(time.Second, tunnel.Online, nil)
	after(39*time.Second, tunnel.Online, nil) // 3:00 minus a minute: it is noted again
	first := OpenSpan{From: at(time.Minute), Until: at(2 * time.Minute), Open: true}
	want(0, day, first)

	// A longer one is told, with its cause.
	after(0, tunnel.Reconnecting, errors.New("lost"))
	after(time.Hour, tunnel.Online, nil)
	first.Open, first.Cause = false, "lost"
	second := OpenSpan{From: at(62 * time.Minute), Until: at(62 * time.Minute), Open: true}
	want(0, day, first, second)
	want(3*time.Minute, time.Hour)

	// Asleep it was closed, from the last that was heard.
	after(10*time.Second, tunnel.Online, nil)
	after(8*time.Hour, tunnel.Online, nil)
	second.Open, second.Until = false, at(62*time.Minute+10*time.Second)
	third := OpenSpan{From: now, Until: now, Open: true}
	want(time.Hour, day, second, third)

	// A crash leaves what was noted last.
	after(40*time.Second, tunnel.Online, nil)
	after(40*time.Second, tunnel.Online, nil)
	third.Until, third.Open = now, false
	after(40*time.Second, tunnel.Online, nil)
	if err := i.Close(); err != nil {
		t.Fatal(err)
	}
	i = open()
	defer i.Close()
	want(0, day, first, second, third)
	s, err := i.Stats()
	if err != nil || len(s.Tunnel) != 2 || s.Tunnel[1].Until != third.Until {
		t.Errorf("stats have %+v (%v)", s.Tunnel, err)
	}
}

func TestLedgerKeepsALimitedNumber(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	path := filepath.Join(t.TempDir(), "r.db")
	i, err := Open(path, Options{Now: func() time.Time { return now }, Keeper: &SecretFile{Path: path + ".secrets"}})
	if err != nil {
		t.Fatal(err)
	}
	defer i.Close()
	for n := range 20 {
		now = now.Add(time.Hour)
		l := &ledger{i: i}
		l.note(tunnel.Status{State: tunnel.Online, URL: "https://a.example.com"})
		l.note(tunnel.Status{State: tunnel.Off})
		if n == 10 {
			l.prune(5)
		}
	}
	spans, err := i.Reach(time.Time{}, time.Time{})
	if err != nil || len(spans) != 14 || !spans[13].From.Equal(now) {
		t.Errorf("%d spans are kept (%v)", len(spans), err)
	}
}

package viewmodel

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/tunnel"
)

func TestWayIn(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	refused := &tunnel.Fault{Code: "ERR_NGROK_107"}
	for name, c := range map[string]struct {
		public inspector.WayIn
		title  string
		tone   Tone
		text   string // in it
		wanted bool
		banner bool
	}{
		"off":          {inspector.WayIn{}, "Local only", Muted, "nothing comes in from outside", false, false},
		"connecting":   {inspector.WayIn{Status: tunnel.Status{State: tunnel.Connecting}}, "Connecting to ngrok", Info, "a moment", true, false},
		"no network":   {inspector.WayIn{Status: tunnel.Status{State: tunnel.Connecting, Err: tunnel.ErrNoName}}, "Connecting to ngrok", Info, "cannot be looked up", true, false},
		"online":       {inspector.WayIn{Status: tunnel.Status{State: tunnel.Online, URL: "https://x.ngrok.app"}}, "Online for 5 min", OK, "passes on", true, false},
		"reconnecting": {inspector.WayIn{Status: tunnel.Status{State: tunnel.Reconnecting, URL: "https://x.ngrok.app"}}, "Reconnecting", Warn, "stays the same", true, false},
		"refused": {
			inspector.WayIn{Status: tunnel.Status{State: tunnel.Failed, Err: refused, Code: refused.Code}},
			"Nothing comes in from outside", Bad, "does not accept the authtoken", false, true,
		},
		"unknown": {
			inspector.WayIn{Status: tunnel.Status{State: tunnel.Failed, Err: errors.New("odd")}},
			"Nothing comes in from outside", Bad, "Odd. Try again", false, true,
		},
	} {
		w := NewWayIn(tunnel.Status{State: tunnel.Online, URL: "http://127.0.0.1:4100"}, c.public, now.Add(-5*time.Minute), now)
		if w.Title != c.title || w.Tone != c.tone || w.Wanted != c.wanted || !strings.Contains(w.Text, c.text) {
			t.Errorf("%s: %+v", name, w)
		}
		b, shut := WayBanner(c.public)
		if shut != c.banner || shut && (b.Cause == "" || b.Hint == "") {
			t.Errorf("%s: banner %+v, %v", name, b, shut)
		}
		if text := w.Diagnostics(c.public, "0.1.0", "linux/amd64", now); !strings.Contains(text, "State: "+c.title) || !strings.Contains(text, "linux/amd64") {
			t.Errorf("%s: diagnostics\n%s", name, text)
		}
	}
}

func TestWayInTellsOfAnotherAddress(t *testing.T) {
	public := inspector.WayIn{
		Status:   tunnel.Status{State: tunnel.Online, URL: "https://new.ngrok.app", Warning: "Update soon."},
		Previous: "https://old.ngrok.app",
	}
	w := NewWayIn(tunnel.Status{}, public, time.Time{}, time.Time{})
	if len(w.Notes) != 2 || !strings.Contains(w.Notes[0], "https://old.ngrok.app") || w.Notes[1] != "Update soon." {
		t.Errorf("notes %q", w.Notes)
	}
}

func TestPillShowsTheRoundTrip(t *testing.T) {
	if p := NewPill(tunnel.Status{State: tunnel.Online, Latency: 38_400 * time.Microsecond}); p.Text != "Online" || p.More != "38 ms" {
		t.Errorf("%+v", p)
	}
}

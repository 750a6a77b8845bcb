package viewmodel

import (
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/tunnel"
)

// StatusText is a text in the status bar.
type StatusText struct {
	Text string
	Tone Tone
	Tip  string
}

// Situation is what the status bar tells of.
type Situation struct {
	Health    inspector.Health
	Receiver  tunnel.Status
	Total     uint64
	Shown     uint64 // in the list
	Filtered  bool   // the list shows a filter
	Rate      string // see [Rate.Text]
	FileSize  int64  // 0 where it is not known yet
	Retention inspector.Retention
	Refused   uint64 // callbacks that got 503 in this run
	// Indexed is for how many callbacks the filters are up to date.
	Indexed uint64
}

// StatusBar is the line at the bottom of the window.
type StatusBar struct {
	Recording StatusText // with a dot of its tone before it
	Left      []StatusText
	Right     []StatusText
}

// NewStatusBar says how things are.
func NewStatusBar(s Situation) StatusBar {
	bar := StatusBar{Recording: recording(s)}
	left := func(text string, tone Tone, tip string) {
		if text != "" {
			bar.Left = append(bar.Left, StatusText{text, tone, tip})
		}
	}
	left(say.N(s.Total, "%s callback", "%s callbacks"), Plain, say.L("stored"))
	if s.Filtered {
		left(say.L("%s shown", Count(s.Shown)), Accent, say.L("match the filter"))
	}
	left(s.Rate, Secondary, say.L("callbacks a second, over the last ten seconds"))
	if s.Refused > 0 {
		left(say.L("%s refused", Count(s.Refused)), Bad, say.L("They could not be stored and got 503, so their senders will send them again"))
	}
	if s.Indexed < s.Total && s.Total-s.Indexed > 1000 {
		left(say.L("filters catching up, %d %%", s.Indexed*100/s.Total), Secondary, say.L("Counts and filters cover the oldest callbacks so far"))
	}
	right := func(text, tip string) {
		if text != "" {
			bar.Right = append(bar.Right, StatusText{text, Secondary, tip})
		}
	}
	right(strings.TrimPrefix(s.Receiver.URL, "http://"), say.L("where callbacks are received on this machine"))
	if s.FileSize > 0 {
		right(Size(s.FileSize), say.L("size of the database"))
	}
	right(keeps(s.Retention))
	return bar
}

func recording(s Situation) StatusText {
	switch {
	case !s.Health.OK && s.Health.Cause != "":
		return StatusText{say.L("Not recording"), Bad, say.L("Storing fails, and callers get 503: %s", s.Health.Cause)}
	case s.Receiver.State == tunnel.Online:
		return StatusText{say.L("Recording"), OK, say.L("Each callback is on disk before it is answered")}
	case s.Receiver.State == tunnel.Failed:
		return StatusText{say.L("Not receiving"), Bad, errorText(s.Receiver.Err, say.L("The receiver stopped."))}
	case s.Receiver.State == tunnel.Off:
		return StatusText{say.L("Not receiving"), Warn, say.L("The receiver is off.")}
	}
	return StatusText{say.L("Starting"), Info, errorText(s.Receiver.Err, say.L("The receiver is about to listen."))}
}

func errorText(err error, otherwise string) string {
	if err == nil {
		return otherwise
	}
	return err.Error()
}

// keeps says how much is kept.
func keeps(r inspector.Retention) (text, tip string) {
	var bounds []string
	if r.Days > 0 {
		bounds = append(bounds, say.N(uint64(r.Days), "%s day", "%s days"))
	}
	if r.Count > 0 {
		bounds = append(bounds, Count(r.Count))
	}
	if r.Bytes > 0 {
		bounds = append(bounds, Size(r.Bytes))
	}
	if len(bounds) == 0 {
		return say.L("keeps all"), say.L("Nothing is removed by itself")
	}
	return say.L("keeps %s", strings.Join(bounds, ", ")), say.L("What is older or more is removed; starred callbacks are always kept")
}

// Pill is the state of the way in, at the top of the window.
type Pill struct {
	Text string
	More string // a detail beside it: the round trip
	Tone Tone
	Busy bool   // it will change by itself
	URL  string // what callers use; "" where there is none
	Why  string // the cause of a state that is not good
}

// NewPill describes the way in from outside.
func NewPill(s tunnel.Status) Pill {
	p := Pill{URL: s.URL, Why: errorText(s.Err, "")}
	switch s.State {
	case tunnel.Off:
		p.Text, p.Tone = say.L("Local only"), Muted
	case tunnel.Connecting:
		p.Text, p.Tone, p.Busy = say.L("Connecting"), Info, true
	case tunnel.Online:
		p.Text, p.Tone = say.L("Online"), OK
		if s.Latency > 0 {
			p.More = Duration(s.Latency.Round(time.Millisecond))
		}
	case tunnel.Reconnecting:
		p.Text, p.Tone, p.Busy = say.L("Reconnecting"), Warn, true
	default:
		p.Text, p.Tone = say.L("Offline"), Bad
	}
	return p
}

// Banner is a strip under the top bar that stays until its cause is gone.
type Banner struct {
	Title, Cause, Hint string
	Tone               Tone
}

// StorageBanner says that callbacks cannot be stored; ok is false while they can. The hint on
// what to do comes from whoever knows the error.
func StorageBanner(h inspector.Health, hint string, now time.Time) (b Banner, ok bool) {
	if h.OK || h.Cause == "" {
		return Banner{}, false
	}
	title := say.L("Nothing is recorded now. Callers get 503 and will send again.")
	if since := now.Sub(h.Since); !h.Since.IsZero() && since >= time.Second {
		title = say.L("Nothing has been recorded for %s. Callers get 503 and will send again.", Duration(since.Truncate(time.Second)))
	}
	return Banner{Title: title, Cause: OneLine(h.Cause, cellRunes), Hint: hint, Tone: Bad}, true
}

// RemovedText says what retention took away, "" where it was nothing.
func RemovedText(removed []inspector.Removal) string {
	var parts []string
	for _, r := range removed {
		why := map[string]string{"age": say.L("too old"), "count": say.L("more than are kept"), "size": say.L("more than fits")}[r.Why]
		parts = append(parts, joined(" ", say.N(r.Count, "%s callback", "%s callbacks"), why))
	}
	if len(parts) == 0 {
		return ""
	}
	return say.L("Removed by retention: %s.", strings.Join(parts, ", "))
}

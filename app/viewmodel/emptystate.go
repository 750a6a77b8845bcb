package viewmodel

import (
	"strings"
	"time"

	"ringback/inspector"
	"ringback/tunnel"
)

// FirstStep is one of the steps to the first callback.
type FirstStep struct {
	Title, Text string
	Done        bool
	Failed      bool   // it needs a person
	Value       string // to be copied; "" where there is nothing to
	Action      string // the word on its button; "" for none
	Side        string // at the right of a step that is done
}

// FirstRun is what an empty list shows: how to get the first callback.
type FirstRun struct {
	Title, Text string
	Steps       [3]FirstStep
}

// NewFirstRun returns the steps. receiver is the way in on this machine, public the one from
// outside, which may be off; since is when the one that counts came up. outside tells that a
// callback came which was not made here.
func NewFirstRun(receiver, public tunnel.Status, since time.Time, outside bool, now time.Time) FirstRun {
	way := receiver
	if public.State != tunnel.Off {
		way = public
	}
	run := FirstRun{
		Title: "Waiting for the first callback",
		Text:  "Everything that reaches the address below shows up here within a second.",
	}
	run.Steps = [3]FirstStep{
		wayStep(way, public.State != tunnel.Off, since, now),
		{
			Title: "Give your gateway this address", Text: "For incoming messages and for delivery status.",
			Value: way.URL, Done: outside,
		},
		{Title: "Send a keyword SMS", Text: "Or let Ringback send a sample callback to itself.", Action: "Send a sample", Done: outside},
	}
	if way.State != tunnel.Online {
		run.Text = "The address to use stands below as soon as the receiver listens."
	}
	if way.State == tunnel.Online && public.State == tunnel.Off {
		run.Steps[1].Title = "Send to this address from this computer"
		run.Steps[1].Text = "Nothing else can reach it: a gateway needs a public one."
		run.Steps[2].Title, run.Steps[2].Text = "Or try it at once", "Ringback sends a sample callback to itself."
	}
	return run
}

func wayStep(way tunnel.Status, public bool, since, now time.Time) FirstStep {
	step := FirstStep{Title: "The receiver is listening", Text: "On " + strings.TrimPrefix(way.URL, "http://") + "."}
	if public {
		step.Title, step.Text = "The tunnel is online", "From "+way.URL+" to this machine."
	}
	switch way.State {
	case tunnel.Online:
		step.Done = true
		if !since.IsZero() {
			step.Side = Ago(now.Sub(since))
		}
	case tunnel.Failed:
		step.Title, step.Text, step.Action = "There is no way in", errorText(way.Err, "The receiver stopped."), "Open settings"
		step.Failed = true
	case tunnel.Off:
		step.Title, step.Text, step.Action = "The receiver is off", "Nothing can come in.", "Open settings"
	default:
		step.Title, step.Text = "Starting the receiver", errorText(way.Err, "This takes a moment.")
		if public {
			step.Title = "Connecting the tunnel"
		}
	}
	return step
}

// Empty is what stands in place of something that is not there.
type Empty struct {
	Icon, Title, Text string
	Action            string // the word on its button; "" for none
}

// NoMatch is what a list shows whose filter matches nothing.
func NoMatch(f Filter, total uint64, zone *time.Location) Empty {
	e := Empty{Icon: "filter", Title: "Nothing matches this filter", Action: "Clear filter"}
	e.Text = f.Words(zone) + " matches none of " + Counted(total, "callback", "callbacks") + "."
	if f.Quick == inspector.Starred && f.Span == (inspector.Span{}) {
		e.Title, e.Text = "Nothing is starred", "Press S on a callback to find it again here, and to keep it for good."
	}
	return e
}

// NoSelection is what the detail shows without a callback.
func NoSelection() Empty {
	return Empty{Icon: "list", Title: "Select a callback", Text: "↑ ↓ to walk, Enter to open"}
}

// Several is what the detail shows while some callbacks are selected.
func Several(n int) Empty {
	return Empty{Icon: "list", Title: Count(uint64(n)) + " selected", Text: "Star, tag or delete them together, or select one to read it."}
}

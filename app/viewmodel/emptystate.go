package viewmodel

import (
	"strings"
	"time"

	"ringback/app/say"
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
	if public.State == tunnel.Failed {
		public = tunnel.Status{} // a strip says why; this machine reaches the receiver as before
	}
	if public.State != tunnel.Off {
		way = public
	}
	run := FirstRun{
		Title: say.L("Waiting for the first callback"),
		Text:  say.L("Everything that reaches the address below shows up here within a second."),
	}
	run.Steps = [3]FirstStep{
		wayStep(way, public.State != tunnel.Off, since, now),
		{
			Title: say.L("Give your gateway this address"), Text: say.L("For incoming messages and for delivery status."),
			Value: way.URL, Done: outside,
		},
		{Title: say.L("Send a keyword SMS"), Text: say.L("Or text with the simulated phone: no lease, no handset."), Action: say.L("Simulate SMS"), Done: outside},
	}
	if public.State == tunnel.Off { // nothing from outside can reach the address
		run.Steps[1].Title = say.L("Send to this address from this computer")
		run.Steps[1].Text = say.L("Nothing else can reach it: a gateway needs a public one.")
		run.Steps[1].Action = say.L("Go online")
		run.Steps[2].Title, run.Steps[2].Text = say.L("Or try it at once"), say.L("Text with the simulated phone: no lease, no handset.")
	}
	if way.State != tunnel.Online {
		run.Text = say.L("The address to use stands below as soon as the receiver listens.")
		run.Steps[1].Title, run.Steps[1].Text = say.L("Send to its address"), say.L("It stands here as soon as the receiver listens.")
	}
	return run
}

func wayStep(way tunnel.Status, public bool, since, now time.Time) FirstStep {
	step := FirstStep{Title: say.L("The receiver is listening"), Text: say.L("On %s.", strings.TrimPrefix(way.URL, "http://"))}
	if public {
		step.Title, step.Text = say.L("The tunnel is online"), say.L("From %s to this machine.", way.URL)
	}
	switch way.State {
	case tunnel.Online:
		step.Done = true
		if !since.IsZero() {
			step.Side = Ago(now.Sub(since))
		}
	case tunnel.Failed:
		step.Title, step.Text, step.Action = say.L("Callbacks cannot come in"), errorText(way.Err, say.L("The receiver stopped.")), say.L("Open settings")
		step.Failed = true
	case tunnel.Off:
		step.Title, step.Text, step.Action = say.L("The receiver is off"), say.L("Nothing can come in."), say.L("Open settings")
	default:
		step.Title, step.Text = say.L("Starting the receiver"), errorText(way.Err, say.L("This takes a moment."))
		if public {
			step.Title = say.L("Connecting the tunnel")
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
	e := Empty{Icon: "filter", Title: say.L("Nothing matches this filter"), Action: say.L("Clear filter")}
	e.Text = say.L("%s matches none of %s.", f.Words(zone), say.N(total, "%s callback", "%s callbacks"))
	if f.Quick == inspector.Starred && f.Span == (inspector.Span{}) {
		e.Title, e.Text = say.L("Nothing is starred"), say.L("Press S on a callback to find it again here, and to keep it for good.")
	}
	return e
}

// NoSelection is what the detail shows without a callback.
func NoSelection() Empty {
	return Empty{Icon: "list", Title: say.L("Select a callback"), Text: say.L("↑ ↓ to walk, Enter to open")}
}

// Several is what the detail shows while some callbacks are selected.
func Several(n int) Empty {
	return Empty{Icon: "list", Title: say.L("%s selected", Count(uint64(n))), Text: say.L("Star, tag or delete them together, or select one to read it.")}
}

package viewmodel

import (
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Step is one event on a timeline, or a note between two.
type Step struct {
	Icon    string
	Tone    Tone
	Title   string
	Detail  string
	Time    string // when, or how long after the first step
	ID      uint64 // the callback that a click leads to, or 0
	Note    bool   // an anomaly between two events
	Current bool   // the callback that is being looked at
}

// StepsOf tells what happened to one callback here, from its arrival to its answer.
func StepsOf(c *inspector.Callback, zone *time.Location) []Step {
	arrived := Step{
		Icon: "arrow-down-left", Tone: Info, Title: say.L("Received"), Time: Clock(c.ReceivedAt, zone),
		Detail: dotted(joined(" ", c.Request.Method, OneLine(c.Request.Target, 80)), viaWords(c), OneLine(c.Request.Proto, 20), Size(c.Request.BodySize)),
	}
	v := c.Verdict
	judged := Step{Icon: verdictIcon(v.Result), Tone: verdictTone(v.Result), Title: verdictTitle(v), Detail: told(v.Reason)}
	if judged.Detail == "" {
		judged.Detail = schemeWords(v.Scheme)
	}
	matched := Step{Icon: "route", Tone: Accent, Title: say.L("Webhook %q", OneLine(c.Webhook, 64)), Detail: say.L("Chosen by the path")}
	if c.Lease != nil {
		matched.Detail = dotted(matched.Detail, say.L("keyword lease %s", OneLine(c.Lease.String(), 80)))
	}
	answered := Step{Icon: "check", Tone: OK, Title: say.L("Answered %s", statusLine(c.Response.Status)), Detail: answerSentence(c.Response)}
	if tone := answerTone(c.Response); tone.Loud() {
		answered.Icon, answered.Tone = "triangle-alert", tone
	}
	switch {
	case unrecorded(c.Response):
		answered.Icon, answered.Tone, answered.Title = "info", Muted, say.L("Answer not recorded")
	case c.Response.Undelivered:
		answered.Icon, answered.Title = "circle-x", goneWords(answered.Title)
	}
	if took := millis(c.Response.DurationMS); took > 0 {
		answered.Time = Offset(took)
	}
	return []Step{arrived, judged, matched, answered}
}

// NewTimeline tells the story of a message: its callbacks in order of arrival, with what is
// odd about them between, and at the end whether more is to come. current is the one that is
// being looked at.
func NewTimeline(callbacks []*inspector.Callback, current uint64, zone *time.Location) []Step {
	var thread gatewayapi.Thread
	var steps []Step
	for i, c := range callbacks {
		if c.Kind.Received() || c.Kind.Status() {
			if text := markWords(thread.Add(c.Parsed.Event()), c); text != "" {
				steps = append(steps, Step{Icon: "triangle-alert", Tone: Warn, Title: text, Note: true})
			}
		}
		step := eventStep(c)
		step.ID, step.Current = c.ID, c.ID == current
		if i == 0 {
			step.Time = Clock(c.ReceivedAt, zone)
		} else {
			step.Time = Offset(c.ReceivedAt.Sub(callbacks[0].ReceivedAt))
		}
		steps = append(steps, step)
	}
	switch state := thread.State(); {
	case state == "":
	case thread.Final():
		steps = append(steps, Step{Icon: "info", Tone: Muted, Title: say.L("This is final; no other status should follow."), Note: true})
	default:
		steps = append(steps, Step{Icon: "clock", Tone: Muted, Title: say.L("This is not final; another status should follow."), Note: true})
	}
	return steps
}

func eventStep(c *inspector.Callback) Step {
	outcome := OutcomeOf(c)
	_, title := kindWords(c.Kind)
	step := Step{Icon: kindIcon(c), Tone: outcome.Tone, Title: title}
	if c.Kind.Status() {
		step.Title = outcome.Word
		step.Detail = errorWords(c.Parsed.Error)
		if step.Detail == "" {
			step.Detail = told(gatewayapi.StatusText(c.Kind, c.Parsed.Status))
		}
		if c.Parsed.Charge != "" {
			step.Detail = dotted(step.Detail, say.L("charge %s", OneLine(c.Parsed.Charge, 40)))
		}
	} else {
		step.Detail = OneLine(c.Parsed.Text, cellRunes)
	}
	answer := say.L("answered %d", c.Response.Status)
	switch {
	case unrecorded(c.Response):
		answer = say.L("answer not recorded")
	case c.Response.Undelivered:
		answer = goneWords(answer)
	}
	step.Detail = dotted(step.Detail, answer)
	return step
}

// markWords says what is odd about a callback in its thread, "" where nothing is.
func markWords(mark gatewayapi.Mark, c *inspector.Callback) string {
	switch mark {
	case gatewayapi.MarkLate:
		return say.L("Late: a later state was here before. It does not count.")
	case gatewayapi.MarkConflict:
		return say.L("A second final state that disagrees with the first. The first one counts.")
	case gatewayapi.MarkDuplicate:
		return say.L("The same event again, attempt %d.", max(c.Attempt, 2))
	case gatewayapi.MarkUnrecognised:
		return say.L("A status that the provider does not list. It does not count.")
	}
	return ""
}

package viewmodel

import (
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

// reachSpan is over which time the way in is shown; the provider tries for about as
// long to deliver what it could not.
const reachSpan = 24 * time.Hour

// ReachGap is how long the way in must have been closed to be worth a word.
const ReachGap = time.Minute

// ReachPart is a time for which the public way in was open, as shares of the span.
type ReachPart struct {
	From, To float32
	Tip      string
}

// ReachBand is when the public way in was open in the last day.
type ReachBand struct {
	Parts    []ReachPart
	Captions [2]string
	// Closed is when it was closed last, Since until when; zero where it was not,
	// or is now.
	Closed, Since time.Time
	When, Text    string // that in words, and what it means
}

// ReachSince is from when on a band wants the times.
func ReachSince(now time.Time) time.Time { return now.Add(-reachSpan) }

// NewReachBand shows when the way in was open. repeats is how many callbacks came since
// it was closed last that had come before.
func NewReachBand(spans []inspector.OpenSpan, now time.Time, zone *time.Location) ReachBand {
	b := ReachBand{Captions: [2]string{say.L("24 hours ago"), say.L("now")}}
	begin := ReachSince(now)
	share := func(t time.Time) float32 {
		return float32(min(max(t.Sub(begin).Seconds()/reachSpan.Seconds(), 0), 1))
	}
	var before time.Time
	for _, s := range spans {
		if !before.IsZero() && s.From.Sub(before) >= ReachGap {
			b.Closed, b.Since = before, s.From
		}
		before = s.Until
		tip := say.L("open %s – %s", s.From.In(zone).Format("15:04"), s.Until.In(zone).Format("15:04"))
		if s.Open {
			tip = say.L("open since %s", s.From.In(zone).Format("15:04"))
		}
		b.Parts = append(b.Parts, ReachPart{share(s.From), share(s.Until), tip})
	}
	return b
}

// Say puts into words what the last time without a way in means, with how many callbacks
// came again since.
func (b *ReachBand) Say(repeats uint64, zone *time.Location) {
	if b.Closed.IsZero() {
		return
	}
	b.When = say.L("Closed %s – %s.", b.Closed.In(zone).Format("15:04"), b.Since.In(zone).Format("15:04"))
	b.Text = say.L("The provider tries for at least 24 hours to deliver what it could not;") +
		" " + say.N(repeats, "%s repeat came in since.", "%s repeats came in since.")
}

// proofWords says what came of the last request through the public address and back.
func proofWords(p *inspector.Proof, now time.Time) (text string, tone Tone) {
	if p == nil {
		return "", Plain
	}
	switch p.Verdict {
	case "ok":
		text = say.L("Proven %s: a request through the public address came back here.", Ago(now.Sub(p.At)))
		if !p.NotAfter.IsZero() {
			text += " " + say.L("The certificate holds until %s.", p.NotAfter.Format("2006-01-02"))
		}
		return text, OK
	case "warn":
		tone = Warn
	default:
		tone = Bad
	}
	text, hint := p.Finding().In(say.L)
	return text + " " + hint, tone
}

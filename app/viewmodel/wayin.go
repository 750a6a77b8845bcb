package viewmodel

import (
	"fmt"
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/reach"
	"ringback/tunnel"
)

// WayIn is what the window tells of how callbacks come in from outside.
type WayIn struct {
	Title string // "Online for 3 min"
	Tone  Tone
	Text  string // what that means; where it is not good, why and what to do
	Code  string // the provider's name of the cause, such as ERR_NGROK_107
	// Notes are what a person should know besides: that the address is another
	// one than last time, that this version will soon be too old.
	Notes []string
	// Proof is what came of the last request through the public address and back.
	Proof     string
	ProofTone Tone
	// Public and Local are addresses; "" where there is none.
	Public, Local string
	// Wanted tells that the way in is open or about to be.
	Wanted bool
}

// NewWayIn describes the public way in. local is the receiver on this machine, since
// when the public state is as it is.
func NewWayIn(local tunnel.Status, public inspector.WayIn, since, now time.Time) WayIn {
	pill := NewWayPill(public)
	w := WayIn{Title: pill.Text, Tone: pill.Tone, Code: public.Code, Public: public.URL, Local: local.URL, Wanted: true}
	switch public.State {
	case tunnel.Off:
		w.Wanted = false
		w.Text = say.L("Programs on this machine reach the receiver; nothing comes in from outside. To let a gateway in, go online: it takes an authtoken of ngrok, free from dashboard.ngrok.com, which is set in Settings, Tunnel.")
	case tunnel.Connecting:
		w.Title = say.L("Connecting to ngrok")
		w.Text = say.L("This takes a moment.")
	case tunnel.Online:
		w.Title = say.L("Online") // the proof is told apart
		w.Text = say.L("ngrok passes on to this machine what reaches the public address.")
		if !since.IsZero() && now.Sub(since) >= time.Minute {
			w.Title = say.L("Online for %s", Duration(now.Sub(since).Truncate(time.Minute)))
		}
	case tunnel.Reconnecting:
		w.Text = say.L("The connection broke and is being made again. The address stays the same.")
	case tunnel.Failed:
		w.Title, w.Wanted = say.L("Nothing comes in from outside"), false
	}
	if public.Err != nil {
		advice := advise(public.Err)
		w.Text = advice.Cause + " " + advice.Remedy
	}
	w.Notes = wayNotes(public)
	w.Proof, w.ProofTone = proofWords(public.Proof, now)
	return w
}

// advise has words for every error; for one that nobody knows they are its own.
func advise(err error) tunnel.Advice {
	advice := tunnel.Advise(err)
	advice.Cause, advice.Remedy = told(advice.Cause), told(advice.Remedy)
	if advice.Cause == "" && err != nil {
		advice.Cause, advice.Remedy = sentence(OneLine(err.Error(), 300)), say.L("Try again; the cause says where to look.")
	}
	return advice
}

func wayNotes(public inspector.WayIn) (notes []string) {
	if public.Previous != "" && public.Previous != public.URL {
		notes = append(notes, say.L("The address is another one than last time (%s): change it at the provider too.", public.Previous))
	}
	if public.Warning != "" {
		notes = append(notes, public.Warning)
	}
	return notes
}

// NewWayPill is [NewPill] for the public way in: one that is open, but for which the last
// proof failed or warned, does not look as if all were well.
func NewWayPill(public inspector.WayIn) Pill {
	p := NewPill(public.Status)
	proof := public.Proof
	if public.State != tunnel.Online || proof == nil || proof.Verdict == reach.OK {
		return p
	}
	p.Tone, p.More = Warn, say.L("with a warning")
	p.Why, _ = proofWords(proof, proof.At)
	if proof.Verdict == reach.Fail {
		p.Text, p.More = say.L("Not reachable"), ""
	}
	return p
}

// Unproven tells that the public way in is open, but that the last request through it did
// not come back here.
func Unproven(public inspector.WayIn) bool {
	return public.State == tunnel.Online && public.Proof != nil && public.Proof.Verdict == reach.Fail
}

// WayBanner says that nothing comes in by the public way: it is shut until a person does
// something, or the proof failed; ok is false where neither is.
func WayBanner(public inspector.WayIn) (b Banner, ok bool) {
	if Unproven(public) {
		cause, hint := public.Proof.Finding().In(say.L)
		return Banner{Title: say.L("Callbacks do not get through the public address"), Cause: cause, Hint: hint}, true
	}
	if public.State != tunnel.Failed {
		return Banner{}, false
	}
	advice := advise(public.Err)
	b = Banner{Title: say.L("Nothing comes in from outside"), Cause: advice.Cause, Hint: advice.Remedy}
	if public.Code != "" {
		b.Hint += " (" + public.Code + ")"
	}
	return b, true
}

// Diagnostics is a text for whoever helps: how the way in is, without anything secret.
func (w WayIn) Diagnostics(public inspector.WayIn, version, system string, now time.Time) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	line("Ringback", version+" on "+system)
	line("Time", now.UTC().Format(time.RFC3339))
	line("State", w.Title)
	line("Code", w.Code)
	line("Explanation", w.Text)
	if public.Err != nil {
		line("Error", OneLine(public.Err.Error(), 500))
	}
	line("Public address", w.Public)
	line("Local address", w.Local)
	line("Authtoken", public.TokenSource)
	if public.Latency > 0 {
		line("Heartbeat", Duration(public.Latency))
	}
	line("Plan", public.Plan)
	line("Proof", w.Proof)
	for _, note := range w.Notes {
		line("Note", note)
	}
	return b.String()
}

package ui

import (
	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

// strips say under the top bar what is wrong, until it is not any more.
type strips struct {
	store, receiver, public, outage *controls.Strip

	mend *controls.Button // of public
}

func newStrips(openRetention, tryAgain, mendWayIn, endOutage func()) *strips {
	strip := func(word, icon string, do func()) *controls.Strip {
		s := controls.NewStrip(look.Bad, "triangle-alert", "", "", controls.NewButton(controls.Plain, word, icon, do))
		s.Hide()
		return s
	}
	s := &strips{
		store:    strip(say.L("Open retention"), "database", openRetention),
		receiver: strip(say.L("Try again"), "refresh-cw", tryAgain),
		mend:     controls.NewButton(controls.Plain, "", "", mendWayIn),
	}
	s.public = controls.NewStrip(look.Warn, "unplug", "", "", s.mend)
	s.public.Hide()
	s.outage = controls.NewStrip(look.Info, "history", "", "", controls.NewButton(controls.Plain, say.L("Dismiss"), "x", endOutage))
	s.outage.Hide()
	return s
}

// showStrips says whether callbacks cannot be stored, or not be received.
func (s *shell) showStrips(health inspector.Health, hint string) {
	store, failing := viewmodel.StorageBanner(health, hint, s.now())
	changed := showStrip(s.panes.strips.store, store, failing)
	var receiver viewmodel.Banner
	deaf := s.receiver.status.State == tunnel.Failed
	if deaf {
		p := problemOf(s.receiver.status.Err)
		receiver = viewmodel.Banner{Title: p.title, Cause: p.cause, Hint: p.hint + " " + say.L("Ringback tries again by itself.")}
	}
	changed = showStrip(s.panes.strips.receiver, receiver, deaf) || changed
	public, shut := viewmodel.WayBanner(s.public.status)
	s.panes.strips.mend.SetText(mendWord(s.public.status))
	if showStrip(s.panes.strips.public, public, shut && !deaf) || changed {
		s.panes.frame.Refresh()
	}
}

// showStrip tells whether a strip came or went.
func showStrip(strip *controls.Strip, b viewmodel.Banner, there bool) bool {
	if there {
		more := b.Cause
		if b.Hint != "" {
			more += " · " + b.Hint
		}
		strip.Set(b.Title, more)
	}
	changed := strip.Visible() != there
	seen(strip, there)
	return changed
}

func (s *shell) openRetention() {
	s.open(pageSettings)
	s.panes.settings.show(sectionRetention)
}

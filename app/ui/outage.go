package ui

import (
	"time"

	"ringback/app/viewmodel"
	"ringback/tunnel"
)

// outage is a time for which the public way in was closed although it was wanted: the
// network failed, or this machine slept. It is told once, when the way in is open again.
type outage struct {
	online time.Time // when it was last known to be open; zero before that, and once it was closed by hand
	since  time.Time // when the outage ended that is told now; zero: none is
}

// outageIs takes in how the way in is. What it was in between stands in the ledger, which
// also knows of sleep.
func (s *shell) outageIs(state tunnel.State) {
	o := &s.public.outage
	now := s.now().Round(0) // while the machine sleeps only the clock on the wall goes on
	switch state {
	case tunnel.Off, tunnel.Failed:
		o.online = time.Time{}
	case tunnel.Online:
		before := o.online
		o.online = now
		if !before.IsZero() && now.Sub(before) >= viewmodel.ReachGap {
			s.readReach(func(b viewmodel.ReachBand, err error) {
				if err == nil && b.Since.After(before) {
					o.since = b.Since
					s.showOutage(b)
				}
			})
		}
	}
}

// countRepeats keeps up with what comes again after the outage that is told.
func (s *shell) countRepeats() {
	if s.public.outage.since.IsZero() {
		return
	}
	s.readReach(func(b viewmodel.ReachBand, err error) {
		if err == nil && b.Since.Equal(s.public.outage.since) {
			s.showOutage(b)
		}
	})
}

func (s *shell) showOutage(b viewmodel.ReachBand) {
	if showStrip(s.panes.strips.outage, viewmodel.Banner{Title: b.When, Cause: b.Text}, true) {
		s.panes.frame.Refresh()
	}
}

// endOutage takes the words of it away.
func (s *shell) endOutage() {
	s.public.outage.since = time.Time{}
	if showStrip(s.panes.strips.outage, viewmodel.Banner{}, false) {
		s.panes.frame.Refresh()
	}
}

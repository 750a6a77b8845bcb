package ui

import (
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

// take shows what the feed read.
//
// next: listpane.go (rows), filterbar.go (counts), statusbar.go
func (s *shell) take(p picture) {
	now := s.now()
	s.numbers = p.numbers
	s.rate.Add(now, p.numbers.last)
	list := s.panes.list
	switch {
	case p.first:
		list.ask(p.all, p.last)
		s.wrongFilter(s.panes.filters.entry.typed.Problem != "")
	case p.changed:
		list.take(p)
		s.refreshDetail()
	default:
		list.tick()
	}
	s.panes.filters.take(p, now)
	s.sought = p.sought
	s.showFound()
	s.countFailures(p)
	s.notify(p)
	s.seen = true
	s.showPage()
	s.showNoMatch()
	s.showStatus()
	if p.counts != nil { // settings and people are changed on the command line too
		s.refreshPage()
		s.countRepeats()
	}
}

// narrowed asks for what the list is narrowed to now.
func (s *shell) narrowed(f viewmodel.Filter) {
	s.panes.list.grid.Stale = true
	s.panes.list.grid.Refresh()
	if f.Quick == inspector.Failed {
		s.lookedAtFailures()
	}
	s.feed.ask(f)
}

func (s *shell) clearFilter() { s.panes.filters.clear() }

func (s *shell) showNoMatch() {
	p := &s.panes
	none := s.seen && p.list.Len() == 0 && !p.filters.filter.All() && s.sought.done == s.sought.total
	if none {
		e := viewmodel.NoMatch(p.filters.filter, s.numbers.count, s.zone)
		p.noMatch.Set(e.Title, e.Text)
	}
	if none != p.noMatch.Visible() {
		p.noMatch.Hidden = !none
		p.frame.Refresh()
	}
}

// showStatus says at the edges of the window how things are.
func (s *shell) showStatus() {
	now := s.now()
	health := s.numbers.health
	hint := ""
	if err := health.Err; err != nil {
		hint = problemOf(err).hint
	}
	bar := viewmodel.NewStatusBar(viewmodel.Situation{
		Health: health, Receiver: s.receiver.status, Total: s.numbers.count,
		Shown: uint64(s.panes.list.Len()), Filtered: !s.panes.filters.filter.All(),
		Rate: s.rate.Text(now), FileSize: s.numbers.size, Retention: s.numbers.retention,
		Refused: s.numbers.refused, Indexed: s.numbers.count - min(s.numbers.total-s.numbers.done, s.numbers.count),
	})
	if text := viewmodel.RemovedText(s.numbers.removed); text != "" {
		bar.Right = append(bar.Right, viewmodel.StatusText{Text: say.L("some removed"), Tone: viewmodel.Secondary, Tip: text})
	}
	s.panes.status.show(bar)
	s.showStrips(health, hint)
	if s.panes.first.content.Visible() || !s.seen {
		s.panes.first.show(s.receiver.status, s.public.status.Status, s.waySince(), now)
	}
}

// receiverIs is told how the way in is.
func (s *shell) receiverIs(status tunnel.Status) {
	if status.State != s.receiver.status.State {
		s.receiver.since = s.now()
	}
	s.receiver.status = status
	s.panes.top.ways(status, s.public.status)
	s.showStatus()
}

// tryAgain starts a receiver that failed.
func (s *shell) tryAgain() {
	if s.receiver.status.State == tunnel.Failed && s.receiver.start != nil {
		s.receiver.start()
	}
}

// setLook changes how the window looks.
func (s *shell) setLook(o look.Options) {
	s.memory.set(func(m *state) { m.Look = o })
	s.app.Settings().SetTheme(look.New(o))
	s.panes.top.shown(look.IsDark())
}

// turnShade makes a light window dark, and a dark one light.
func (s *shell) turnShade() {
	o := s.memory.state.Look
	o.Variant = look.Dark
	if look.IsDark() {
		o.Variant = look.Light
	}
	s.setLook(o)
}

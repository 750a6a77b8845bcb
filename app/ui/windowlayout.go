package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// page is what the window shows beside the rail.
type page string

const (
	pageCallbacks page = ""
	pageSimulator page = "simulator"
	pageSettings  page = "settings"
)

// The widths, in units, at which the window changes its layout.
const (
	wideEnough   = 1280 // for words on the rail
	besideEnough = 1100 // for the detail beside the list
	lowHeight    = 560  // of the list, from which on the histogram has room below
	detailLeast  = 460
)

// fitted fills the window, and tells its size before anything is laid out.
type fitted struct{ fit func(fyne.Size) }

// MinSize is the least size of the window.
func (f fitted) MinSize([]fyne.CanvasObject) fyne.Size { return leastSize() }

// Layout lets all layers fill the window.
func (f fitted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.fit(size)
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// fit suits the window to its size.
func (s *shell) fit(size fyne.Size) {
	if s.size == size {
		return
	}
	s.size = size
	s.arrange()
}

// arrange suits the panes to the size of the window and to what was chosen.
func (s *shell) arrange() {
	p := &s.panes
	p.rail.set(s.page, s.size.Width < wideEnough, s.memory.state.NoRail)
	p.split.SetVertical(s.stacked())
	ratio, least := s.memory.state.Split, float32(detailLeast)
	if s.stacked() {
		ratio, least = s.memory.state.Stack, 180
	} else if s.size.Width < wideEnough {
		least = 400
	}
	p.split.LeastFirst, p.split.LeastSecond = 200, least
	p.split.SetRatio(ratio)
	p.filters.histogram.Hidden = s.stacked() && s.size.Height < lowHeight*1.6
	p.frame.Refresh()
}

// stacked tells that the detail is below the list.
func (s *shell) stacked() bool { return s.memory.state.Below || s.size.Width < besideEnough }

func (s *shell) rememberSplit(ratio float32) {
	s.memory.set(func(m *state) {
		if s.stacked() {
			m.Stack = ratio
		} else {
			m.Split = ratio
		}
	})
}

// open shows a page.
func (s *shell) open(p page) {
	s.page = p
	s.refreshPage()
	s.showPage()
	s.arrange()
}

// refreshPage shows on the page what changed in the engine.
func (s *shell) refreshPage() {
	switch s.page {
	case pageSettings:
		s.panes.settings.refresh()
	case pageSimulator:
		s.panes.simulator.refresh()
	}
}

// showPage shows what the page has now: the list, or how to get a first callback.
func (s *shell) showPage() {
	empty := s.numbers.count == 0
	p := &s.panes
	shows := []struct {
		object fyne.CanvasObject
		now    bool
	}{
		{p.settings.content, s.page == pageSettings},
		{p.simulator.content, s.page == pageSimulator},
		{p.first.content, s.page == pageCallbacks && empty},
		{p.split, s.page == pageCallbacks && !empty},
	}
	changed := false
	for _, one := range shows {
		changed = changed || one.object.Visible() != one.now
		seen(one.object, one.now)
	}
	if changed {
		s.arrange()
		s.focusPage()
	}
}

// focusPage brings the keys to what the page is for: what has them may just have been
// hidden, and would keep them.
func (s *shell) focusPage() {
	c := s.window.Canvas()
	switch {
	case s.page == pageSettings:
		c.Focus(s.panes.settings.list)
	case s.page == pageSimulator:
		c.Focus(s.panes.simulator.handset.text)
	case s.panes.split.Visible():
		c.Focus(s.panes.list.grid)
	case c.Overlays().Top() == nil:
		c.Unfocus()
	}
}

// seen shows or hides an object.
func seen(o fyne.CanvasObject, visible bool) {
	switch {
	case visible == o.Visible():
	case visible:
		o.Show()
	default:
		o.Hide()
	}
}

// rail is the column at the left that leads to the pages.
type rail struct {
	content *fyne.Container
	entries map[page]*controls.RailButton
}

func newRail(all commands) *rail {
	r := &rail{entries: map[page]*controls.RailButton{}}
	entry := func(p page, id, icon, word string) *controls.RailButton {
		b := controls.NewRailButton(icon, word, all.find(id).do)
		r.entries[p] = b
		return b
	}
	column := controls.NewPanel(look.Surface, controls.Pad(0, 6, controls.Down(0,
		entry(pageCallbacks, "view.callbacks", "list", say.L("Callbacks")),
		entry(pageSimulator, "view.simulator", "smartphone", say.L("Simulator")),
		layout.NewSpacer(),
		entry(pageSettings, "view.settings", "sliders-horizontal", say.L("Settings")),
	)))
	r.content = controls.Frame(nil, nil, nil, controls.NewRule(true), column)
	return r
}

func (r *rail) set(now page, narrow, hidden bool) {
	for p, entry := range r.entries {
		entry.Set(p == now, narrow)
	}
	r.content.Hidden = hidden
}

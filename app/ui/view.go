package ui

import "fyne.io/fyne/v2"

// live shows the newest callbacks and follows them, also where the view was paused.
func (s *shell) live() {
	s.open(pageCallbacks)
	if s.paused() {
		s.pause()
	}
	s.panes.list.live()
}

func (s *shell) paused() bool {
	paused, _ := s.panes.list.list.Paused()
	return paused
}

// pause stops the view, or lets it go on.
func (s *shell) pause() {
	list := s.panes.list
	list.list.Pause(!s.paused())
	list.touched()
	if !s.paused() {
		s.feed.ask(s.panes.filters.filter)
	}
}

// turn puts the detail below the list, or beside it.
func (s *shell) turn() {
	s.memory.set(func(m *state) { m.Below = !m.Below })
	s.arrange()
}

func (s *shell) turnRail() {
	s.memory.set(func(m *state) { m.NoRail = !m.NoRail })
	s.arrange()
}

func (s *shell) focusList() {
	s.open(pageCallbacks)
	s.window.Canvas().Focus(s.panes.list.grid)
}

// copyText puts a text on the clipboard and says so.
func (s *shell) copyText(text, what string) {
	s.app.Clipboard().SetContent(text)
	s.toasts.Say("Copied "+what, "", nil)
}

// copyAddress copies the address that callers use. Where there are several
// webhooks a menu asks for which.
func (s *shell) copyAddress() {
	base := s.receiver.status.URL
	hooks := s.options.Engine.Webhooks()
	if len(hooks) < 2 {
		s.app.Clipboard().SetContent(base)
		s.panes.top.sayCopied()
		return
	}
	var items []*fyne.MenuItem
	for _, hook := range hooks {
		address := base + hook.Path
		items = append(items, fyne.NewMenuItem(hook.Label+"   "+address, func() {
			s.app.Clipboard().SetContent(address)
			s.panes.top.sayCopied()
		}))
	}
	at := s.app.Driver().AbsolutePositionForObject(s.panes.top.copied)
	s.popUp(items, at.AddXY(0, s.panes.top.copied.Size().Height))
}

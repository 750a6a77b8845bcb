package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
)

// live shows the newest callbacks and follows them, also where the view was paused.
func (s *shell) live() {
	s.open(pageCallbacks)
	if s.paused() {
		s.pause()
	}
	s.panes.list.live()
	s.orderIs(false)
}

// turnOrder puts the oldest callback first, or the newest again.
func (s *shell) turnOrder() {
	s.open(pageCallbacks)
	s.panes.list.turn(!s.oldestFirst())
	s.orderIs(s.oldestFirst())
}

func (s *shell) oldestFirst() bool { return s.panes.list.list.OldestFirst() }

func (s *shell) orderIs(oldest bool) {
	if s.memory.state.Oldest != oldest {
		s.memory.set(func(m *state) { m.Oldest = oldest })
	}
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

// nextArea brings the keys to the next part of the window, or the one before.
func (s *shell) nextArea(by int) {
	s.open(pageCallbacks)
	areas := []fyne.Focusable{s.panes.list.grid, s.panes.detail.bar, s.panes.rail.entries[pageCallbacks], s.panes.filters.chips[0]}
	canvas := s.window.Canvas()
	at := slices.Index(areas, canvas.Focused())
	if at < 0 && by < 0 {
		at = 0
	}
	for range areas { // one that is hidden does not take the keys
		at = (at + by + len(areas)) % len(areas)
		if canvas.Focus(areas[at]); canvas.Focused() == areas[at] {
			return
		}
	}
}

// openContextMenu opens the menu for the selection beside the cursor's row.
func (s *shell) openContextMenu() {
	list := s.panes.list
	row, found := list.list.Position(list.list.Cursor())
	if !found {
		return
	}
	list.grid.Reveal(row)
	list.list.Hold()
	at := s.app.Driver().AbsolutePositionForObject(list.grid)
	s.popUp(s.contextItems(-1), at.Add(list.grid.RowPosition(row)))
}

// copyMost is how many rows are copied at the most: a clipboard is no file.
const copyMost = 10_000

// copyRows copies the selected rows as they are shown, a line each, tabs between.
func (s *shell) copyRows() {
	ids := s.selectedIDs()
	if len(ids) > copyMost {
		s.toasts.Say(say.L("Export what is more than %s", say.N(copyMost, "%s row", "%s rows")), "", nil)
		return
	}
	var text strings.Builder
	s.aside(func() error {
		found, err := s.options.Engine.Some(ids)
		for _, c := range found {
			text.WriteString(rowLine(viewmodel.NewRow(c, s.options.Engine.Marks(c.ID), s.zone)))
		}
		return err
	}, func() { s.copyText(text.String(), say.N(uint64(len(ids)), "%s row", "%s rows")) })
}

// copyText puts a text on the clipboard and says so.
func (s *shell) copyText(text, what string) {
	s.app.Clipboard().SetContent(text)
	s.toasts.Say(say.L("Copied %s", what), "", nil)
}

// copyAddress copies the address that callers use. Where there are several
// webhooks a menu asks for which.
func (s *shell) copyAddress() {
	base := s.address()
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

// rowLine is a row as text.
func rowLine(r viewmodel.Row) string {
	var cells []string
	for i, column := range viewmodel.Columns() {
		if column.ID != ageColumn { // old by the time that it is read
			cells = append(cells, strings.TrimSpace(r.Cells[i].Text+" "+r.Cells[i].End))
		}
	}
	return strings.Join(cells, "\t") + "\n"
}

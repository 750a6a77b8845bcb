package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Close takes the menus away without choosing. Closing twice does nothing.
func (m *Menu) Close() {
	if m.levels != nil {
		m.levels = nil
		m.onClose()
	}
}

// at returns the level and item under a place; no level is -1, and no item of it too.
func (m *Menu) at(pos fyne.Position) (level, item int) {
	for level = len(m.levels) - 1; level >= 0; level-- {
		at, size := m.place(level)
		if pos.X < at.X || pos.X >= at.X+size.Width || pos.Y < at.Y || pos.Y >= at.Y+size.Height {
			continue
		}
		item = -1
		m.eachRow(level, func(i int, y float32) {
			if l := &m.levels[level]; !l.items[i].Line && pos.Y >= y && pos.Y < y+l.items[i].height() {
				item = i
			}
		})
		return level, item
	}
	return -1, -1
}

// choose marks an item and closes the menus beyond it; open opens the one that it leads to.
func (m *Menu) choose(level, item int, open bool) {
	m.levels = m.levels[:level+1]
	l := &m.levels[level]
	l.chosen = item
	if item >= 0 {
		m.reveal(level)
		if sub := &l.items[item]; open && len(sub.Items) > 0 && !sub.Disabled {
			at, size := m.place(level)
			var top float32
			m.eachRow(level, func(i int, y float32) {
				if i == item {
					top = y - menuPad
				}
			})
			m.levels = append(m.levels, newMenuLevel(sub.Items, fyne.NewPos(at.X+size.Width-menuFar, top)))
		}
	}
	m.Refresh()
}

// reveal scrolls a level that is too high for the window until its choice is in view.
func (m *Menu) reveal(level int) {
	l := &m.levels[level]
	l.first = min(l.first, l.chosen)
	for l.first < l.chosen {
		seen := false
		m.eachRow(level, func(i int, _ float32) { seen = seen || i == l.chosen })
		if seen {
			return
		}
		l.first++
	}
}

// run does what an item says, or opens its menu.
func (m *Menu) run(level, item int) {
	chosen := m.levels[level].items[item]
	switch {
	case chosen.Disabled:
	case len(chosen.Items) > 0:
		m.choose(level, item, true)
	default:
		m.Close()
		if chosen.Do != nil {
			chosen.Do()
		}
	}
}

// Tapped chooses an item; a press beside the menus closes them.
func (m *Menu) Tapped(ev *fyne.PointEvent) {
	switch level, item := m.at(ev.Position); {
	case level < 0:
		m.Close()
	case item >= 0:
		m.run(level, item)
	}
}

// TappedSecondary is Tapped.
func (m *Menu) TappedSecondary(ev *fyne.PointEvent) { m.Tapped(ev) }

// MouseIn is MouseMoved.
func (m *Menu) MouseIn(ev *desktop.MouseEvent) { m.MouseMoved(ev) }

// MouseMoved marks the item under the pointer, and opens the menu that it leads to.
func (m *Menu) MouseMoved(ev *desktop.MouseEvent) {
	level, item := m.at(ev.Position)
	if level >= 0 && item >= 0 && (m.levels[level].chosen != item || level < len(m.levels)-2) {
		m.choose(level, item, true)
	}
}

// MouseOut leaves all as it is.
func (m *Menu) MouseOut() {}

// Scrolled moves a menu that is too high for the window: the one under the pointer, or the last.
func (m *Menu) Scrolled(ev *fyne.ScrollEvent) {
	level, _ := m.at(ev.Position)
	if level < 0 {
		level = len(m.levels) - 1
	}
	if level < 0 {
		return
	}
	l, shown := &m.levels[level], 0
	m.eachRow(level, func(int, float32) { shown++ })
	switch {
	case ev.Scrolled.DY > 0 && l.first > 0:
		l.first--
	case ev.Scrolled.DY < 0 && l.first+shown < len(l.items):
		l.first++
	}
	m.levels = m.levels[:level+1]
	m.Refresh()
}

// TypedKey walks through the menus.
func (m *Menu) TypedKey(ev *fyne.KeyEvent) {
	level := len(m.levels) - 1
	if level < 0 {
		return
	}
	l := &m.levels[level]
	switch ev.Name {
	case fyne.KeyDown:
		m.step(1)
	case fyne.KeyUp:
		m.step(-1)
	case fyne.KeyRight:
		if l.chosen >= 0 && len(l.items[l.chosen].Items) > 0 {
			m.run(level, l.chosen)
			if len(m.levels) > level+1 {
				m.step(1)
			}
		}
	case fyne.KeyLeft:
		if level > 0 {
			m.choose(level-1, m.levels[level-1].chosen, false)
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.chosen >= 0 {
			m.run(level, l.chosen)
		}
	case fyne.KeyEscape:
		m.Close()
	}
}

// step moves the choice in the last menu to the next item that can be chosen, around its ends.
func (m *Menu) step(by int) {
	level := len(m.levels) - 1
	l := &m.levels[level]
	at := l.chosen
	if at < 0 && by < 0 {
		at = 0
	}
	for range l.items {
		at = (at + by + len(l.items)) % len(l.items)
		if !l.items[at].Line && !l.items[at].Disabled {
			m.choose(level, at, false)
			return
		}
	}
}

// TypedRune does nothing.
func (m *Menu) TypedRune(rune) {}

// TypedShortcut does nothing: the menu is answered first.
func (m *Menu) TypedShortcut(fyne.Shortcut) {}

// FocusGained does nothing.
func (m *Menu) FocusGained() {}

// FocusLost does nothing.
func (m *Menu) FocusLost() {}

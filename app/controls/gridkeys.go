package controls

import "fyne.io/fyne/v2"

// focus asks for the keys.
func (g *Grid) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// FocusGained draws the selection in its strong colour.
func (g *Grid) FocusGained() { g.setFocused(true) }

// FocusLost draws the selection in its idle colour.
func (g *Grid) FocusLost() { g.setFocused(false) }

// Focused says whether the grid has the keys.
func (g *Grid) Focused() bool { return g.focused }

func (g *Grid) setFocused(focused bool) {
	if g.focused == focused {
		return
	}
	g.focused = focused
	g.Refresh()
	if g.OnFocus != nil {
		g.OnFocus(focused)
	}
}

// TypedKey walks, or hands the key to who knows what it does.
func (g *Grid) TypedKey(ev *fyne.KeyEvent) {
	if rows, ok := g.steps(ev.Name); ok {
		if g.OnWalk != nil {
			g.OnWalk(rows, ShiftHeld())
		}
		return
	}
	if g.OnKey != nil {
		g.OnKey(ev.Name, ShiftHeld())
	}
}

// steps returns how many rows a key goes down.
func (g *Grid) steps(key fyne.KeyName) (int, bool) {
	switch key {
	case fyne.KeyUp:
		return -1, true
	case fyne.KeyDown:
		return 1, true
	case fyne.KeyPageUp:
		return -g.Page(), true
	case fyne.KeyPageDown:
		return g.Page(), true
	case fyne.KeyHome:
		return -g.model.Len(), true
	case fyne.KeyEnd:
		return g.model.Len(), true
	default:
		return 0, false
	}
}

// TypedRune hands a letter on.
func (g *Grid) TypedRune(r rune) {
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

// TypedShortcut hands every shortcut on to the canvas.
func (g *Grid) TypedShortcut(s fyne.Shortcut) { handOn(g, s) }

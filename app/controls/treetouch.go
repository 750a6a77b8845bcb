package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func (t *Tree) toggle(i int) {
	if i >= 0 && i < t.model.Len() && t.model.Row(i).Branch {
		t.model.Toggle(i)
		t.Refresh()
	}
}

func (t *Tree) choose(i int) {
	if n := t.model.Len(); n > 0 {
		t.chosen = min(max(i, 0), n-1)
		t.view.rows = n
		t.view.reveal(t.chosen)
		t.Refresh()
	}
}

// TypedKey walks, opens and closes: to the right into a branch, to the left out of it.
func (t *Tree) TypedKey(ev *fyne.KeyEvent) {
	at := t.Chosen()
	if at < 0 {
		t.handOn(ev)
		return
	}
	row := t.model.Row(at)
	switch ev.Name {
	case fyne.KeyUp:
		t.choose(at - 1)
	case fyne.KeyDown:
		t.choose(at + 1)
	case fyne.KeyPageUp:
		t.choose(at - t.view.page())
	case fyne.KeyPageDown:
		t.choose(at + t.view.page())
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(t.model.Len() - 1)
	case fyne.KeyRight:
		switch {
		case row.Branch && !row.Open:
			t.toggle(at)
		case row.Branch:
			t.choose(at + 1)
		}
	case fyne.KeyLeft:
		if row.Open {
			t.toggle(at)
		} else if parent := t.model.Parent(at); parent >= 0 {
			t.choose(parent)
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.toggle(at)
	default:
		t.handOn(ev)
	}
}

func (t *Tree) handOn(ev *fyne.KeyEvent) {
	if t.OnKey != nil {
		t.OnKey(ev.Name, ShiftHeld())
		return
	}
	HandOnKey(t, ev)
}

// TypedRune hands letters on. Space came as a key.
func (t *Tree) TypedRune(r rune) {
	if r != ' ' {
		HandOnRune(t, r)
	}
}

// TypedShortcut copies, and hands on what else there is.
func (t *Tree) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && t.OnCopy != nil && t.Chosen() >= 0 {
		t.OnCopy(t.Chosen())
		return
	}
	handOn(t, s)
}

// FocusGained draws the ring.
func (t *Tree) FocusGained() { t.setFocused(true) }

// FocusLost takes the ring away.
func (t *Tree) FocusLost() { t.setFocused(false) }

func (t *Tree) setFocused(focused bool) {
	t.focused = focused
	t.Refresh()
}

// MouseDown takes the thumb, or chooses a row; on its arrow it opens or closes it.
func (t *Tree) MouseDown(ev *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if ev.Button == desktop.MouseButtonPrimary && t.view.onThumb(ev.Position, t.Size().Width, treeTop) {
		t.thumb = true
		t.Refresh()
		return
	}
	row := t.rowAt(ev.Position.Y)
	if row < 0 {
		return
	}
	t.choose(row)
	x := treeX(t.model.Row(row))
	if ev.Button == desktop.MouseButtonPrimary && ev.Position.X >= x-4 && ev.Position.X < x+treeSign {
		t.toggle(row)
	}
}

// MouseUp lets go of the thumb.
func (t *Tree) MouseUp(*desktop.MouseEvent) { t.DragEnd() }

// Dragged moves the view with the thumb.
func (t *Tree) Dragged(ev *fyne.DragEvent) {
	if t.thumb {
		t.view.dragThumb(ev.Dragged.DY)
		t.Refresh()
	}
}

// DragEnd lets go of the thumb.
func (t *Tree) DragEnd() {
	if t.thumb {
		t.thumb = false
		t.Refresh()
	}
}

// DoubleTapped opens or closes a row; its arrow did so with the first press.
func (t *Tree) DoubleTapped(ev *fyne.PointEvent) {
	if row := t.rowAt(ev.Position.Y); row >= 0 && ev.Position.X >= treeX(t.model.Row(row))+treeSign {
		t.toggle(row)
	}
}

// TappedSecondary asks for a menu.
func (t *Tree) TappedSecondary(ev *fyne.PointEvent) {
	if row := t.rowAt(ev.Position.Y); row >= 0 && t.OnMenu != nil {
		t.OnMenu(row, ev.AbsolutePosition)
	}
}

// Scrolled moves the view by the wheel.
func (t *Tree) Scrolled(ev *fyne.ScrollEvent) {
	if t.view.by(-ev.Scrolled.DY * wheelSpeed) {
		t.over = -1
		t.Refresh()
	}
}

// MouseIn is MouseMoved.
func (t *Tree) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved lights up the row under the pointer.
func (t *Tree) MouseMoved(ev *desktop.MouseEvent) {
	if over := t.rowAt(ev.Position.Y); over != t.over {
		t.over = over
		t.Refresh()
	}
}

// MouseOut lets all be as it was.
func (t *Tree) MouseOut() {
	t.over = -1
	t.Refresh()
}

package controls

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// FocusGained draws the ring.
func (v *CodeView) FocusGained() { v.setFocused(true) }

// FocusLost takes the ring away.
func (v *CodeView) FocusLost() { v.setFocused(false) }

func (v *CodeView) setFocused(focused bool) {
	v.state.focused = focused
	v.Refresh()
}

// TypedRune hands every letter on: the text is there to be read.
func (v *CodeView) TypedRune(r rune) { HandOnRune(v, r) }

// TypedKey scrolls, and with Shift extends the selection.
func (v *CodeView) TypedKey(ev *fyne.KeyEvent) {
	if len(v.code.Lines) == 0 {
		return
	}
	if ShiftHeld() && v.extend(ev.Name) {
		v.ScrollTo(v.sel.caret.line, v.sel.caret.offset)
		return
	}
	page := float32(v.view.page()-1) * v.view.rowHeight
	switch ev.Name {
	case fyne.KeyUp:
		v.view.by(-v.view.rowHeight)
	case fyne.KeyDown:
		v.view.by(v.view.rowHeight)
	case fyne.KeyPageUp:
		v.view.by(-page)
	case fyne.KeyPageDown:
		v.view.by(page)
	case fyne.KeyHome:
		v.view.to(0)
		v.left = 0
	case fyne.KeyEnd:
		v.view.to(1)
	case fyne.KeyLeft:
		v.scrollColumns(-4)
	case fyne.KeyRight:
		v.scrollColumns(4)
	default:
		if v.OnKey != nil {
			v.OnKey(ev.Name, ShiftHeld())
		}
		return
	}
	v.Refresh()
}

// extend moves the moving end of the selection, and says whether the key does that.
func (v *CodeView) extend(key fyne.KeyName) bool {
	at := v.sel.caret
	text := v.code.Lines[at.line]
	last := len(v.code.Lines) - 1
	switch key {
	case fyne.KeyUp:
		at = v.onLine(at, at.line-1)
	case fyne.KeyDown:
		at = v.onLine(at, at.line+1)
	case fyne.KeyPageUp:
		at = v.onLine(at, at.line-v.view.page())
	case fyne.KeyPageDown:
		at = v.onLine(at, at.line+v.view.page())
	case fyne.KeyHome:
		at.offset = 0
	case fyne.KeyEnd:
		at.offset = len(text)
	case fyne.KeyLeft:
		if at.offset > 0 {
			_, size := utf8.DecodeLastRuneInString(text[:at.offset])
			at.offset -= size
		} else if at.line > 0 {
			at = place{at.line - 1, len(v.code.Lines[at.line-1])}
		}
	case fyne.KeyRight:
		if at.offset < len(text) {
			_, size := utf8.DecodeRuneInString(text[at.offset:])
			at.offset += size
		} else if at.line < last {
			at = place{at.line + 1, 0}
		}
	default:
		return false
	}
	v.sel.caret = at
	return true
}

// onLine returns the place above or below one, in the same cell as far as the line goes.
func (v *CodeView) onLine(at place, line int) place {
	switch {
	case line < 0:
		return place{}
	case line >= len(v.code.Lines):
		last := len(v.code.Lines) - 1
		return place{last, len(v.code.Lines[last])}
	}
	offset, _ := byteAt(v.code.Lines[line], cellsOf(v.code.Lines[at.line][:at.offset]))
	return place{line, offset}
}

// TypedShortcut copies and selects all, and hands on what else there is.
func (v *CodeView) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if text := v.Selected(); text != "" && s.Clipboard != nil {
			s.Clipboard.SetContent(text)
			return
		}
	case *fyne.ShortcutSelectAll:
		v.SelectAll()
		return
	}
	handOn(v, s)
}

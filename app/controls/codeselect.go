package controls

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/look"
)

// place is a position in a text: a line from 0, and an offset in bytes.
type place struct{ line, offset int }

func (p place) before(q place) bool {
	return p.line < q.line || p.line == q.line && p.offset < q.offset
}

// codeSelection is what is selected: from where it began to where it is now.
type codeSelection struct{ anchor, caret place }

func (s codeSelection) ordered() (from, to place) {
	if s.caret.before(s.anchor) {
		return s.caret, s.anchor
	}
	return s.anchor, s.caret
}

// onLine returns which bytes of a line are selected, and whether its end is.
func (s codeSelection) onLine(line, length int) (from, to int, end bool) {
	a, z := s.ordered()
	if a == z || line < a.line || line > z.line {
		return 0, 0, false
	}
	if line == a.line {
		from = a.offset
	}
	to, end = length, line < z.line
	if line == z.line {
		to = z.offset
	}
	return from, to, end
}

// Selected returns the selected text, its lines joined by "\n".
func (v *CodeView) Selected() string {
	a, z := v.sel.ordered()
	if a == z {
		return ""
	}
	var text strings.Builder
	for line := a.line; line <= z.line; line++ {
		from, to, end := v.sel.onLine(line, len(v.code.Lines[line]))
		text.WriteString(v.code.Lines[line][from:to])
		if end {
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// SelectAll selects the whole text.
func (v *CodeView) SelectAll() {
	if n := len(v.code.Lines); n > 0 {
		v.sel = codeSelection{caret: place{n - 1, len(v.code.Lines[n-1])}}
		v.Refresh()
	}
}

// placeAt returns the place in the text nearest to a position in the view.
func (v *CodeView) placeAt(at fyne.Position) place {
	if len(v.code.Lines) == 0 {
		return place{}
	}
	row := min(max(v.view.at(at.Y-codeTop), 0), v.rows.count()-1)
	line := v.rows.lineAt(row)
	cell := v.left + int((at.X-v.gutter())/codeFace().width("0")+0.5)
	if v.wrap {
		cell += (row - v.rows.first(line)) * v.columns(v.Size().Width)
	}
	offset, _ := byteAt(v.code.Lines[line], max(cell, 0))
	return place{line, offset}
}

// MouseDown begins a selection, or extends one with Shift, or takes the scroll thumb.
func (v *CodeView) MouseDown(ev *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if v.view.onThumb(ev.Position, v.Size().Width, codeTop) {
		v.state.thumb = true
		v.Refresh()
		return
	}
	v.sel.caret = v.placeAt(ev.Position)
	if ev.Modifier&fyne.KeyModifierShift == 0 {
		v.sel.anchor = v.sel.caret
	}
	v.state.selecting = true
	v.Refresh()
}

// MouseUp ends what MouseDown began.
func (v *CodeView) MouseUp(*desktop.MouseEvent) { v.DragEnd() }

// Dragged extends the selection, and scrolls where the pointer leaves the view.
func (v *CodeView) Dragged(ev *fyne.DragEvent) {
	switch {
	case v.state.thumb:
		v.view.dragThumb(ev.Dragged.DY)
	case v.state.selecting:
		switch {
		case ev.Position.Y < 0:
			v.view.by(-look.CodeLineHeight)
		case ev.Position.Y > v.Size().Height:
			v.view.by(look.CodeLineHeight)
		}
		v.sel.caret = v.placeAt(ev.Position)
	}
	v.Refresh()
}

// DragEnd lets go.
func (v *CodeView) DragEnd() {
	v.state.thumb, v.state.selecting = false, false
	v.Refresh()
}

// DoubleTapped selects a word.
func (v *CodeView) DoubleTapped(ev *fyne.PointEvent) {
	at := v.placeAt(ev.Position)
	if at.line >= len(v.code.Lines) {
		return
	}
	text := v.code.Lines[at.line]
	from, to := at.offset, at.offset
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !inWord(r) {
			break
		}
		from -= size
	}
	for to < len(text) {
		r, size := utf8.DecodeRuneInString(text[to:])
		if !inWord(r) {
			break
		}
		to += size
	}
	v.sel = codeSelection{place{at.line, from}, place{at.line, to}}
	v.Refresh()
}

// inWord says whether a double click goes on over a rune: ids with their signs are one word.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_-+", r)
}

// TappedSecondary asks for a menu.
func (v *CodeView) TappedSecondary(ev *fyne.PointEvent) {
	if v.OnMenu != nil {
		at := v.placeAt(ev.Position)
		v.OnMenu(at.line, at.offset, ev.AbsolutePosition)
	}
}

// Scrolled moves the view by the wheel.
func (v *CodeView) Scrolled(ev *fyne.ScrollEvent) {
	v.view.by(-ev.Scrolled.DY * wheelSpeed)
	v.scrollColumns(int(-ev.Scrolled.DX / 4))
	v.Refresh()
}

// scrollColumns moves the view to the right by cells, as far as the longest line in view.
func (v *CodeView) scrollColumns(by int) {
	if v.wrap || by == 0 {
		return
	}
	longest := 0
	for row := v.view.top; row < v.view.end(); row++ {
		longest = max(longest, cellsOf(v.code.Lines[row]))
	}
	v.left = max(min(v.left+by, longest+1-v.columns(v.Size().Width)), 0)
}

// Cursor is that of text, but for the thumb.
func (v *CodeView) Cursor() desktop.Cursor {
	if v.state.thumb {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

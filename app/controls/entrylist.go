package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Entry is one line of an entry list: two texts, with a letter or code before them.
type Entry struct {
	Lead     string // a letter in a circle, or a code in a tag
	LeadRole look.Role
	Tag      bool // the lead is a code, in a tag
	Title    string
	Sub      string
	Side     string // at the right of the title: an age
	Count    string // at the right of the second text: unread
}

// EntryList shows some tens of entries, of which one is chosen: handsets, attempts, pages of
// the settings.
type EntryList struct {
	widget.BaseWidget

	OnChoose func(i int)
	OnMenu   func(i int, at fyne.Position)

	entries []Entry
	chosen  int
	over    int
	focused bool
	view    scrollView
}

const entryInset = 8

var (
	_ drawn                  = (*EntryList)(nil)
	_ fyne.Scrollable        = (*EntryList)(nil)
	_ fyne.Tappable          = (*EntryList)(nil)
	_ fyne.SecondaryTappable = (*EntryList)(nil)
	_ fyne.Focusable         = (*EntryList)(nil)
	_ fyne.Shortcutable      = (*EntryList)(nil)
	_ desktop.Hoverable      = (*EntryList)(nil)
)

// NewEntryList makes an empty list.
func NewEntryList(onChoose func(i int)) *EntryList {
	l := &EntryList{OnChoose: onChoose, chosen: -1, over: -1}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (l *EntryList) CreateRenderer() fyne.WidgetRenderer { return newRenderer(l) }

// SetEntries shows other entries with one of them chosen, or none with -1.
func (l *EntryList) SetEntries(entries []Entry, chosen int) {
	l.entries, l.chosen = entries, chosen
	l.Refresh()
}

// Chosen returns which entry is chosen, or -1.
func (l *EntryList) Chosen() int { return l.chosen }

func (l *EntryList) least() fyne.Size { return fyne.NewSize(160, look.ThreadHeight) }

func (l *EntryList) draw(b *brush, size fyne.Size) {
	l.view.resize(len(l.entries), look.ThreadHeight, size.Height-entryInset)
	for i := l.view.top; i < l.view.end(); i++ {
		l.drawEntry(b, i, entryInset+l.view.y(i), size.Width)
	}
	l.view.drawThumb(b, size, entryInset, false)
}

func (l *EntryList) drawEntry(b *brush, i int, y, width float32) {
	const h = look.ThreadHeight
	e, how := &l.entries[i], box{radius: look.RadiusCard}
	switch {
	case i == l.chosen && l.focused:
		how.fill, how.line, how.width = look.Select, look.Accent, 2
	case i == l.chosen:
		how.fill = look.Select
	case i == l.over:
		how.fill = look.Hover
	}
	b.rect(entryInset, y, width-2*entryInset, h-2, how)
	x, end := float32(entryInset+10), width-entryInset-10
	switch {
	case e.Lead == "":
	case e.Tag:
		const w = 38
		b.rect(x, y+(h-24)/2, w, 22, box{fill: e.LeadRole.Bg(), radius: look.RadiusField})
		b.textCentre(e.Lead, bold(look.CaptionSize), e.LeadRole, x+w/2, y+(h-24)/2, 22)
		x += w + 10
	default:
		const d = 34
		b.rect(x, y+(h-d)/2-1, d, d, box{fill: e.LeadRole.Bg(), radius: d / 2})
		b.textCentre(e.Lead, bold(look.BodySize), e.LeadRole, x+d/2, y+(h-d)/2-1, d)
		x += d + 12
	}
	side := b.textRight(e.Side, regular(look.CaptionSize), look.Text3, end, y+9, 20)
	b.textIn(e.Title, bold(look.BodySize), look.Text, x, y+9, end-side-x-columnGap, 20)
	if e.Count != "" {
		w := max(bold(look.TinySize).width(e.Count)+10, 16)
		b.rect(end-w, y+31, w, 16, box{fill: look.AccentFill, radius: 8})
		b.textCentre(e.Count, bold(look.TinySize), look.OnAccent, end-w/2, y+31, 16)
		end -= w + columnGap
	}
	b.text(b.known.fit(e.Sub, regular(look.SmallSize), end-x), regular(look.SmallSize), look.Text2, x, y+29, 19)
}

func (l *EntryList) at(pos fyne.Position) int {
	if i := l.view.at(pos.Y - entryInset); pos.Y >= entryInset && i < len(l.entries) {
		return i
	}
	return -1
}

// Tapped chooses an entry.
func (l *EntryList) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	l.choose(l.at(ev.Position))
}

func (l *EntryList) choose(i int) {
	if i < 0 || i >= len(l.entries) {
		return
	}
	l.chosen = i
	l.view.reveal(i)
	l.Refresh()
	if l.OnChoose != nil {
		l.OnChoose(i)
	}
}

// TappedSecondary asks for a menu.
func (l *EntryList) TappedSecondary(ev *fyne.PointEvent) {
	if i := l.at(ev.Position); i >= 0 && l.OnMenu != nil {
		l.OnMenu(i, ev.AbsolutePosition)
	}
}

// Scrolled moves the view by the wheel.
func (l *EntryList) Scrolled(ev *fyne.ScrollEvent) {
	if l.view.by(-ev.Scrolled.DY * wheelSpeed) {
		l.Refresh()
	}
}

// TypedKey walks.
func (l *EntryList) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		l.choose(l.chosen - 1)
	case fyne.KeyDown:
		l.choose(l.chosen + 1)
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(len(l.entries) - 1)
	default:
		HandOnKey(l, ev)
	}
}

// TypedRune hands every letter on to the canvas.
func (l *EntryList) TypedRune(r rune) { HandOnRune(l, r) }

// TypedShortcut hands every shortcut on to the canvas.
func (l *EntryList) TypedShortcut(s fyne.Shortcut) { handOn(l, s) }

// FocusGained draws the ring.
func (l *EntryList) FocusGained() { l.setFocused(true) }

// FocusLost takes the ring away.
func (l *EntryList) FocusLost() { l.setFocused(false) }

func (l *EntryList) setFocused(focused bool) {
	l.focused = focused
	l.Refresh()
}

// MouseIn is MouseMoved.
func (l *EntryList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved lights up the entry under the pointer.
func (l *EntryList) MouseMoved(ev *desktop.MouseEvent) {
	if over := l.at(ev.Position); over != l.over {
		l.over = over
		l.Refresh()
	}
}

// MouseOut lets all be as it was.
func (l *EntryList) MouseOut() {
	l.over = -1
	l.Refresh()
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Field is one line of what was understood of a body: a name, its value, and at the right what
// is known about it.
type Field struct {
	Label, Value string
	Mono         bool
	Role         look.Role // of the value; Text where there is none
	Hint         string
	HintRole     look.Role // Text3 where there is none
	HintBadge    bool      // the hint stands in a badge of its role
	HintLink     bool      // the hint leads somewhere
}

// FieldList shows fields below each other. The copy button of a row shows on hover.
type FieldList struct {
	widget.BaseWidget

	// LabelWidth is how wide the names are; look.FieldLabelWidth unless changed.
	LabelWidth float32
	OnCopy     func(row int)
	OnHint     func(row int)
	OnMenu     func(row int, at fyne.Position)

	fields []Field
	over   int
	hot    bool // the pointer is on the copy button
}

const fieldIcon = 30 // room of the copy button

var (
	_ drawn                  = (*FieldList)(nil)
	_ fyne.Tappable          = (*FieldList)(nil)
	_ fyne.SecondaryTappable = (*FieldList)(nil)
	_ desktop.Hoverable      = (*FieldList)(nil)
	_ desktop.Cursorable     = (*FieldList)(nil)
)

// NewFieldList makes an empty list.
func NewFieldList() *FieldList {
	l := &FieldList{LabelWidth: look.FieldLabelWidth, over: -1}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (l *FieldList) CreateRenderer() fyne.WidgetRenderer { return newRenderer(l) }

// SetFields shows other fields.
func (l *FieldList) SetFields(fields []Field) {
	l.fields = fields
	l.Refresh()
}

func (l *FieldList) least() fyne.Size {
	return fyne.NewSize(l.LabelWidth+80, float32(len(l.fields))*look.FieldRowHeight)
}

func (f *Field) face() face {
	if f.Mono {
		return mono(look.SmallSize)
	}
	return regular(look.BodySize)
}

func (f *Field) hintFace() face {
	switch {
	case f.HintBadge:
		return badgeFace()
	case f.HintLink:
		return bold(look.SmallSize)
	default:
		return regular(look.SmallSize)
	}
}

// least room of a hint whose value is long.
const hintLeast = 60

// hintWidth is how much of a row its hint takes: what the value leaves, but
// never less than what lets one see that there is a hint.
func (l *FieldList) hintWidth(f *Field, width float32) float32 {
	if f.Hint == "" {
		return 0
	}
	w := f.hintFace().width(f.Hint)
	if f.HintBadge {
		w += 2 * badgePad
	}
	left := width - l.LabelWidth - fieldIcon - columnGap - f.face().width(head(f.Value, 1000))
	return min(w, max(left, hintLeast))
}

// valueRoom is how wide a value may be.
func (l *FieldList) valueRoom(f *Field, width float32) float32 {
	room := width - l.LabelWidth - fieldIcon
	if f.Hint != "" {
		room -= l.hintWidth(f, width) + columnGap
	}
	return room
}

// tip is what a row shows of itself where it was cut.
func (l *FieldList) tip(f *Field) string {
	width := l.Size().Width
	tip := ""
	if f.face().width(head(f.Value, 1000)) > l.valueRoom(f, width) {
		tip = f.Value
	}
	if f.hintFace().width(head(f.Hint, 1000)) > l.hintWidth(f, width)+1 {
		if tip != "" {
			tip += "\n"
		}
		tip += f.Hint
	}
	return tip
}

func (l *FieldList) draw(b *brush, size fyne.Size) {
	const h = look.FieldRowHeight
	for i := range l.fields {
		f, y := &l.fields[i], float32(i)*h
		end := size.Width - fieldIcon
		if i == l.over {
			b.rect(-6, y, size.Width+12, h, box{fill: look.MuteBg, radius: look.RadiusField})
			if l.OnCopy != nil {
				role := look.Text3
				if l.hot {
					role = look.Text
				}
				b.icon("copy", role, size.Width-look.IconBar-4, y+(h-look.IconBar)/2, look.IconBar)
			}
		}
		b.textIn(f.Label, regular(look.BodySize), look.Text3, 0, y, l.LabelWidth-columnGap, h)
		b.textIn(f.Value, f.face(), or(f.Role, look.Text), l.LabelWidth, y, l.valueRoom(f, size.Width), h)
		hint := l.hintWidth(f, size.Width)
		role := or(f.HintRole, look.Text3)
		switch {
		case f.Hint == "":
		case f.HintBadge:
			drawBadge(b, f.Hint, role, end-hint, y+(h-look.BadgeHeight)/2, hint+1)
		default:
			if f.HintLink && f.HintRole == look.None {
				role = look.Accent
			}
			shown := b.known.fit(f.Hint, f.hintFace(), hint+0.5)
			b.textRight(shown, f.hintFace(), role, end, y, h)
		}
	}
}

// at returns the row at a place, or -1.
func (l *FieldList) at(pos fyne.Position) int {
	if row := int(pos.Y / look.FieldRowHeight); pos.Y >= 0 && row < len(l.fields) {
		return row
	}
	return -1
}

func (l *FieldList) onCopy(pos fyne.Position) bool { return pos.X >= l.Size().Width-fieldIcon }

func (l *FieldList) onHint(row int, pos fyne.Position) bool {
	f, end := &l.fields[row], l.Size().Width-fieldIcon
	return f.HintLink && pos.X < end && pos.X >= end-l.hintWidth(f, l.Size().Width)
}

// MouseIn is MouseMoved.
func (l *FieldList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved lights up a row, and shows the whole of a value that was cut.
func (l *FieldList) MouseMoved(ev *desktop.MouseEvent) {
	over, hot := l.at(ev.Position), l.onCopy(ev.Position)
	if over == l.over && hot == l.hot {
		return
	}
	l.over, l.hot = over, hot
	l.Refresh()
	tip := ""
	if over >= 0 {
		if tip = l.tip(&l.fields[over]); hot && l.OnCopy != nil {
			tip = "Copy"
		}
	}
	showTip(l, tip, ev.AbsolutePosition)
}

// MouseOut lets all be as it was.
func (l *FieldList) MouseOut() {
	l.over, l.hot = -1, false
	hideTip(l)
	l.Refresh()
}

// Cursor is a hand where a click does something.
func (l *FieldList) Cursor() desktop.Cursor {
	if l.over >= 0 && l.hot {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped copies a value, or follows a hint.
func (l *FieldList) Tapped(ev *fyne.PointEvent) {
	row := l.at(ev.Position)
	switch {
	case row < 0:
	case l.onCopy(ev.Position) && l.OnCopy != nil:
		l.OnCopy(row)
	case l.onHint(row, ev.Position) && l.OnHint != nil:
		l.OnHint(row)
	}
}

// TappedSecondary asks for a menu.
func (l *FieldList) TappedSecondary(ev *fyne.PointEvent) {
	if row := l.at(ev.Position); row >= 0 && l.OnMenu != nil {
		l.OnMenu(row, ev.AbsolutePosition)
	}
}

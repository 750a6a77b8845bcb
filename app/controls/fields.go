package controls

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
	"ringback/app/say"
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
	return fyne.NewSize(l.LabelWidth+80, l.top(len(l.fields)))
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

// hintLine is how high a line of a hint is that stands below its value, and hintLines how
// many there are at most.
const (
	hintLine  = 18
	hintLines = 3
)

// hintSize is how wide a hint is.
func (f *Field) hintSize() float32 {
	w := f.hintFace().width(head(f.Hint, 1000))
	if f.HintBadge {
		w += 2 * badgePad
	}
	return w
}

// below says whether a hint stands below its value: there is not room for both beside each
// other.
func (l *FieldList) below(f *Field) bool {
	if f.Hint == "" || l.Size().Width <= 0 {
		return false
	}
	room := l.Size().Width - l.LabelWidth - fieldIcon - columnGap
	return f.face().width(head(f.Value, 1000))+f.hintSize() > room
}

// height is how high a row is.
func (l *FieldList) height(f *Field) float32 {
	if l.below(f) {
		return look.FieldRowHeight + hintLine*float32(len(l.broken(f)))
	}
	return look.FieldRowHeight
}

// broken returns the lines of a hint that stands below its value. A badge has one.
func (l *FieldList) broken(f *Field) []string {
	if f.HintBadge {
		return []string{f.Hint}
	}
	return wrap(head(f.Hint, 1000), f.hintFace(), l.Size().Width-l.LabelWidth-fieldIcon, hintLines)
}

// top returns where a row begins; that of the row after the last is how high all are.
func (l *FieldList) top(row int) (y float32) {
	for i := range l.fields[:row] {
		y += l.height(&l.fields[i])
	}
	return y
}

// hintWidth is how much of a row its hint takes.
func (l *FieldList) hintWidth(f *Field) float32 {
	return min(f.hintSize(), l.Size().Width-l.LabelWidth-fieldIcon)
}

// valueRoom is how wide a value may be.
func (l *FieldList) valueRoom(f *Field) float32 {
	room := l.Size().Width - l.LabelWidth - fieldIcon
	if f.Hint != "" && !l.below(f) {
		room -= l.hintWidth(f) + columnGap
	}
	return room
}

// tip is what a row shows of itself where it was cut.
func (l *FieldList) tip(f *Field) string {
	tip := ""
	if f.face().width(head(f.Value, 1000)) > l.valueRoom(f) {
		tip = f.Value
	}
	lines := l.broken(f)
	if f.HintBadge && f.hintSize() > l.hintWidth(f)+1 || l.below(f) && len(lines) == hintLines && strings.HasSuffix(lines[hintLines-1], "…") {
		if tip != "" {
			tip += "\n"
		}
		tip += f.Hint
	}
	return tip
}

func (l *FieldList) draw(b *brush, size fyne.Size) {
	const h = look.FieldRowHeight
	y := float32(0)
	for i := range l.fields {
		f := &l.fields[i]
		if i == l.over {
			b.rect(-6, y, size.Width+12, l.height(f), box{fill: look.MuteBg, radius: look.RadiusField})
			if l.OnCopy != nil {
				role := look.Text3
				if l.hot {
					role = look.Text
				}
				b.icon("copy", role, size.Width-look.IconBar-4, y+(h-look.IconBar)/2, look.IconBar)
			}
		}
		b.textIn(f.Label, regular(look.BodySize), look.Text3, 0, y, l.LabelWidth-columnGap, h)
		b.textIn(f.Value, f.face(), or(f.Role, look.Text), l.LabelWidth, y, l.valueRoom(f), h)
		if f.Hint != "" {
			l.drawHint(b, f, y)
		}
		y += l.height(f)
	}
}

// drawHint draws what is known about a value at the right of its row, or below it.
func (l *FieldList) drawHint(b *brush, f *Field, y float32) {
	width, height := l.hintWidth(f), look.FieldRowHeight
	x, lines := l.Size().Width-fieldIcon-width, []string{f.Hint}
	if l.below(f) {
		x, y, height, lines = l.LabelWidth, y+look.FieldRowHeight-4, hintLine, l.broken(f)
	}
	role := or(f.HintRole, look.Text3)
	if f.HintBadge {
		drawBadge(b, f.Hint, role, x, y+(height-look.BadgeHeight)/2, width+1)
		return
	}
	if f.HintLink && f.HintRole == look.None {
		role = look.Accent
	}
	for i, line := range lines {
		b.text(b.known.fit(line, f.hintFace(), width+0.5), f.hintFace(), role, x, y+float32(i)*hintLine, height)
	}
}

// at returns the row at a place, or -1.
func (l *FieldList) at(pos fyne.Position) int {
	if pos.Y < 0 {
		return -1
	}
	y := float32(0)
	for i := range l.fields {
		if y += l.height(&l.fields[i]); pos.Y < y {
			return i
		}
	}
	return -1
}

func (l *FieldList) onCopy(pos fyne.Position) bool { return pos.X >= l.Size().Width-fieldIcon }

func (l *FieldList) onHint(row int, pos fyne.Position) bool {
	f, end := &l.fields[row], l.Size().Width-fieldIcon
	if l.below(f) {
		return f.HintLink && pos.Y >= l.top(row)+look.FieldRowHeight-4 && pos.X >= l.LabelWidth && pos.X < l.LabelWidth+l.hintWidth(f)
	}
	return f.HintLink && pos.X < end && pos.X >= end-l.hintWidth(f)
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
			tip = say.L("Copy")
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

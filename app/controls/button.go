package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

// ButtonKind is how much a button asks to be pressed.
type ButtonKind uint8

// The kinds of buttons.
const (
	Plain   ButtonKind = iota // outlined
	Primary                   // filled: the one thing to do here
	Danger                    // outlined in red: something is lost
	Link                      // a word in the accent, without a frame
	Tinted                    // in the tint of its Role, as a state that one can press
)

// Button does what its word says. Icon and Dot stand before the word, More draws an
// arrow after it, for a button that opens a menu.
type Button struct {
	touch

	Text string
	Icon string // name in the set
	Kind ButtonKind
	Role look.Role // of a tinted one, and of a link that is not in the accent
	Dot  bool      // a tinted one begins with a dot
	More bool
}

var _ drawn = (*Button)(nil)

// NewButton makes a button. An empty icon draws none.
func NewButton(kind ButtonKind, text, icon string, onTap func()) *Button {
	b := &Button{Text: text, Icon: icon, Kind: kind}
	b.extend(b, func(fyne.KeyModifier) { onTap() })
	return b
}

// CreateRenderer is for the toolkit.
func (w *Button) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// SetText changes the word.
func (w *Button) SetText(text string) {
	if w.Text != text {
		w.Text = text
		w.Refresh()
	}
}

func (w *Button) least() fyne.Size {
	width := w.content()
	if w.Kind != Link {
		width += 20
	}
	return fyne.NewSize(width, look.ButtonHeight)
}

// content is how wide icon and word are.
func (w *Button) content() float32 {
	width := buttonFace().width(w.Text)
	if w.Icon != "" {
		width += look.IconButton
		if w.Text != "" {
			width += look.GapIcon
		}
	}
	if w.Dot {
		width += dotRoom
	}
	if w.More {
		width += look.GapTight + look.IconButton
	}
	return width
}

func buttonFace() face { return bold(look.SmallSize) }

func (w *Button) draw(b *brush, size fyne.Size) {
	y := (size.Height - look.ButtonHeight) / 2
	how, role := w.colours()
	b.rect(0, y, size.Width, look.ButtonHeight, how)
	if w.hovered && !w.off && w.Kind != Plain && w.Kind != Link {
		b.rect(0, y, size.Width, look.ButtonHeight, box{fill: look.MuteBg, radius: look.RadiusControl})
	}
	x := max((size.Width-w.content())/2, 0)
	if w.Dot {
		b.dot(x, y+(look.ButtonHeight-dotSize)/2, dotSize, role)
		x += dotRoom
	}
	if w.Icon != "" {
		b.icon(w.Icon, role, x, y+(look.ButtonHeight-look.IconButton)/2, look.IconButton)
		x += look.IconButton + look.GapIcon
	}
	width, _ := b.textIn(w.Text, buttonFace(), role, x, y, size.Width-x, look.ButtonHeight)
	if w.More {
		b.icon("chevron-down", role, x+width+look.GapTight, y+(look.ButtonHeight-look.IconButton)/2, look.IconButton)
	}
	if w.focused {
		b.rect(0, y, size.Width, look.ButtonHeight, box{line: look.Accent, width: 2, radius: look.RadiusControl})
	}
}

// colours returns the frame and the role of the word.
func (w *Button) colours() (box, look.Role) {
	how := box{fill: look.Raised, line: look.BorderStrong, radius: look.RadiusControl}
	role := look.Text
	switch {
	case w.off && w.Kind == Link:
		return box{}, look.Text3
	case w.off:
		how.line = look.Border
		return how, look.Text3
	case w.Kind == Primary:
		how.fill, how.line, role = look.AccentFill, look.None, look.OnAccent
	case w.Kind == Danger:
		how.fill, how.line, role = look.None, look.Bad, look.Bad
	case w.Kind == Tinted:
		how.fill, how.line, role = w.Role.Bg(), look.None, w.Role
	case w.Kind == Link:
		return box{}, or(w.Role, look.Accent)
	case w.pressed:
		how.fill = look.Press
	case w.hovered:
		how.fill = look.Hover
	}
	return how, role
}

// IconButton is a square button with an icon alone. On draws it chosen, for one that
// switches something.
type IconButton struct {
	touch

	Icon  string // name in the set
	Label string // what it does, for those who cannot see it
	On    bool
	Badge bool // a red dot: something waits behind it
}

var _ drawn = (*IconButton)(nil)

// NewIconButton makes a button of an icon. The label is its tip too.
func NewIconButton(icon, label string, onTap func()) *IconButton {
	b := &IconButton{Icon: icon, Label: label}
	b.Tip = label
	b.extend(b, func(fyne.KeyModifier) { onTap() })
	return b
}

// CreateRenderer is for the toolkit.
func (w *IconButton) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set changes the icon, and whether it is chosen.
func (w *IconButton) Set(icon string, on bool) {
	if w.Icon != icon || w.On != on {
		w.Icon, w.On = icon, on
		w.Refresh()
	}
}

func (w *IconButton) least() fyne.Size { return fyne.NewSquareSize(look.ButtonHeight) }

func (w *IconButton) draw(b *brush, size fyne.Size) {
	x, y := (size.Width-look.ButtonHeight)/2, (size.Height-look.ButtonHeight)/2
	how, role := box{radius: look.RadiusControl}, look.Text2
	switch {
	case w.off:
		role = look.Text3
	case w.On:
		how.fill, role = look.AccentBg, look.Accent
	case w.pressed:
		how.fill, role = look.Press, look.Text
	case w.hovered:
		how.fill, role = look.Hover, look.Text
	}
	if w.focused {
		how.line, how.width = look.Accent, 2
	}
	b.rect(x, y, look.ButtonHeight, look.ButtonHeight, how)
	const inset = (look.ButtonHeight - look.IconBar) / 2
	b.icon(w.Icon, role, x+inset, y+inset, look.IconBar)
	if w.Badge {
		b.dot(x+look.ButtonHeight-10, y+4, dotSize, look.Bad)
	}
}

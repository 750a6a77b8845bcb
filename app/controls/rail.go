package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

// RailButton is an entry of the rail at the left: an icon over a word, or the icon alone where
// the rail is narrow.
type RailButton struct {
	touch

	Icon, Text string
	On         bool
	Narrow     bool
}

var _ drawn = (*RailButton)(nil)

const (
	railInset  = 6
	railHeight = 54
)

// NewRailButton makes an entry.
func NewRailButton(icon, text string, onTap func()) *RailButton {
	w := &RailButton{Icon: icon, Text: text}
	w.extend(w, func(fyne.KeyModifier) { onTap() })
	return w
}

// CreateRenderer is for the toolkit.
func (w *RailButton) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set says whether the entry's page is shown, and whether there is room for its word.
func (w *RailButton) Set(on, narrow bool) {
	if w.On == on && w.Narrow == narrow {
		return
	}
	w.On, w.Narrow, w.Tip = on, narrow, ""
	if narrow {
		w.Tip = w.Text
	}
	w.Refresh()
}

func (w *RailButton) least() fyne.Size {
	if w.Narrow {
		return fyne.NewSize(look.RailWidthNarrow, 44)
	}
	return fyne.NewSize(look.RailWidth, railHeight+4)
}

func (w *RailButton) draw(b *brush, size fyne.Size) {
	how, role, f := box{radius: look.RadiusCard}, look.Text2, regular(look.CaptionSize)
	switch {
	case w.On:
		how.fill, role, f = look.AccentBg, look.Accent, bold(look.CaptionSize)
	case w.pressed:
		how.fill = look.Press
	case w.hovered:
		how.fill = look.Hover
	}
	if w.focused {
		how.line, how.width = look.Accent, 2
	}
	b.rect(railInset, 2, size.Width-2*railInset, size.Height-4, how)
	x := (size.Width - look.IconRail) / 2
	if w.Narrow {
		b.icon(w.Icon, role, x, (size.Height-look.IconRail)/2, look.IconRail)
		return
	}
	b.icon(w.Icon, role, x, 10, look.IconRail)
	word := look.Text2
	if w.On {
		word = look.Text
	}
	b.textCentre(b.known.fit(w.Text, f, size.Width-2*railInset-1), f, word, size.Width/2, 33, 16)
}

// Pill says in the top bar how things are: a dot, a word in the colour of the state, and what
// belongs to it. A click opens the rest.
type Pill struct {
	touch

	Word, More string
	Role       look.Role
}

var _ drawn = (*Pill)(nil)

// NewPill makes a pill.
func NewPill(onTap func()) *Pill {
	w := &Pill{Role: look.Mute}
	w.extend(w, func(fyne.KeyModifier) { onTap() })
	return w
}

// CreateRenderer is for the toolkit.
func (w *Pill) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set changes what the pill says.
func (w *Pill) Set(role look.Role, word, more string) {
	if w.Role != role || w.Word != word || w.More != more {
		w.Role, w.Word, w.More = role, word, more
		w.Refresh()
	}
}

func (w *Pill) least() fyne.Size {
	width := 2*look.GapEdge + dotRoom + bold(look.SmallSize).width(w.Word)
	if w.More != "" {
		width += look.GapIcon + regular(look.SmallSize).width(w.More)
	}
	return fyne.NewSize(width, look.ButtonHeight)
}

func (w *Pill) draw(b *brush, size fyne.Size) {
	const h = look.ButtonHeight
	y := (size.Height - h) / 2
	how := box{fill: w.Role.Bg(), radius: look.RadiusPill}
	if w.focused {
		how.line, how.width = look.Accent, 2
	}
	b.rect(0, y, size.Width, h, how)
	if w.hovered {
		b.rect(0, y, size.Width, h, box{fill: look.MuteBg, radius: look.RadiusPill})
	}
	x := look.GapEdge
	b.dot(x, y+(h-dotSize)/2, dotSize, w.Role)
	x += dotRoom
	x += b.text(w.Word, bold(look.SmallSize), w.Role, x, y, h)
	b.textIn(w.More, regular(look.SmallSize), look.Text2, x+look.GapIcon, y, size.Width-x-look.GapEdge, h)
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Badge is a word in the tint of its state, with an icon before it if it has one.
type Badge struct {
	widget.BaseWidget

	Text string
	Icon string // name in the set
	Role look.Role
}

var _ drawn = (*Badge)(nil)

// NewBadge makes a badge.
func NewBadge(text string, role look.Role) *Badge {
	b := &Badge{Text: text, Role: role}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is for the toolkit.
func (w *Badge) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set changes word and state.
func (w *Badge) Set(text string, role look.Role) {
	if w.Text == text && w.Role == role {
		return
	}
	w.Text, w.Role = text, role
	w.Refresh()
}

func (w *Badge) least() fyne.Size {
	width := badgeFace().width(w.Text) + 2*badgePad
	if w.Icon != "" {
		width += look.IconBadge + look.GapTight
	}
	return fyne.NewSize(width, look.BadgeHeight)
}

func (w *Badge) draw(b *brush, size fyne.Size) {
	y := (size.Height - look.BadgeHeight) / 2
	if w.Icon == "" {
		drawBadge(b, w.Text, w.Role, 0, y, size.Width)
		return
	}
	b.rect(0, y, size.Width, look.BadgeHeight, box{fill: w.Role.Bg(), radius: look.RadiusBadge})
	b.icon(w.Icon, w.Role, badgePad-1, y+(look.BadgeHeight-look.IconBadge)/2, look.IconBadge)
	x := badgePad + look.IconBadge + look.GapTight - 1
	b.textIn(w.Text, badgeFace(), w.Role, x, y, size.Width-x-badgePad+2, look.BadgeHeight)
}

func badgeFace() face { return bold(look.CaptionSize) }

// drawBadge draws a badge as wide as its word, at most a width, and returns how wide.
func drawBadge(b *brush, text string, role look.Role, x, y, most float32) float32 {
	f := badgeFace()
	shown := b.known.fit(text, f, most-2*badgePad)
	w := f.width(shown) + 2*badgePad
	b.rect(x, y, w, look.BadgeHeight, box{fill: role.Bg(), radius: look.RadiusBadge})
	b.text(shown, f, role, x+badgePad, y, look.BadgeHeight)
	return w
}

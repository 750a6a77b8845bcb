package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Card is a frame around other controls. The zero Line draws none.
type Card struct {
	widget.BaseWidget

	Fill, Line look.Role
	Radius     float32
	Pad        float32

	content fyne.CanvasObject
}

var _ holder = (*Card)(nil)

// NewCard makes an inset card with a thin frame.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{Fill: look.Base, Line: look.Border, Radius: look.RadiusCard, Pad: look.GapEdge, content: content}
	c.ExtendBaseWidget(c)
	return c
}

// NewStateCard makes a card in the tint of a state.
func NewStateCard(state look.Role, content fyne.CanvasObject) *Card {
	c := &Card{Fill: state.Bg(), Radius: look.RadiusCard, Pad: look.GapEdge, content: content}
	c.ExtendBaseWidget(c)
	return c
}

// NewPanel makes a plain background in the colour of a role, without frame or gap.
func NewPanel(fill look.Role, content fyne.CanvasObject) *Card {
	c := &Card{Fill: fill, content: content}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is for the toolkit.
func (c *Card) CreateRenderer() fyne.WidgetRenderer { return newRenderer(c) }

// SetState changes the tint.
func (c *Card) SetState(state look.Role) {
	if c.Fill != state.Bg() {
		c.Fill, c.Line = state.Bg(), look.None
		c.Refresh()
	}
}

func (c *Card) inner() []fyne.CanvasObject { return []fyne.CanvasObject{c.content} }

func (c *Card) place(size fyne.Size) {
	c.content.Move(fyne.NewSquareOffsetPos(c.Pad))
	c.content.Resize(fyne.NewSize(max(size.Width-2*c.Pad, 0), max(size.Height-2*c.Pad, 0)))
}

func (c *Card) least() fyne.Size {
	return c.content.MinSize().Add(fyne.NewSquareSize(2 * c.Pad))
}

func (c *Card) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, size.Height, box{fill: c.Fill, line: c.Line, radius: c.Radius})
}

// Rule is a line between panels, one unit thick, across or down.
type Rule struct {
	widget.BaseWidget

	down bool
}

var _ drawn = (*Rule)(nil)

// NewRule makes a line across, or down.
func NewRule(down bool) *Rule {
	r := &Rule{down: down}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the toolkit.
func (r *Rule) CreateRenderer() fyne.WidgetRenderer { return newRenderer(r) }

func (r *Rule) least() fyne.Size { return fyne.NewSquareSize(1) }

func (r *Rule) draw(b *brush, size fyne.Size) {
	if r.down {
		b.fill(0, 0, 1, size.Height, look.Border)
	} else {
		b.fill(0, 0, size.Width, 1, look.Border)
	}
}

package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/say"
)

// ChipState is what a chip does to the list that it stands over.
type ChipState uint8

// The states of a chip.
const (
	ChipOff ChipState = iota
	ChipOn
	ChipExcluded // what it stands for is left out
)

// Chip is a filter that one presses: a word, with a dot before it and a count after it. Which
// modifier was held says whether it sets, adds or excludes.
type Chip struct {
	touch

	Text  string
	Count string
	Dot   look.Role
	Icon  string // in place of the dot
	State ChipState
	// OnMenu asks for a menu; nil for a chip that has none.
	OnMenu func(at fyne.Position)
}

var (
	_ drawn                  = (*Chip)(nil)
	_ fyne.SecondaryTappable = (*Chip)(nil)
)

const chipPad = 8

// NewChip makes a chip.
func NewChip(text string, dot look.Role, onTap func(held fyne.KeyModifier)) *Chip {
	c := &Chip{Text: text, Dot: dot}
	c.extend(c, onTap)
	return c
}

// CreateRenderer is for the toolkit.
func (w *Chip) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set changes count and state.
func (w *Chip) Set(count string, state ChipState) {
	if w.Count != count || w.State != state {
		w.Count, w.State = count, state
		w.Refresh()
	}
}

// TappedSecondary asks for the menu.
func (w *Chip) TappedSecondary(ev *fyne.PointEvent) {
	if w.OnMenu != nil {
		w.OnMenu(ev.AbsolutePosition)
	}
}

func (w *Chip) face() face {
	if w.State == ChipOn {
		return bold(look.SmallSize)
	}
	return regular(look.SmallSize)
}

func (w *Chip) word() string {
	if w.State == ChipExcluded {
		return say.L("not %s", w.Text)
	}
	return w.Text
}

// least is that of the widest state, so that choosing a chip does not move its neighbours.
func (w *Chip) least() fyne.Size {
	width := 2*chipPad + max(bold(look.SmallSize).width(w.Text), w.face().width(w.word()))
	if w.Dot != look.None {
		width += dotRoom - 2
	}
	if w.Icon != "" {
		width += look.IconButton + look.GapTight
	}
	if w.Count != "" {
		width += look.GapIcon + regular(look.SmallSize).width(w.Count)
	}
	return fyne.NewSize(width, look.ChipHeight)
}

func (w *Chip) draw(b *brush, size fyne.Size) {
	const h = look.ChipHeight
	y := (size.Height - h) / 2
	how, role, line := box{line: look.BorderStrong, radius: look.RadiusChip}, look.Text, look.Text3
	if look.IsDark() {
		how.line = look.Border
	}
	switch {
	case w.State == ChipOn:
		how.fill, how.line, line = look.AccentBg, look.Accent, look.Text2
	case w.State == ChipExcluded:
		how.line, role = look.Bad, look.Bad
	case w.off:
		role = look.Text3
	case w.pressed:
		how.fill = look.Press
	case w.hovered:
		how.fill = look.Hover
	}
	if w.focused {
		how.line, how.width = look.Accent, 2
	}
	b.rect(0, y, size.Width, h, how)
	x := float32(chipPad)
	if w.Dot != look.None {
		b.dot(x, y+(h-dotSize)/2, dotSize, w.Dot)
		x += dotRoom - 2
	}
	if w.Icon != "" {
		b.icon(w.Icon, role, x, y+(h-look.IconButton)/2, look.IconButton)
		x += look.IconButton + look.GapTight
	}
	b.text(w.word(), w.face(), role, x, y, h)
	b.textRight(w.Count, regular(look.SmallSize), line, size.Width-chipPad, y, h)
}

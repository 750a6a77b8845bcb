package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

// Choice is a field that holds one of some values. A press asks for a menu of them; the arrow
// keys go to the next and the one before.
type Choice struct {
	touch

	OnChange func(value string)
	OnOpen   func(at fyne.Position) // at on the canvas, below the field

	value   string
	choices []string
}

var _ drawn = (*Choice)(nil)

// NewChoice makes a field without a value.
func NewChoice(onChange func(value string)) *Choice {
	c := &Choice{OnChange: onChange}
	c.extend(c, func(fyne.KeyModifier) { c.open() })
	return c
}

// CreateRenderer is for the toolkit.
func (w *Choice) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set shows a value and what else there is. It does not tell OnChange.
func (w *Choice) Set(value string, choices []string) {
	w.value, w.choices = value, choices
	w.Refresh()
}

// Value returns what is chosen.
func (w *Choice) Value() string { return w.value }

// Choices returns what there is to choose from.
func (w *Choice) Choices() []string { return w.choices }

// Choose takes another value, as a person does.
func (w *Choice) Choose(value string) {
	if w.value == value {
		return
	}
	w.value = value
	w.Refresh()
	if w.OnChange != nil {
		w.OnChange(value)
	}
}

func (w *Choice) open() {
	if w.OnOpen != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w)
		w.OnOpen(at.AddXY(0, w.Size().Height+2))
	}
}

// TypedKey goes up and down the values.
func (w *Choice) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		w.step(1)
	case fyne.KeyUp:
		w.step(-1)
	default:
		w.touch.TypedKey(ev)
	}
}

func (w *Choice) step(by int) {
	for i, choice := range w.choices {
		if next := i + by; choice == w.value && next >= 0 && next < len(w.choices) {
			w.Choose(w.choices[next])
			return
		}
	}
}

func (w *Choice) least() fyne.Size { return fyne.NewSize(120, look.FilterHeight) }

func (w *Choice) draw(b *brush, size fyne.Size) {
	how := box{fill: look.Raised, line: look.BorderStrong, width: 1, radius: look.RadiusControl}
	role := look.Text
	switch {
	case w.off:
		how.line, role = look.Border, look.Text3
	case w.focused:
		how.line, how.width = look.Accent, 2
	case w.hovered:
		how.fill = look.Hover
	}
	b.rect(0, 0, size.Width, size.Height, how)
	const pad = 10
	b.textIn(w.value, regular(look.BodySize), role, pad, 0, size.Width-2*pad-look.IconBar-look.GapIcon, size.Height)
	b.icon("chevron-down", look.Text2, size.Width-pad-look.IconBar, (size.Height-look.IconBar)/2, look.IconBar)
}

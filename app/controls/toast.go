package controls

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

const (
	toastTime   = 4 * time.Second
	toastMost   = 3
	toastHeight = 36
	toastEdge   = 40 // above the status bar
)

// Toasts is the layer on which the window says, for four seconds, what the person just did.
// It lies over the content and takes the pointer only where a toast is.
type Toasts struct {
	widget.BaseWidget

	after func(time.Duration, func()) (cancel func())
	shown []*toast
}

var _ holder = (*Toasts)(nil)

// NewToasts makes the layer. After runs a function on the UI goroutine once a time has
// passed, unless it is cancelled before.
func NewToasts(after func(time.Duration, func()) (cancel func())) *Toasts {
	t := &Toasts{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is for the toolkit.
func (t *Toasts) CreateRenderer() fyne.WidgetRenderer { return newRenderer(t) }

// Say shows a line. Action, if there is one, is a word that can be pressed: "Undo".
func (t *Toasts) Say(text, action string, do func()) {
	one := &toast{text: text}
	one.ExtendBaseWidget(one)
	if action != "" {
		one.button = NewButton(Link, action, "", func() {
			t.drop(one)
			do()
		})
	}
	if len(t.shown) == toastMost {
		t.drop(t.shown[0])
	}
	t.shown = append(t.shown, one)
	one.cancel = t.after(toastTime, func() { t.drop(one) })
	t.Refresh()
}

// Shown returns the lines that are seen, oldest first.
func (t *Toasts) Shown() []string {
	lines := make([]string, len(t.shown))
	for i, one := range t.shown {
		lines[i] = one.text
	}
	return lines
}

func (t *Toasts) drop(one *toast) {
	one.cancel()
	t.shown = slices.DeleteFunc(slices.Clone(t.shown), func(other *toast) bool { return other == one })
	t.Refresh()
}

func (t *Toasts) least() fyne.Size       { return fyne.Size{} }
func (t *Toasts) draw(*brush, fyne.Size) {}

func (t *Toasts) inner() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(t.shown))
	for i, one := range t.shown {
		all[i] = one
	}
	return all
}

// place stacks the toasts at the bottom right, the newest lowest.
func (t *Toasts) place(size fyne.Size) {
	y := size.Height - toastEdge
	for _, one := range slices.Backward(t.shown) {
		least := one.MinSize()
		width := min(least.Width, size.Width-2*look.GapPanel)
		y -= least.Height
		one.Move(fyne.NewPos(size.Width-width-look.GapPanel, y))
		one.Resize(fyne.NewSize(width, least.Height))
		y -= look.GapBar
	}
}

// toast is one line with an action.
type toast struct {
	widget.BaseWidget

	text   string
	button *Button
	cancel func()
}

var _ holder = (*toast)(nil)

// CreateRenderer is for the toolkit.
func (o *toast) CreateRenderer() fyne.WidgetRenderer { return newRenderer(o) }

func (o *toast) inner() []fyne.CanvasObject {
	if o.button == nil {
		return nil
	}
	return []fyne.CanvasObject{o.button}
}

func (o *toast) action() float32 {
	if o.button == nil {
		return 0
	}
	return o.button.MinSize().Width + look.GapEdge
}

func (o *toast) least() fyne.Size {
	return fyne.NewSize(regular(look.BodySize).width(o.text)+o.action()+2*look.GapEdge+2, toastHeight)
}

func (o *toast) place(size fyne.Size) {
	if o.button != nil {
		least := o.button.MinSize()
		o.button.Move(fyne.NewPos(size.Width-look.GapEdge-least.Width, (size.Height-least.Height)/2))
		o.button.Resize(least)
	}
}

func (o *toast) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, size.Height, box{
		fill: look.Raised, line: look.BorderStrong, radius: look.RadiusCard, shadow: true,
	})
	b.textIn(o.text, regular(look.BodySize), look.Text, look.GapEdge, 0, size.Width-2*look.GapEdge-o.action()+2, size.Height)
}

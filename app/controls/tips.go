package controls

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

const (
	tipDelay    = 600 * time.Millisecond
	tipMaxWidth = 420
	tipMaxLines = 12
	tipLine     = 17
	tipPad      = 8
	tipBelow    = 18 // under the tip of the pointer
)

// Tips is the layer that tips are drawn on. It is the last child of the window's content,
// a Stack, where it lets the pointer through; an overlay would take the pointer from what
// the tip is about, and flicker. The controls find it there by themselves.
type Tips struct {
	widget.BaseWidget

	after  func(time.Duration, func()) (cancel func())
	cancel func()
	lines  []string
	at     fyne.Position
}

var _ drawn = (*Tips)(nil)

// NewTips makes the layer. After runs a function on the UI goroutine once a time has
// passed, unless it is cancelled before.
func NewTips(after func(time.Duration, func()) (cancel func())) *Tips {
	t := &Tips{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is for the toolkit.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer { return newRenderer(t) }

// ShowSoon shows a text near a place on the canvas, when the pointer has rested there. An
// empty text hides what is shown.
func (t *Tips) ShowSoon(text string, at fyne.Position) {
	t.Clear()
	if text == "" {
		return
	}
	t.cancel = t.after(tipDelay, func() {
		t.lines, t.at = wrap(text, regular(look.SmallSize), tipMaxWidth, tipMaxLines), at
		t.Refresh()
	})
}

// Clear takes away what is shown or about to be. The layer itself stays.
func (t *Tips) Clear() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	if t.lines != nil {
		t.lines = nil
		t.Refresh()
	}
}

// Text returns what is shown, or nothing.
func (t *Tips) Text() string { return strings.Join(t.lines, "\n") }

func (t *Tips) least() fyne.Size { return fyne.Size{} }

func (t *Tips) draw(b *brush, size fyne.Size) {
	if len(t.lines) == 0 {
		return
	}
	f := regular(look.SmallSize)
	var w float32
	for _, line := range t.lines {
		w = max(w, f.width(line))
	}
	w += 2 * tipPad
	h := float32(len(t.lines))*tipLine + 8
	x := max(min(t.at.X, size.Width-w-4), 4)
	y := t.at.Y + tipBelow
	if y+h > size.Height-4 { // above the pointer, where there is no room below
		y = max(t.at.Y-h-4, 4)
	}
	b.rect(x, y, w, h, box{fill: look.Raised, line: look.BorderStrong, radius: look.RadiusField, shadow: true})
	for i, line := range t.lines {
		b.text(line, f, look.Text, x+tipPad, y+4+float32(i)*tipLine, tipLine)
	}
}

// tipsOf finds the layer of the window that an object is in. While something lies over the
// content, a menu or a dialog, there is none.
func tipsOf(o fyne.CanvasObject) *Tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || c.Overlays().Top() != nil {
		return nil
	}
	content, ok := c.Content().(*fyne.Container)
	if !ok || len(content.Objects) == 0 {
		return nil
	}
	tips, _ := content.Objects[len(content.Objects)-1].(*Tips)
	return tips
}

// showTip shows a text when the pointer rests on an object.
func showTip(o fyne.CanvasObject, text string, at fyne.Position) {
	if tips := tipsOf(o); tips != nil {
		tips.ShowSoon(text, at)
	}
}

// hideTip takes the tip away.
func hideTip(o fyne.CanvasObject) {
	if tips := tipsOf(o); tips != nil {
		tips.Clear()
	}
}

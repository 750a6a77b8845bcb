package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
)

// floating is a card that lies over the window until it is closed. What is
// below gets neither the pointer nor the keys.
type floating struct {
	canvas  fyne.Canvas
	overlay fyne.CanvasObject
	keys    func(*fyne.KeyEvent) // what the canvas did with them before
	runes   func(rune)
}

// float shows a card. Its keys are told while nothing in it has the focus.
func float(over fyne.Window, place floatPlace, content fyne.CanvasObject, onKey func(fyne.KeyName)) *floating {
	c := over.Canvas()
	card := controls.NewCard(content)
	card.Fill, card.Line, card.Pad = look.Surface, look.BorderStrong, place.pad
	shadow := canvas.NewRectangle(look.Color(look.Surface))
	shadow.CornerRadius = look.RadiusCard
	shadow.Shadow = canvas.Shadow{Color: look.Color(look.Shadow), BlurRadius: 8, Offset: fyne.NewPos(0, 2)}
	f := &floating{canvas: c, keys: c.OnTypedKey(), runes: c.OnTypedRune()}
	f.overlay = container.NewStack(
		controls.NewPanel(look.Shadow, canvas.NewRectangle(color.Transparent)),
		container.New(place, container.NewStack(shadow, card)),
	)
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { onKey(ev.Name) })
	c.SetOnTypedRune(func(rune) {})
	c.Overlays().Add(f.overlay)
	return f
}

// refit gives the card the room that it needs now, after what it holds changed. Texts
// are broken to their width first, and so high as that makes them then.
func (f *floating) refit(content fyne.CanvasObject) {
	for range 2 {
		layAgain(f.overlay)
		layAgain(content)
	}
}

// close takes the card away. Closing twice does nothing.
func (f *floating) close() {
	if f.overlay == nil {
		return
	}
	f.canvas.SetOnTypedKey(f.keys)
	f.canvas.SetOnTypedRune(f.runes)
	f.canvas.Overlays().Remove(f.overlay)
	f.overlay = nil
}

// floatPlace is the layout of a card over the window: how wide and high it is
// at most (no height: as high as it needs), how far from the top (none: in the
// middle), and how much room is left at the edge of what it holds.
type floatPlace struct{ width, height, top, pad float32 }

// floatEdge is how near a card comes to the edge of the window.
const floatEdge = 24

// MinSize is none: a card must not make the window grow.
func (p floatPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout gives the card its width first, as its height may follow from it.
func (p floatPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(p.width, size.Width-2*floatEdge)
		o.Resize(fyne.NewSize(width, o.Size().Height))
		height := p.height
		if height == 0 {
			height = o.MinSize().Height
		}
		y := p.top
		if y == 0 {
			y = max((size.Height-height)/2, floatEdge)
		}
		height = min(height, size.Height-y-floatEdge)
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos((size.Width-width)/2, y))
	}
}

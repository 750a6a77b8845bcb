package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// press lies over something that does not feel the pointer, and does.
type press struct {
	widget.BaseWidget

	do func()
}

var (
	_ fyne.Tappable      = (*press)(nil)
	_ desktop.Cursorable = (*press)(nil)
)

// pressable makes an object do something when it is pressed.
func pressable(object fyne.CanvasObject, do func()) *fyne.Container {
	p := &press{do: do}
	p.ExtendBaseWidget(p)
	return container.NewStack(object, p)
}

// CreateRenderer is for the toolkit.
func (p *press) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Tapped does it.
func (p *press) Tapped(*fyne.PointEvent) { p.do() }

// Cursor is a hand.
func (p *press) Cursor() desktop.Cursor { return desktop.PointerCursor }

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

	do   func()
	menu func(at fyne.Position)
}

var (
	_ fyne.SecondaryTappable = (*press)(nil)
	_ fyne.Tappable          = (*press)(nil)
	_ desktop.Cursorable     = (*press)(nil)
)

// pressable makes an object do something when it is pressed.
func pressable(object fyne.CanvasObject, do func()) *fyne.Container {
	p := &press{do: do}
	p.ExtendBaseWidget(p)
	return container.NewStack(object, p)
}

// withMenu gives an object a menu for the right button.
func withMenu(object fyne.CanvasObject, menu func(at fyne.Position)) *fyne.Container {
	p := &press{menu: menu}
	p.ExtendBaseWidget(p)
	return container.NewStack(object, p)
}

// CreateRenderer is for the toolkit.
func (p *press) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Tapped does it.
func (p *press) Tapped(*fyne.PointEvent) {
	if p.do != nil {
		p.do()
	}
}

// TappedSecondary opens the menu, where there is one.
func (p *press) TappedSecondary(ev *fyne.PointEvent) {
	if p.menu != nil {
		p.menu(ev.AbsolutePosition)
	}
}

// Cursor is a hand where a press does something.
func (p *press) Cursor() desktop.Cursor {
	if p.do == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

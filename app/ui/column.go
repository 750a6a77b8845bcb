package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringback/app/controls"
	"ringback/app/look"
)

// column is a page of objects below each other, which scrolls by wheel and keys
// where there is no room. Texts in it are broken to its width.
type column struct {
	widget.BaseWidget

	onEscape func()

	stack   *fyne.Container // the objects
	page    *fyne.Container // with an edge around them
	scroll  *container.Scroll
	focused bool
}

var _ fyne.Focusable = (*column)(nil)

func newColumn(gap float32, objects ...fyne.CanvasObject) *column {
	c := &column{stack: controls.Down(gap, objects...)}
	c.page = container.New(pageLayout{c}, controls.Pad(look.GapPanel, look.GapPanel, c.stack))
	c.scroll = container.NewVScroll(c.page)
	c.ExtendBaseWidget(c)
	return c
}

// refit lays the objects out anew, after some of them changed how high they are.
func (c *column) refit() {
	c.stack.Layout.Layout(c.stack.Objects, c.stack.Size())
	c.page.Layout.Layout(c.page.Objects, c.page.Size())
	c.scroll.Refresh()
}

func (c *column) toTop() { c.scroll.ScrollToTop() }

// pageLayout makes the page as high as its objects need at its width, which is
// known only once they have that width.
type pageLayout struct{ *column }

// MinSize is that of the objects.
func (l pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives the objects the width, and asks again how high they are.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := objects[0]
	inner.Resize(fyne.NewSize(size.Width, inner.Size().Height))
	need := fyne.NewSize(size.Width, max(inner.MinSize().Height, l.scroll.Size().Height))
	inner.Resize(need)
	if need != size {
		l.page.Resize(need)
	}
}

// TypedKey scrolls.
func (c *column) TypedKey(ev *fyne.KeyEvent) {
	const line = 40
	by := float32(0)
	switch whole := c.page.Size().Height; ev.Name {
	case fyne.KeyUp:
		by = -line
	case fyne.KeyDown:
		by = line
	case fyne.KeyPageUp:
		by = line - c.Size().Height
	case fyne.KeyPageDown, fyne.KeySpace:
		by = c.Size().Height - line
	case fyne.KeyHome:
		by = -whole
	case fyne.KeyEnd:
		by = whole
	case fyne.KeyEscape:
		if c.onEscape != nil {
			c.onEscape()
		}
		return
	}
	c.scroll.ScrollToOffset(c.scroll.Offset.AddXY(0, by))
}

// TypedRune does nothing: the page is there to be read.
func (c *column) TypedRune(rune) {}

// FocusGained draws the ring.
func (c *column) FocusGained() { c.setFocused(true) }

// FocusLost takes the ring away.
func (c *column) FocusLost() { c.setFocused(false) }

func (c *column) setFocused(focused bool) {
	c.focused = focused
	c.Refresh()
}

// CreateRenderer is for the toolkit.
func (c *column) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(color.Transparent)
	ring.StrokeWidth = 2
	r := &columnRenderer{c, ring}
	r.Refresh()
	return r
}

type columnRenderer struct {
	column *column
	ring   *canvas.Rectangle
}

func (r *columnRenderer) Destroy()           {}
func (r *columnRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

func (r *columnRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.column.scroll, r.ring}
}

func (r *columnRenderer) Layout(size fyne.Size) {
	r.column.scroll.Resize(size)
	r.ring.Resize(size)
}

func (r *columnRenderer) Refresh() {
	r.ring.StrokeColor = color.Transparent
	if r.column.focused {
		r.ring.StrokeColor = look.Color(look.Accent)
	}
	canvas.Refresh(r.column)
}

package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/controls"
	"ringback/app/look"
)

// column is a page of objects below each other, which scrolls by wheel, keys and
// thumb where there is no room. Texts in it are broken to its width.
type column struct {
	widget.BaseWidget

	onEscape func()

	stack    *fyne.Container // the objects
	page     *fyne.Container // with an edge around them
	offset   float32         // how much of the page is above the view
	focused  bool
	dragging bool
}

var (
	_ fyne.Focusable    = (*column)(nil)
	_ fyne.Scrollable   = (*column)(nil)
	_ fyne.Draggable    = (*column)(nil)
	_ desktop.Mouseable = (*column)(nil)
)

func newColumn(gap float32, objects ...fyne.CanvasObject) *column {
	c := &column{stack: controls.Down(gap, objects...)}
	c.page = container.New(pageLayout{c}, controls.Pad(look.GapPanel, look.GapPanel, c.stack))
	c.ExtendBaseWidget(c)
	return c
}

// refit lays the objects out anew, after some of them changed how large they are.
func (c *column) refit() {
	layAgain(c.stack)
	c.page.Layout.Layout(c.page.Objects, c.page.Size())
	c.scrollTo(c.offset)
}

// layAgain lays out what holds objects, and what is in it: a row keeps its size when
// a button in it gets a longer word, and would not do so by itself.
func layAgain(o fyne.CanvasObject) {
	c, ok := o.(*fyne.Container)
	if !ok || c.Layout == nil || !c.Visible() {
		return
	}
	c.Layout.Layout(c.Objects, c.Size())
	for _, inner := range c.Objects {
		layAgain(inner)
	}
}

func (c *column) toTop() { c.scrollTo(0) }

// scrollTo puts what is y units down the page at the top, as far as there is a page.
func (c *column) scrollTo(y float32) {
	c.offset = max(min(y, c.page.Size().Height-c.Size().Height), 0)
	c.page.Move(fyne.NewPos(0, -c.offset))
	c.Refresh()
}

// pageLayout makes the page as high as its objects need at its width, which is
// known only once they have that width.
type pageLayout struct{ *column }

// MinSize is that of the objects.
func (l pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives the objects the width, and asks again how high they are.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := objects[0]
	inner.Resize(fyne.NewSize(size.Width, inner.Size().Height))
	need := fyne.NewSize(size.Width, inner.MinSize().Height)
	inner.Resize(need)
	if need != size {
		l.page.Resize(need)
	}
}

// Scrolled moves the page by the wheel.
func (c *column) Scrolled(ev *fyne.ScrollEvent) { c.scrollTo(c.offset - ev.Scrolled.DY*2) }

// thumb returns where the scroll thumb is and how long; no length where all is in view.
func (c *column) thumb() (y, length float32) {
	view, whole := c.Size().Height, c.page.Size().Height
	if whole <= view {
		return 0, 0
	}
	length = min(max(view*view/whole, 32), view)
	return (view - length) * c.offset / (whole - view), length
}

// MouseDown takes the thumb.
func (c *column) MouseDown(ev *desktop.MouseEvent) {
	y, length := c.thumb()
	c.dragging = length > 0 && ev.Position.X > c.Size().Width-12 && ev.Position.Y >= y && ev.Position.Y < y+length
}

// MouseUp lets go.
func (c *column) MouseUp(*desktop.MouseEvent) { c.DragEnd() }

// Dragged moves the page with the thumb.
func (c *column) Dragged(ev *fyne.DragEvent) {
	view, whole := c.Size().Height, c.page.Size().Height
	if _, length := c.thumb(); c.dragging && view > length {
		c.scrollTo(c.offset + ev.Dragged.DY*(whole-view)/(view-length))
	}
}

// DragEnd lets go.
func (c *column) DragEnd() { c.dragging = false }

// TypedKey scrolls, and hands other keys on.
func (c *column) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case c.scrollBy(ev.Name):
	case ev.Name == fyne.KeyEscape && c.onEscape != nil:
		c.onEscape()
	default:
		controls.HandOnKey(c, ev)
	}
}

// scrollBy scrolls as a key says, and says whether it is one that does.
func (c *column) scrollBy(key fyne.KeyName) bool {
	const line = 40
	switch page := c.Size().Height - line; key {
	case fyne.KeyUp:
		c.scrollTo(c.offset - line)
	case fyne.KeyDown:
		c.scrollTo(c.offset + line)
	case fyne.KeyPageUp:
		c.scrollTo(c.offset - page)
	case fyne.KeyPageDown, fyne.KeySpace:
		c.scrollTo(c.offset + page)
	case fyne.KeyHome:
		c.scrollTo(0)
	case fyne.KeyEnd:
		c.scrollTo(c.page.Size().Height)
	default:
		return false
	}
	return true
}

// TypedRune hands every letter on: the page is there to be read.
func (c *column) TypedRune(r rune) { controls.HandOnRune(c, r) }

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
	r := &columnRenderer{c, canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth, r.thumb.CornerRadius = 2, columnThumb/2
	r.Refresh()
	return r
}

const columnThumb = 6 // how wide

type columnRenderer struct {
	column      *column
	thumb, ring *canvas.Rectangle
}

func (r *columnRenderer) Destroy()           {}
func (r *columnRenderer) IsClip()            {} // what is above or below the view is not drawn
func (r *columnRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

func (r *columnRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.column.page, r.thumb, r.ring}
}

func (r *columnRenderer) Layout(size fyne.Size) {
	page := r.column.page
	page.Resize(fyne.NewSize(size.Width, page.Size().Height))
	page.Layout.Layout(page.Objects, page.Size())
	r.ring.Resize(size)
	r.column.scrollTo(r.column.offset)
}

func (r *columnRenderer) Refresh() {
	y, length := r.column.thumb()
	r.thumb.Move(fyne.NewPos(r.column.Size().Width-columnThumb-2, y+1))
	r.thumb.Resize(fyne.NewSize(columnThumb, max(length-2, 0)))
	r.thumb.FillColor, r.ring.StrokeColor = color.Transparent, color.Transparent
	if length > 0 {
		r.thumb.FillColor = look.Color(look.BorderStrong)
	}
	if r.column.focused {
		r.ring.StrokeColor = look.Color(look.Accent)
	}
	canvas.Refresh(r.column)
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Across puts objects beside each other with a gap, all as high as the highest.
func Across(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Down puts objects below each other with a gap, all as wide as the widest. An object whose
// height follows from its width, as a paragraph's does, gets its width first.
func Down(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(down(gap), objects...)
}

// down is the gap.
type down float32

// MinSize is that of all that is seen.
func (d down) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if size.Height > 0 {
			size.Height += float32(d)
		}
		if !expands(o) {
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	return size
}

// Layout gives each its least height, and spacers what is left.
func (d down) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spacers := 0
	for _, o := range objects {
		if o.Visible() && expands(o) {
			spacers++
		} else if o.Visible() {
			o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		}
	}
	left := max(size.Height-d.MinSize(objects).Height, 0)
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		if expands(o) {
			height = left / float32(spacers)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + float32(d)
	}
}

func expands(o fyne.CanvasObject) bool {
	spacer, ok := o.(layout.SpacerObject)
	return ok && spacer.ExpandVertical()
}

// Pad leaves room at the left and right of an object, and above and below it.
func Pad(x, y float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(y, y, x, x), object)
}

// Frame puts objects at the four sides of a centre, without gaps. Any may be nil. The
// Tab key goes from what is at the left to the centre, and what is above and below lies
// over the centre.
func Frame(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	f := &frame{top, bottom, left, right, centre}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{left, centre, right, top, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(f, objects...)
}

type frame struct{ top, bottom, left, right, centre fyne.CanvasObject }

// seen returns the least size of an object that takes room.
func seen(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// MinSize is that of all parts.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, centre := seen(f.top), seen(f.bottom), seen(f.left), seen(f.right), seen(f.centre)
	return fyne.NewSize(
		max(top.Width, bottom.Width, left.Width+centre.Width+right.Width),
		top.Height+bottom.Height+max(left.Height, centre.Height, right.Height),
	)
}

// Layout gives the sides their least, and the centre the rest.
func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom, left, right := seen(f.top), seen(f.bottom), seen(f.left), seen(f.right)
	middle := max(size.Height-top.Height-bottom.Height, 0)
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
		}
	}
	put(f.top, 0, 0, size.Width, top.Height)
	put(f.bottom, 0, size.Height-bottom.Height, size.Width, bottom.Height)
	put(f.left, 0, top.Height, left.Width, middle)
	put(f.right, size.Width-right.Width, top.Height, right.Width, middle)
	put(f.centre, left.Width, top.Height, size.Width-left.Width-right.Width, middle)
}

// Fixed gives an object a width or a height of its own; 0 leaves that to the object.
func Fixed(width, height float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(fixed{width, height}, object)
}

type fixed struct{ width, height float32 }

// MinSize is the fixed one.
func (f fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if f.width > 0 {
		size.Width = f.width
	}
	if f.height > 0 {
		size.Height = f.height
	}
	return size
}

// Layout fills the room.
func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

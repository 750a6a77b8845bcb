package controls

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Overflow puts chips or badges beside each other as long as they have room. The others hide
// behind "+3", so that none is ever cut.
type Overflow struct {
	widget.BaseWidget

	OnMore func(hidden []fyne.CanvasObject, at fyne.Position)

	objects []fyne.CanvasObject
	more    *Chip
	gap     float32
	hidden  int
}

var _ holder = (*Overflow)(nil)

// NewOverflow makes a row with a gap between its objects.
func NewOverflow(gap float32, objects ...fyne.CanvasObject) *Overflow {
	o := &Overflow{gap: gap}
	o.more = NewChip("", look.None, func(fyne.KeyModifier) {
		if o.OnMore != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o.more)
			o.OnMore(o.objects[len(o.objects)-o.hidden:], at.AddXY(0, o.more.Size().Height+2))
		}
	})
	o.ExtendBaseWidget(o)
	o.SetObjects(objects...)
	return o
}

// CreateRenderer is for the toolkit.
func (o *Overflow) CreateRenderer() fyne.WidgetRenderer { return newRenderer(o) }

// SetObjects shows other objects.
func (o *Overflow) SetObjects(objects ...fyne.CanvasObject) {
	o.objects = objects
	o.Refresh()
}

// Hidden returns how many objects have no room.
func (o *Overflow) Hidden() int { return o.hidden }

func (o *Overflow) least() fyne.Size {
	var height float32
	for _, object := range o.objects {
		height = max(height, object.MinSize().Height)
	}
	return fyne.NewSize(60, height)
}

// inner leaves out what has no room: hiding the objects themselves is the owner's business.
func (o *Overflow) inner() []fyne.CanvasObject {
	shown := append([]fyne.CanvasObject{}, o.objects[:len(o.objects)-o.hidden]...)
	if o.hidden > 0 {
		shown = append(shown, o.more)
	}
	return shown
}

func (o *Overflow) draw(*brush, fyne.Size) {}

func (o *Overflow) place(size fyne.Size) {
	o.hidden = o.left(size.Width)
	if o.hidden > 0 {
		o.more.Text = "+" + strconv.Itoa(o.hidden)
	}
	var x float32
	for _, object := range o.inner() {
		least := object.MinSize()
		object.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		object.Resize(least)
		x += least.Width + o.gap
	}
	if o.hidden > 0 {
		o.more.Refresh()
	}
}

// left returns how many of the last objects have no room in a width.
func (o *Overflow) left(width float32) int {
	const more = 40 // room for "+12"
	var x float32
	fits, fitsBeside := 0, 0
	for _, object := range o.objects {
		x += object.MinSize().Width
		if x <= width {
			fits++
		}
		if x+o.gap+more <= width {
			fitsBeside++
		}
		x += o.gap
	}
	if fits == len(o.objects) {
		return 0
	}
	return len(o.objects) - fitsBeside
}

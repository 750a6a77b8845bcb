package controls

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Overflow puts chips or badges beside each other as long as they have room. The others hide
// behind "+3", which tells on hover what they are, so that none is ever cut.
type Overflow struct {
	widget.BaseWidget

	OnMore func(hidden []fyne.CanvasObject, at fyne.Position)
	// Keep tells which objects are never behind the plus; nil: the first have room first.
	Keep func(fyne.CanvasObject) bool

	objects []fyne.CanvasObject
	more    *Chip
	gap     float32
	shown   []fyne.CanvasObject
	hidden  []fyne.CanvasObject
}

var _ holder = (*Overflow)(nil)

// NewOverflow makes a row with a gap between its objects.
func NewOverflow(gap float32, objects ...fyne.CanvasObject) *Overflow {
	o := &Overflow{gap: gap}
	o.more = NewChip("", look.None, func(fyne.KeyModifier) {
		if o.OnMore != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o.more)
			o.OnMore(o.hidden, at.AddXY(0, o.more.Size().Height+2))
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
func (o *Overflow) Hidden() int { return len(o.hidden) }

func (o *Overflow) least() fyne.Size {
	var height float32
	for _, object := range o.objects {
		height = max(height, object.MinSize().Height)
	}
	return fyne.NewSize(60, height)
}

// inner leaves out what has no room: hiding the objects themselves is the owner's business.
func (o *Overflow) inner() []fyne.CanvasObject {
	if len(o.hidden) == 0 {
		return o.objects
	}
	return append(slices.Clone(o.shown), o.more)
}

func (o *Overflow) draw(*brush, fyne.Size) {}

func (o *Overflow) place(size fyne.Size) {
	o.sort(size.Width)
	if len(o.hidden) > 0 {
		o.more.Text = "+" + strconv.Itoa(len(o.hidden))
		o.more.Tip = namesOf(o.hidden)
	}
	var x float32
	for _, object := range o.inner() {
		least := object.MinSize()
		object.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		object.Resize(least)
		x += least.Width + o.gap
	}
	if len(o.hidden) > 0 {
		o.more.Refresh()
	}
}

// sort tells what has room in a width, in its order, from what has none.
func (o *Overflow) sort(width float32) {
	const more = 40 // room for "+12"
	o.shown, o.hidden = nil, nil
	all, kept := -o.gap, float32(0)
	for _, object := range o.objects {
		wide := object.MinSize().Width + o.gap
		all += wide
		if o.keeps(object) {
			kept += wide
		}
	}
	if all <= width {
		o.shown = o.objects
		return
	}
	left, full := width-more-kept, false
	for _, object := range o.objects {
		if !o.keeps(object) {
			left -= object.MinSize().Width + o.gap
			if full = full || left < 0; full {
				o.hidden = append(o.hidden, object)
				continue
			}
		}
		o.shown = append(o.shown, object)
	}
}

func (o *Overflow) keeps(object fyne.CanvasObject) bool { return o.Keep != nil && o.Keep(object) }

// namesOf returns what objects say of themselves: "Bad signature 2, Starred 7".
func namesOf(objects []fyne.CanvasObject) string {
	var names []string
	for _, object := range objects {
		if c, ok := object.(*fyne.Container); ok && len(c.Objects) > 0 {
			object = c.Objects[0] // a badge that is pressed
		}
		if speaks, ok := object.(fyne.Accessible); ok {
			names = append(names, speaks.AccessibilityLabel())
		}
	}
	return strings.Join(names, ", ")
}

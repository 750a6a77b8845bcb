package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// FormField puts a label above a control and a hint below it. An error takes the place of the
// hint, so that nothing moves.
type FormField struct {
	widget.BaseWidget

	label, hint, problem string
	control              fyne.CanvasObject
}

const (
	formLabel = 20
	formHint  = 18
)

var _ holder = (*FormField)(nil)

// NewFormField makes the field. The room for a hint is kept even if there is none yet.
func NewFormField(label, hint string, control fyne.CanvasObject) *FormField {
	f := &FormField{label: label, hint: hint, control: control}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for the toolkit.
func (f *FormField) CreateRenderer() fyne.WidgetRenderer { return newRenderer(f) }

// SetHint changes what stands below.
func (f *FormField) SetHint(hint string) {
	if f.hint != hint {
		f.hint = hint
		f.Refresh()
	}
}

// Hint returns what stands below.
func (f *FormField) Hint() string { return f.hint }

// SetProblem says in one sentence what is wrong, or nothing.
func (f *FormField) SetProblem(problem string) {
	if f.problem != problem {
		f.problem = problem
		f.Refresh()
	}
}

// Problem returns what is wrong, or nothing.
func (f *FormField) Problem() string { return f.problem }

func (f *FormField) inner() []fyne.CanvasObject { return []fyne.CanvasObject{f.control} }

func (f *FormField) height() float32 { return max(f.control.MinSize().Height, look.FilterHeight) }

func (f *FormField) least() fyne.Size {
	return fyne.NewSize(max(f.control.MinSize().Width, 120), formLabel+f.height()+formHint)
}

func (f *FormField) place(size fyne.Size) {
	f.control.Move(fyne.NewPos(0, formLabel))
	f.control.Resize(fyne.NewSize(size.Width, max(size.Height-formLabel-formHint, 0)))
}

func (f *FormField) draw(b *brush, size fyne.Size) {
	b.textIn(f.label, bold(look.SmallSize), look.Text2, 0, 0, size.Width, formLabel-2)
	below, role := f.hint, look.Text3
	if f.problem != "" {
		below, role = f.problem, look.Bad
	}
	b.textIn(below, regular(look.CaptionSize), role, 0, size.Height-formHint+1, size.Width, formHint)
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// formWidth is how wide a form is at most.
const formWidth = 560

// formView shows a form: a row for each list of fields, those of a row beside
// each other.
type formView struct {
	content *fyne.Container
	// onLeave is told when the person is done with a field, onChange with each
	// change. Both may be nil.
	onLeave, onChange func()

	form   *viewmodel.Form
	fields []*formControl
}

// formControl is one field of the form that is shown.
type formControl struct {
	id    string
	field *controls.FormField
	entry *controls.TextField // nil for what is not typed
	set   func(f viewmodel.FormField)
}

// newFormView makes the controls for the fields of form with the ids in rows.
func newFormView(form *viewmodel.Form, rows ...[]string) *formView {
	v := &formView{form: form}
	stack := controls.Down(look.GapEdge)
	for _, ids := range rows {
		row := container.New(beside{look.GapEdge})
		for _, id := range ids {
			row.Add(v.add(fieldOf(form, id)))
		}
		stack.Add(row)
	}
	v.content = stack
	v.refresh()
	return v
}

func fieldOf(form *viewmodel.Form, id string) viewmodel.FormField {
	for _, f := range form.Fields {
		if f.ID == id {
			return f
		}
	}
	panic("no field " + id)
}

// show puts another form with the same fields in place of the one there is.
func (v *formView) show(form *viewmodel.Form) {
	v.form = form
	v.refresh()
}

// refresh shows what stands in the form and what is wrong with it.
func (v *formView) refresh() {
	for _, c := range v.fields {
		f := fieldOf(v.form, c.id)
		c.set(f)
		c.field.SetHint(f.Hint)
		c.field.SetProblem(f.Error)
	}
}

// goTo brings the keys to a field that one types in.
func (v *formView) goTo(canvas fyne.Canvas, id string) {
	for _, c := range v.fields {
		if c.id == id && c.entry != nil {
			canvas.Focus(c.entry)
		}
	}
}

func (v *formView) add(f viewmodel.FormField) fyne.CanvasObject {
	var control fyne.CanvasObject
	c := &formControl{id: f.ID}
	switch f.Control {
	case viewmodel.SwitchControl:
		control, c.set = v.switchOf(f)
	case viewmodel.ChoiceControl:
		control, c.set = v.choiceOf(f)
	default:
		control, c.entry, c.set = v.entryOf(f)
	}
	c.field = controls.NewFormField(f.Label, f.Hint, control)
	v.fields = append(v.fields, c)
	return c.field
}

// changed takes a value from a control.
func (v *formView) changed(id, value string) {
	if v.form.Value(id) == value {
		return
	}
	v.form.Set(id, value)
	for _, c := range v.fields {
		c.field.SetProblem(fieldOf(v.form, c.id).Error)
	}
	if v.onChange != nil {
		v.onChange()
	}
}

func (v *formView) left() {
	if v.onLeave != nil {
		v.onLeave()
	}
}

// linesShown is how high a field of several lines is.
const linesShown = 3

// dots stand in place of a secret that is set. They are as many for every one.
const dots = "••••••••••••"

// setGhost shows a text in a field as long as nothing is typed there.
func (v *formView) setGhost(id, text string) {
	for _, c := range v.fields {
		if c.id == id {
			c.entry.SetPlaceHolder(text)
		}
	}
}

func (v *formView) entryOf(f viewmodel.FormField) (fyne.CanvasObject, *controls.TextField, func(viewmodel.FormField)) {
	entry := controls.NewTextField("")
	entry.TextStyle.Monospace = f.Control != viewmodel.SecretControl
	switch f.Control {
	case viewmodel.SecretControl:
		entry.Password = true
	case viewmodel.LinesControl:
		entry.MultiLine, entry.Wrapping = true, fyne.TextWrapBreak
		entry.SetMinRowsVisible(linesShown)
	}
	entry.OnChanged = func(text string) { v.changed(f.ID, text) }
	entry.OnFocus = func(focused bool) {
		if !focused {
			v.left()
		}
	}
	entry.OnKey = func(key fyne.KeyName) bool {
		enter := key == fyne.KeyReturn || key == fyne.KeyEnter
		if enter && !entry.MultiLine {
			v.left()
			return true
		}
		return false
	}
	fixed := controls.NewLabel("", look.Text2)
	fixed.Mono, fixed.Least = true, 40
	set := func(f viewmodel.FormField) {
		if entry.Text != f.Value {
			entry.SetText(f.Value)
		}
		fixed.SetText(f.Value)
		shown, hidden := fyne.CanvasObject(entry), fyne.CanvasObject(fixed)
		if f.Fixed {
			shown, hidden = hidden, shown
		}
		shown.Show()
		hidden.Hide()
	}
	if f.Control != viewmodel.NumberControl {
		return container.NewStack(entry, fixed), entry, set
	}
	return controls.Across(look.GapBar, controls.Fixed(numberWidth, 0, entry), controls.NewLabel(f.Unit, look.Text3)), entry, set
}

// numberWidth is how wide the field of a number is.
const numberWidth = 140

func (v *formView) switchOf(f viewmodel.FormField) (fyne.CanvasObject, func(viewmodel.FormField)) {
	words := map[bool]string{false: say.L("Off"), true: say.L("On")}
	s := controls.NewSegmented([]string{words[false], words[true]}, func(word string) {
		value := ""
		if word == words[true] {
			value = "true"
		}
		v.changed(f.ID, value)
		v.left()
	})
	return s, func(f viewmodel.FormField) { s.Choose(words[f.Value != ""]) }
}

func (v *formView) choiceOf(f viewmodel.FormField) (fyne.CanvasObject, func(viewmodel.FormField)) {
	c := controls.NewChoice(func(chosen string) {
		v.changed(f.ID, chosen)
		v.left()
	})
	c.OnOpen = func(at fyne.Position) {
		var items []*fyne.MenuItem
		for _, choice := range c.Choices() {
			item := fyne.NewMenuItem(choice, func() { c.Choose(choice) })
			item.Checked = choice == c.Value()
			items = append(items, item)
		}
		popUp(c, at, items...)
	}
	return c, func(f viewmodel.FormField) { c.Set(f.Value, f.Choices) }
}

// beside is a layout of objects of the same width beside each other, with a gap.
type beside struct{ gap float32 }

// MinSize is that of the widest for each, and of the highest.
func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(n*least.Width+(n-1)*b.gap, least.Height)
}

// Layout gives each the same part of the width.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*b.gap) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+b.gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// atMost is a layout that lets an object be this wide at most.
type atMost float32

// MinSize is the object's.
func (a atMost) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout keeps the object at the left.
func (a atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(min(size.Width, float32(a)), size.Height))
}

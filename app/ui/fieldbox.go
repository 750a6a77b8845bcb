package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// fieldBox is a list of fields whose values can be copied.
type fieldBox struct {
	list *controls.FieldList

	fields []viewmodel.Field
}

func newFieldBox(p *detailPane) *fieldBox {
	b := &fieldBox{list: controls.NewFieldList()}
	value := func(row int) {
		if f := b.fields[row]; f.Copy != "" {
			p.deps.copy(f.Copy, f.Label)
		}
	}
	b.list.OnCopy = value
	b.list.OnMenu = func(row int, at fyne.Position) {
		f := b.fields[row]
		items := []*fyne.MenuItem{
			fyne.NewMenuItem(say.L("Copy value"), func() { value(row) }),
			fyne.NewMenuItem(say.L("Copy name and value"), func() { p.deps.copy(f.Label+": "+f.Copy, f.Label) }),
			fyne.NewMenuItem(say.L("Copy all"), func() { p.deps.copy(fieldText(b.fields), say.L("all fields")) }),
		}
		items[0].Disabled, items[1].Disabled = f.Copy == "", f.Copy == ""
		popUp(b.list, at, append(items, termItems(f.Term, p.deps.on.filter)...)...)
	}
	return b
}

func (b *fieldBox) set(fields []viewmodel.Field) {
	b.fields = fields
	b.list.SetFields(fieldRows(fields))
}

// fieldText returns fields as lines, with what is known about them.
func fieldText(fields []viewmodel.Field) string {
	var text strings.Builder
	for _, f := range fields {
		value := f.Copy
		if value == "" {
			value = f.Value
		}
		text.WriteString(f.Label + ": " + value)
		if f.Hint != "" {
			text.WriteString(" (" + f.Hint + ")")
		}
		text.WriteByte('\n')
	}
	return text.String()
}

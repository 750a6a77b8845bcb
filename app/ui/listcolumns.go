package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

func gridColumns(columns []viewmodel.Column) []controls.Column {
	out := make([]controls.Column, len(columns))
	for i, c := range columns {
		out[i] = controls.Column{
			ID: c.ID, Title: c.Title, Width: c.Width, Min: c.Min, Align: gridAlign(c.Align),
			FoldOrder: c.FoldOrder, Flexible: c.Flexible, Hidden: c.Hidden, Sorts: c.Sorts,
		}
		if c.Sorts {
			out[i].Tip = say.L("In the order of arrival: a click turns it around")
		}
	}
	return out
}

func gridAlign(a viewmodel.Align) controls.Align {
	switch a {
	case viewmodel.Right:
		return controls.Right
	case viewmodel.Centre:
		return controls.Centre
	}
	return controls.Left
}

func gridCell(c viewmodel.Cell) controls.Cell {
	return controls.Cell{
		Text: c.Text, Role: roleOf(c.Tone), Mono: c.Mono, Sign: c.Sign, SignRole: roleOf(c.SignTone),
		Badge: markRole(c.Badge), Dot: markRole(c.Dot), End: c.End, EndRole: roleOf(c.EndTone), Tip: c.Tip,
	}
}

// markRole is the colour of a badge or dot; Plain draws none.
func markRole(t viewmodel.Tone) look.Role {
	if t == viewmodel.Plain {
		return look.None
	}
	return roleOf(t)
}

// resized keeps the widths that were changed by hand.
func (p *listPane) resized() {
	for i := range p.columns {
		p.columns[i].Width = p.grid.Columns[i].Width
	}
	p.deps.on.columns(viewmodel.ChoiceOf(p.columns))
}

// columnItems are the menu that shows and hides columns.
func (p *listPane) columnItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for i, c := range p.columns {
		if c.Flexible {
			continue // a list without it would have nothing to say
		}
		item := fyne.NewMenuItem(c.Title, func() { p.hide(i, !p.columns[i].Hidden) })
		item.Checked = !c.Hidden
		items = append(items, item)
	}
	return append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(say.L("Reset columns"), p.resetColumns))
}

func (p *listPane) hide(column int, hidden bool) {
	p.columns[column].Hidden = hidden
	p.showColumns()
}

func (p *listPane) resetColumns() {
	p.columns = viewmodel.Columns()
	p.showColumns()
}

func (p *listPane) showColumns() {
	p.grid.Columns = gridColumns(p.columns)
	p.grid.Refresh()
	p.deps.on.columns(viewmodel.ChoiceOf(p.columns))
}

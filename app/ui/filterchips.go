package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// chipRow are filters that one presses: a stretch of time, those that are ready-made, and
// saved views.
type chipRow struct {
	row   *controls.Overflow
	chips []*controls.Chip // the ready-made ones, by their number
	span  *controls.Chip   // the chosen stretch of time; a click takes it off
	views []*controls.Chip // as many as there were ever; the first are those of saved

	counts  []uint64
	saved   []inspector.View
	newView func() *controls.Chip
}

func newChipRow(b *filterBar, d barDeps) chipRow {
	r := chipRow{row: controls.NewOverflow(look.GapIcon)}
	for _, c := range viewmodel.Chips(b.filter, nil) {
		chip := controls.NewChip(c.Label, markRole(c.Dot), func(held fyne.KeyModifier) {
			if !b.pressed(viewmodel.QuickTerm(c.Quick), held) {
				b.choose(c.Quick)
			}
		})
		r.chips = append(r.chips, chip)
	}
	r.span = controls.NewChip("", look.None, func(fyne.KeyModifier) { b.wholeTime() })
	r.span.Icon, r.span.State, r.span.Tip = "clock", controls.ChipOn, say.L("Show all times again")
	r.row.Keep = func(o fyne.CanvasObject) bool {
		chip, ok := o.(*controls.Chip)
		return ok && chip.State != controls.ChipOff // a filter is never out of sight
	}
	r.row.OnMore = func(hidden []fyne.CanvasObject, at fyne.Position) { d.menu(b.hiddenItems(hidden), at) }
	r.newView = func() *controls.Chip {
		var chip *controls.Chip
		view := func() inspector.View { return b.saved[slices.Index(b.views, chip)] }
		chip = controls.NewChip("", look.None, func(held fyne.KeyModifier) {
			if v := view(); !b.pressed(v.Filter, held) {
				b.chooseView(v)
			}
		})
		chip.Icon = "bookmark"
		chip.OnMenu = func(at fyne.Position) { d.menu(d.viewMenu(view()), at) }
		return chip
	}
	return r
}

// pressed adds the filter of a chip to what is typed where Ctrl is held, and leaves it out
// where Alt is.
func (b *filterBar) pressed(term string, held fyne.KeyModifier) bool {
	exclude := held&fyne.KeyModifierAlt != 0
	if term == "" || !exclude && held&fyne.KeyModifierShortcutDefault == 0 {
		return false
	}
	b.ask(term, exclude)
	return true
}

// chooseView types the filter of a saved view, or takes it off again.
func (b *filterBar) chooseView(v inspector.View) {
	if b.filter.Text == v.Filter {
		b.entry.set("")
		return
	}
	b.entry.set(v.Filter)
}

// viewNow returns the saved view that the list shows, and whether there is one.
func (b *filterBar) viewNow() (inspector.View, bool) {
	for _, v := range b.saved {
		if b.filter.Text != "" && v.Filter == b.filter.Text {
			return v, true
		}
	}
	return inspector.View{}, false
}

// show draws the chips as the filter is.
func (b *filterBar) show() {
	var row []fyne.CanvasObject
	if span := (viewmodel.Filter{Span: b.filter.Span}).Words(b.zone); span != "" {
		b.span.Text = span + "  ×"
		row = append(row, b.span)
	}
	for i, c := range viewmodel.Chips(b.filter, b.counts) {
		b.chips[i].Set(c.Count, chipState(c.Chosen, viewmodel.Excludes(b.filter.Text, viewmodel.QuickTerm(c.Quick))))
		row = append(row, b.chips[i])
	}
	for i, v := range b.saved {
		if i == len(b.views) {
			b.views = append(b.views, b.newView())
		}
		chip := b.views[i]
		if name := viewmodel.OneLine(v.Name, 40); chip.Text != name || chip.Tip != v.Filter {
			chip.Text, chip.Tip = name, v.Filter
			chip.Refresh()
		}
		chip.Set("", chipState(v.Filter == b.filter.Text, viewmodel.Excludes(b.filter.Text, v.Filter)))
		row = append(row, chip)
	}
	b.row.SetObjects(row...)
}

func chipState(chosen, excluded bool) controls.ChipState {
	switch {
	case chosen:
		return controls.ChipOn
	case excluded:
		return controls.ChipExcluded
	}
	return controls.ChipOff
}

// hiddenItems is a menu of the chips that have no room.
func (b *filterBar) hiddenItems(hidden []fyne.CanvasObject) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range viewmodel.Chips(b.filter, b.counts) {
		if !slices.Contains(hidden, fyne.CanvasObject(b.chips[c.Quick])) {
			continue
		}
		item := fyne.NewMenuItem(c.Label+"  "+c.Count, func() { b.choose(c.Quick) })
		item.Checked = c.Chosen
		items = append(items, item)
	}
	for i, v := range b.saved {
		if i < len(b.views) && slices.Contains(hidden, fyne.CanvasObject(b.views[i])) {
			item := fyne.NewMenuItem(viewmodel.OneLine(v.Name, 40), func() { b.chooseView(v) })
			item.Checked = v.Filter == b.filter.Text
			items = append(items, item)
		}
	}
	return items
}

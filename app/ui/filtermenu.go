package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// filterItems are the lines of a menu that filter for what the row of the cursor shows: first
// by the column that was pointed at, where that can be asked for.
func (s *shell) filterItems(column int) []*fyne.MenuItem {
	list := s.panes.list.list
	position, found := list.Position(list.Cursor())
	if !found {
		return nil
	}
	row, _ := list.Row(position, s.now())
	if len(row.Terms) == 0 {
		return nil
	}
	var items, only, out []*fyne.MenuItem
	if column >= 0 && row.Terms[column] != "" {
		items = termItems(row.Terms[column], s.panes.filters.ask)
	}
	var seen []string
	for _, term := range row.Terms {
		if term != "" && !slices.Contains(seen, term) {
			seen = append(seen, term)
			both := termItems(term, s.panes.filters.ask)
			only, out = append(only, both[0]), append(out, both[1])
		}
	}
	more := fyne.NewMenuItem(say.L("Filter"), nil)
	more.Icon = look.Icon("filter", look.Text2)
	more.ChildMenu = fyne.NewMenu("", append(append(only, fyne.NewMenuItemSeparator()), out...)...)
	return append(items, more)
}

// termItems are the two lines of a menu that a term stands for; none for no term.
func termItems(term string, ask func(term string, exclude bool)) []*fyne.MenuItem {
	if term == "" {
		return nil
	}
	words := viewmodel.OneLine(term, 40)
	return []*fyne.MenuItem{
		fyne.NewMenuItem(say.L("Filter for %s", words), func() { ask(term, false) }),
		fyne.NewMenuItem(say.L("Leave out %s", words), func() { ask(term, true) }),
	}
}

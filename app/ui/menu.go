package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// showMenu opens a menu near a place on the canvas.
func showMenu(c fyne.Canvas, m *fyne.Menu, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(m, c, at)
}

// openMenu opens the menu of all commands, a submenu for each group.
func (s *shell) openMenu(at fyne.Position) {
	var items []*fyne.MenuItem
	for _, group := range groups() {
		var sub []*fyne.MenuItem
		for _, c := range s.commands.in(group) {
			sub = append(sub, c.menuItem())
		}
		if len(sub) == 0 {
			continue
		}
		item := fyne.NewMenuItem(group, nil)
		item.ChildMenu = fyne.NewMenu(group, sub...)
		items = append(items, item)
	}
	quit := s.commands.find("file.quit").menuItem()
	quit.IsQuit = true
	s.popUp(append(items, fyne.NewMenuItemSeparator(), quit), at)
}

// contextItems are the menu for what is selected in the list.
func (s *shell) contextItems() []*fyne.MenuItem {
	return s.commands.menuItems("list.open", "-", "list.star", "list.tag", "list.note", "-", "list.all", "file.export", "-", "list.delete")
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
	"ringback/app/say"
)

// showMenu opens a menu near a place on the canvas.
func showMenu(c fyne.Canvas, m *fyne.Menu, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(m, c, at)
}

// openMenu opens the menu of all commands, a submenu for each group.
func (s *shell) openMenu(at fyne.Position) {
	var items []*fyne.MenuItem
	for _, group := range groups() {
		if len(s.commands.in(group)) == 0 {
			continue
		}
		item := fyne.NewMenuItem(groupTitle(group), nil)
		item.ChildMenu = fyne.NewMenu("", menuOf(s.commands.in(group))...)
		items = append(items, item)
	}
	quit := s.commands.find("file.quit").menuItem()
	quit.IsQuit = true
	s.popUp(append(items, fyne.NewMenuItemSeparator(), quit), at)
}

func menuOf(some commands) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(some))
	for i, c := range some {
		items[i] = c.menuItem()
	}
	return items
}

// contextItems are the menu for what is selected in the list.
func (s *shell) contextItems() []*fyne.MenuItem {
	copies := fyne.NewMenuItem(say.L("Copy"), nil)
	copies.ChildMenu = fyne.NewMenu("", menuOf(s.commands.in(groupCopy))...)
	copies.Icon = look.Icon("copy", look.Text2)
	copies.Disabled = s.whyNotOne() != ""
	items := s.commands.menuItems("list.open", "-", "list.star", "list.tag", "list.note", "-")
	return append(append(items, copies), s.commands.menuItems("list.all", "-", "list.delete")...)
}

package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// showMenu opens a menu near a place on the canvas, over all else, and gives it the keys.
func showMenu(c fyne.Canvas, m *fyne.Menu, at fyne.Position) {
	var menu *controls.Menu
	menu = controls.NewMenu(menuLines(m.Items), at, func() { c.Overlays().Remove(menu) })
	c.Overlays().Add(menu)
	c.Focus(menu)
}

// menuLines are the lines of a menu as they are drawn.
func menuLines(items []*fyne.MenuItem) []controls.MenuItem {
	lines := make([]controls.MenuItem, len(items))
	for i, item := range items {
		lines[i] = controls.MenuItem{
			Text: item.Label, Icon: item.Icon, Keys: shortcutWords(item.Shortcut),
			Checked: item.Checked, Disabled: item.Disabled, Line: item.IsSeparator, Do: item.Action,
		}
		if item.ChildMenu != nil {
			lines[i].Items = menuLines(item.ChildMenu.Items)
		}
	}
	return lines
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

// contextItems are the menu for what is selected in the list; column is the one that was
// pointed at, or -1.
func (s *shell) contextItems(column int) []*fyne.MenuItem {
	copies := fyne.NewMenuItem(say.L("Copy"), nil)
	copies.ChildMenu = fyne.NewMenu("", menuOf(s.commands.in(groupCopy))...)
	copies.Icon = look.Icon("copy", look.Text2)
	copies.Disabled = s.whyNotOne() != ""
	items := s.commands.menuItems("list.open", "-", "list.star", "list.tag", "list.note", "-")
	items = append(items, copies)
	return append(append(items, s.filterItems(column)...), s.commands.menuItems("list.all", "-", "list.delete")...)
}

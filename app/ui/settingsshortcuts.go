package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// newShortcutsSection lists the keys of all commands.
func newShortcutsSection(d settingsDeps) settingsSection {
	lists := controls.Down(20)
	page := sectionColumn(say.L("Shortcuts"), say.L("Keys without Ctrl or Alt work while no text is being typed."), lists)
	return settingsSection{
		id: sectionShortcuts, title: say.L("Shortcuts"), sub: say.L("All keys"), words: say.L("keyboard keys commands"),
		content: page,
		refresh: func() {
			if len(lists.Objects) == 0 { // they do not change while the window is open
				lists.Objects = shortcutLists(d.commands())
			}
			page.refit()
		},
	}
}

// keysWidth is where the keys stand in a list of shortcuts.
const keysWidth = 240

// shortcutLists returns a list for each group of commands that has keys, and one
// for the keys of lists.
func shortcutLists(all commands) []fyne.CanvasObject {
	var lists []fyne.CanvasObject
	add := func(title string, fields []controls.Field) {
		if len(fields) == 0 {
			return
		}
		list := controls.NewFieldList()
		list.LabelWidth = keysWidth
		list.SetFields(fields)
		lists = append(lists, controls.Down(look.GapIcon, controls.NewHead(title), list))
	}
	for _, group := range groups() {
		var fields []controls.Field
		for _, c := range all.in(group) {
			if len(c.keys) > 0 {
				fields = append(fields, controls.Field{Label: c.title, Value: c.allKeys(), Mono: true})
			}
		}
		add(groupTitle(group), fields)
	}
	add(say.L("In lists and texts"), []controls.Field{
		{Label: say.L("Move"), Value: "↑ ↓ PgUp PgDn", Mono: true},
		{Label: say.L("First or last"), Value: "Home End", Mono: true},
		{Label: say.L("Select more"), Value: "Shift+↑ Shift+↓", Mono: true},
		{Label: say.L("Next or previous control"), Value: "Tab Shift+Tab", Mono: true},
		{Label: say.L("Leave, close, cancel"), Value: "Esc", Mono: true},
	})
	return lists
}

// allKeys returns the keys of a command as a person reads them.
func (c *command) allKeys() string {
	words := make([]string, len(c.keys))
	for i, k := range c.keys {
		words[i] = k.String()
	}
	return strings.Join(words, say.L(" or "))
}

package ui

import (
	"runtime"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/look"
	"ringback/app/say"
)

// command is one thing that a person can do. The menu, the shortcuts, the
// context menus, the palette and the cheat sheet are all made of these.
type command struct {
	id    string // "list.star"
	title string // "Star or unstar"; ends in "…" where a question follows
	group string // one of the groups below
	icon  string // name in the set, or ""
	keys  []stroke
	on    func() bool   // whether it is switched on; nil for what is no switch
	why   func() string // why it cannot run now, as a sentence; "" or nil: it can
	run   func()
}

// The groups of commands, in the order of the menus.
const (
	groupFile     = "file"
	groupCallback = "callback"
	groupCopy     = "copy"
	groupView     = "view"
	groupAlerts   = "desktop"
	groupHelp     = "help"
)

func groups() []string {
	return []string{groupFile, groupCallback, groupCopy, groupView, groupAlerts, groupHelp}
}

// groupTitle returns what a group is called.
func groupTitle(group string) string {
	switch group {
	case groupFile:
		return say.L("File")
	case groupCallback:
		return say.L("Callback")
	case groupCopy:
		return say.L("Copy")
	case groupView:
		return say.L("View")
	case groupAlerts:
		return say.L("Desktop")
	}
	return say.L("Help")
}

// whyNot returns why the command cannot run now, or "".
func (c *command) whyNot() string {
	if c.why == nil {
		return ""
	}
	return c.why()
}

// do runs the command if it can run now.
func (c *command) do() {
	if c.whyNot() == "" {
		c.run()
	}
}

// shortcut returns the first of its keys as a person reads it, or "".
func (c *command) shortcut() string {
	if len(c.keys) == 0 {
		return ""
	}
	return c.keys[0].String()
}

// stroke is a key with what is held down. A stroke without a modifier works
// only while no text is being typed.
type stroke struct {
	key  fyne.KeyName
	held fyne.KeyModifier
}

// shift is a stroke with Shift.
func shift(name fyne.KeyName) stroke { return stroke{name, fyne.KeyModifierShift} }

// key is a stroke of one key alone.
func key(name fyne.KeyName) stroke { return stroke{key: name} }

// ctrl is a stroke with Ctrl, which is Command on a Mac.
func ctrl(name fyne.KeyName) stroke { return stroke{name, fyne.KeyModifierShortcutDefault} }

// ctrlShift is a stroke with Ctrl and Shift.
func ctrlShift(name fyne.KeyName) stroke {
	return stroke{name, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// alt is a stroke with Alt.
func alt(name fyne.KeyName) stroke { return stroke{name, fyne.KeyModifierAlt} }

// String returns the stroke as menus show it: "Ctrl+Shift+P", "⇧⌘P".
func (s stroke) String() string {
	mac := runtime.GOOS == "darwin"
	var b strings.Builder
	for _, m := range []struct {
		modifier  fyne.KeyModifier
		word, mac string
	}{
		{fyne.KeyModifierControl, "Ctrl+", "⌃"},
		{fyne.KeyModifierAlt, "Alt+", "⌥"},
		{fyne.KeyModifierShift, "Shift+", "⇧"},
		{fyne.KeyModifierSuper, "Super+", "⌘"},
	} {
		switch {
		case s.held&m.modifier == 0:
		case mac:
			b.WriteString(m.mac)
		default:
			b.WriteString(m.word)
		}
	}
	b.WriteString(keyWord(s.key))
	return b.String()
}

func keyWord(name fyne.KeyName) string {
	switch name {
	case fyne.KeyEscape:
		return "Esc"
	case fyne.KeyReturn:
		return "Enter"
	case fyne.KeyPageUp:
		return "PgUp"
	case fyne.KeyPageDown:
		return "PgDn"
	case fyne.KeyDelete:
		return "Del"
	case fyne.KeyBackspace:
		return "Backspace"
	case fyne.KeyUp:
		return "↑"
	case fyne.KeyDown:
		return "↓"
	}
	return string(name)
}

// commands are all that can be done in the window.
type commands []*command

// find returns the command with an id; a wrong id is a mistake in the code.
func (l commands) find(id string) *command {
	for _, c := range l {
		if c.id == id {
			return c
		}
	}
	panic("no command " + id)
}

// anywhere returns the commands whose keys work wherever the keys go, as they do
// not touch what is selected in the list.
func (l commands) anywhere() (found commands) {
	for _, c := range l {
		if c.group != groupCallback && c.group != groupCopy {
			found = append(found, c)
		}
	}
	return found
}

// in returns the commands of a group.
func (l commands) in(group string) (found commands) {
	for _, c := range l {
		if c.group == group {
			found = append(found, c)
		}
	}
	return found
}

// menuItems returns menu items for the commands with these ids; "-" is a line.
func (l commands) menuItems(ids ...string) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(ids))
	for i, id := range ids {
		if id == "-" {
			items[i] = fyne.NewMenuItemSeparator()
			continue
		}
		items[i] = l.find(id).menuItem()
	}
	return items
}

// menuItem returns the command as a line of a menu. What cannot run is greyed
// out; the palette says why.
func (c *command) menuItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(c.title, c.do)
	item.Disabled = c.whyNot() != ""
	if c.icon != "" {
		role := look.Text2
		if item.Disabled {
			role = look.Text3
		}
		item.Icon = look.Icon(c.icon, role)
	}
	item.Checked = c.on != nil && c.on()
	if len(c.keys) > 0 {
		item.Shortcut = c.keys[0].shortcut()
	}
	return item
}

// shortcut is the stroke as the toolkit knows it, which has names of its own for
// some.
func (s stroke) shortcut() fyne.Shortcut {
	switch s {
	case ctrl(fyne.KeyA):
		return &fyne.ShortcutSelectAll{}
	case ctrl(fyne.KeyC):
		return &fyne.ShortcutCopy{}
	case ctrl(fyne.KeyZ):
		return &fyne.ShortcutUndo{}
	}
	return &desktop.CustomShortcut{KeyName: s.key, Modifier: s.held}
}

// shortcutWords returns a shortcut as a person reads it, "" for none.
func shortcutWords(s fyne.Shortcut) string {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		return ctrl(fyne.KeyA).String()
	case *fyne.ShortcutCopy:
		return ctrl(fyne.KeyC).String()
	case *fyne.ShortcutUndo:
		return ctrl(fyne.KeyZ).String()
	case *desktop.CustomShortcut:
		return stroke{s.KeyName, s.Modifier}.String()
	}
	return ""
}

// bind gives the strokes with Ctrl or Alt to a canvas. They do nothing while something
// floats over it: a question is answered first.
func (l commands) bind(canvas fyne.Canvas) {
	for _, c := range l {
		do := func(fyne.Shortcut) {
			if canvas.Overlays().Top() == nil {
				c.do()
			}
		}
		for _, s := range c.keys {
			if s.held&^fyne.KeyModifierShift != 0 {
				canvas.AddShortcut(s.shortcut(), do)
			}
		}
	}
}

// typed runs the command of a key that was pressed without Ctrl or Alt, and
// says whether there is one. Keys that write a letter come to typedRune.
func (l commands) typed(name fyne.KeyName, shift bool) bool {
	want := key(name)
	if shift {
		want.held = fyne.KeyModifierShift
	}
	return len(name) > 1 && l.press(want)
}

// typedRune runs the command of a letter or sign that was typed.
func (l commands) typedRune(r rune) bool {
	want := key(fyne.KeyName(unicode.ToUpper(r)))
	if unicode.IsUpper(r) && l.press(stroke{want.key, fyne.KeyModifierShift}) {
		return true
	}
	return l.press(want)
}

func (l commands) press(want stroke) bool {
	for _, c := range l {
		if slices.Contains(c.keys, want) {
			c.do()
			return true
		}
	}
	return false
}

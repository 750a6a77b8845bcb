package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestCommandsHaveWordsAndKeysOfTheirOwn(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	ids, keys := map[string]bool{}, map[stroke]string{}
	for _, c := range s.commands {
		if ids[c.id] {
			t.Errorf("two commands are called %s", c.id)
		}
		ids[c.id] = true
		if c.title == "" || !slices.Contains(groups(), c.group) || c.run == nil {
			t.Errorf("%s has no words, no menu or nothing to do", c.id)
		}
		for _, k := range c.keys {
			if other := keys[k]; other != "" {
				t.Errorf("%s is the key of %s and of %s", k, other, c.id)
			}
			keys[k] = c.id
		}
		if why := c.whyNot(); strings.HasSuffix(why, ".") || why != "" && why[:1] != strings.ToUpper(why[:1]) {
			t.Errorf("%s cannot run for the reason %q: want a sentence without a full stop", c.id, why)
		}
	}
}

func TestStrokesReadAsOneKnowsThem(t *testing.T) {
	for want, s := range map[string]stroke{
		"Ctrl+K": {fyne.KeyK, fyne.KeyModifierControl}, "Ctrl+Shift+P": {fyne.KeyP, fyne.KeyModifierControl | fyne.KeyModifierShift},
		"Alt+1": alt(fyne.Key1), "Del": key(fyne.KeyDelete), "Esc": key(fyne.KeyEscape), "?": key("?"), "Shift+N": shift(fyne.KeyN), "Enter": key(fyne.KeyReturn),
	} {
		if got := s.String(); got != want {
			t.Errorf("a stroke reads %q, want %q", got, want)
		}
	}
}

func TestKeysRunWhatCanRun(t *testing.T) {
	var ran []string
	run := func(id string) func() { return func() { ran = append(ran, id) } }
	no := func() string { return "Not now" }
	all := commands{
		{id: "star", group: groupCallback, keys: []stroke{key(fyne.KeyS)}, run: run("star")},
		{id: "next", group: groupView, keys: []stroke{key(fyne.KeyN)}, run: run("next")},
		{id: "previous", group: groupView, keys: []stroke{shift(fyne.KeyN)}, run: run("previous")},
		{id: "delete", group: groupCallback, keys: []stroke{key(fyne.KeyDelete)}, why: no, run: run("delete")},
		{id: "help", group: groupHelp, keys: []stroke{key(fyne.KeyF1), key("?")}, run: run("help")},
	}
	all.typedRune('s')
	all.typedRune('n')
	all.typedRune('N')
	all.typedRune('?')
	all.typed(fyne.KeyDelete, false)
	all.typed(fyne.KeyF1, false)
	if all.typed(fyne.KeyS, false) {
		t.Error("a letter runs a command twice: by its key and by what it writes")
	}
	if want := []string{"star", "next", "previous", "help", "help"}; !slices.Equal(ran, want) {
		t.Errorf("ran %v, want %v", ran, want)
	}
	ran = nil
	all.anywhere().typedRune('s')
	if len(ran) > 0 {
		t.Error("a letter changes the selection while the list has not the keys")
	}
}

// keyedCanvas takes shortcuts, as the canvas of a desktop does and that of a test does not.
type keyedCanvas struct {
	fyne.Canvas
	keys fyne.ShortcutHandler
}

func (c *keyedCanvas) AddShortcut(s fyne.Shortcut, do func(fyne.Shortcut)) { c.keys.AddShortcut(s, do) }

func TestShortcutsWaitUntilAQuestionIsAnswered(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(3)
	s.tap(0, 0)
	canvas := &keyedCanvas{Canvas: s.window.Canvas()}
	s.commands.bind(canvas)
	confirm(s.window, confirmation{title: "Sure?", yes: "Yes", do: func() {}})
	canvas.keys.TypedShortcut(ctrl(fyne.KeyComma).shortcut())
	canvas.keys.TypedShortcut(ctrl(fyne.KeyA).shortcut())
	if s.page != pageCallbacks || s.panes.list.selected().Len() != 1 {
		t.Errorf("below a question page %q opens, and %d are selected", s.page, s.panes.list.selected().Len())
	}
	s.press("Yes")
	canvas.keys.TypedShortcut(ctrl(fyne.KeyComma).shortcut())
	if s.page != pageSettings {
		t.Error("a shortcut does nothing after the question")
	}
}

func TestMenusAreMadeOfCommands(t *testing.T) {
	on := true
	all := commands{
		{id: "a", title: "Pause", group: groupView, keys: []stroke{ctrl(fyne.KeyP)}, on: func() bool { return on }, run: func() {}},
		{id: "b", title: "Undo", group: groupView, why: func() string { return "Nothing was deleted" }, run: func() {}},
	}
	items := all.menuItems("a", "-", "b")
	if len(items) != 3 || !items[0].Checked || items[0].Shortcut == nil || !items[1].IsSeparator || !items[2].Disabled {
		t.Errorf("the menu is %+v", items)
	}
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(2)
	s.tap(0, 0)
	s.openMenu(fyne.NewPos(100, 100))
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("no menu is open")
	}
}

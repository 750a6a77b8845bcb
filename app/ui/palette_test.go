package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestCommandsAreFoundByWords(t *testing.T) {
	tests := []struct {
		query string
		want  string
	}{
		{"", "list.star list.delete copy.curl copy.body file.import view.settings help.keys"},
		{"star", "list.star"},
		{"copy", "copy.curl copy.body"},
		{"copy b", "copy.body"},
		{"CURL", "copy.curl"},
		{"curl copy", "copy.curl"},
		{"cc", "copy.curl"},
		{"stg", "view.settings"},
		{"help", "help.keys"},
		{"s", "list.star view.settings help.keys copy.curl"},
		{"xyz", ""},
	}
	for _, test := range tests {
		var ids []string
		for _, c := range sampleCommands().matching(test.query) {
			ids = append(ids, c.id)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%q finds %q, want %q", test.query, got, test.want)
		}
	}
}

func TestPaletteRunsWhatIsChosen(t *testing.T) {
	s := plainStage(t)
	var ran []string
	all := sampleCommands()
	for _, c := range all {
		c.run = func() { ran = append(ran, c.id) }
	}
	press := func(p *palette, names ...fyne.KeyName) {
		for _, name := range names {
			p.search.Field.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}

	p := showPalette(s.window, all)
	if s.window.Canvas().Focused() != fyne.Focusable(p.search.Field) {
		t.Fatal("one cannot type at once")
	}
	s.seen("nothing is selected")
	s.save("palette")
	if showPalette(s.window, all) != nil {
		t.Error("a second palette lies over the first")
	}
	press(p, fyne.KeyDown, fyne.KeyReturn) // Delete cannot run now
	if len(ran) != 0 || !s.floats() {
		t.Fatalf("ran %q", ran)
	}
	press(p, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // around the end
	if strings.Join(ran, " ") != "help.keys" || s.floats() {
		t.Fatalf("ran %q", ran)
	}

	p = showPalette(s.window, all)
	p.search.Field.SetText("curl")
	press(p, fyne.KeyReturn)
	if strings.Join(ran, " ") != "help.keys copy.curl" {
		t.Fatalf("ran %q", ran)
	}

	p = showPalette(s.window, all)
	p.search.Field.SetText("no such thing")
	press(p, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEscape)
	if len(ran) != 2 || s.floats() {
		t.Fatalf("ran %q", ran)
	}
}

func TestCheatSheetShowsAllKeys(t *testing.T) {
	s := plainStage(t)
	showCheatSheet(s.window, sampleCommands())
	for _, c := range sampleCommands() {
		if len(c.keys) > 0 {
			s.seen(c.title)
			s.seen(c.allKeys())
		}
	}
	s.save("cheatsheet")
	s.typed(fyne.KeyPageDown)
	s.typed(fyne.KeyEscape)
	if s.floats() {
		t.Error("still open")
	}
}

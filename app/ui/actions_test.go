package ui

import (
	"testing"

	"ringback/app/look"
)

func TestEachCommandSaysWhyItCannotRun(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.look()
	for id, want := range map[string]string{
		"list.star":    "Nothing is selected",
		"list.all":     "The list is empty",
		"list.undo":    "Nothing was deleted just now",
		"filter.clear": "There is no filter",
		"file.export":  "Nothing is recorded yet",
	} {
		if got := s.commands.find(id).whyNot(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	s.fill(2)
	s.tap(0, 0)
	for _, id := range []string{"list.star", "list.all", "file.export", "list.note", "copy.address"} {
		if why := s.commands.find(id).whyNot(); why != "" {
			t.Errorf("%s cannot run although one is selected: %s", id, why)
		}
	}
	s.do("view.settings")
	if got := s.commands.find("list.star").whyNot(); got != "The list is not shown" {
		t.Errorf("on another page: %q", got)
	}
}

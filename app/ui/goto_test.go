package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/inspector"
)

// Delete must never strike another callback than the one in the detail.
func TestKeysActOnNothingElseThanWhatIsShown(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1440, 900))
	s.fill(8)
	s.panes.filters.choose(inspector.Failed)
	s.look()
	s.tap(0, 0)
	selected := s.selectedIDs()
	if len(selected) != 1 {
		t.Fatalf("selected %v", selected)
	}
	hidden := uint64(1)
	s.goTo(hidden)
	s.rest()
	if ids := s.selectedIDs(); len(ids) != 0 {
		t.Errorf("#%d is shown, and %v is selected", hidden, ids)
	}
	if why := s.commands.find("list.delete").whyNot(); why == "" {
		t.Error("it can be deleted")
	}
	if shown := s.panes.detail.ids; len(shown) != 1 || shown[0] != hidden {
		t.Errorf("the detail shows %v", shown)
	}
}

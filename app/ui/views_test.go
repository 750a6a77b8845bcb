package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/inspector"
)

// answer types a text into the dialog that is open, and presses Enter.
func (s *shellStage) answer(text string) {
	s.t.Helper()
	field, ok := s.window.Canvas().Focused().(*controls.TextField)
	if !ok {
		s.t.Fatalf("%T has the keys", s.window.Canvas().Focused())
	}
	field.SetText(text)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// wantViews waits until the saved views are those of some names.
func (s *shellStage) wantViews(names ...string) {
	s.t.Helper()
	s.until("the views are kept", func() bool {
		s.look()
		var saved []string
		for _, v := range s.panes.filters.saved {
			saved = append(saved, v.Name)
		}
		return slices.Equal(saved, names)
	})
}

func TestAFilterIsSavedAsAView(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(16)
	bar := s.panes.filters
	if why := s.commands.find("filter.save").whyNot(); why == "" {
		t.Error("nothing is asked, and yet it can be saved")
	}
	bar.choose(inspector.Received)
	s.typeFilterOf("text:hello")
	s.do("filter.save")
	s.answer("  ") // no name: it stays
	s.answer("Greetings")
	s.wantViews("Greetings")
	s.until("it is said", func() bool { return len(s.toasts.Shown()) > 0 })
	s.wantToast("Saved the view Greetings")
	chip := bar.views[0]
	if chip.Text != "Greetings" || chip.State != controls.ChipOn || bar.filter.Text != "text:hello kind:mo" || bar.filter.Quick != inspector.All || s.panes.list.Len() != 8 {
		t.Errorf("the chip is %q %v, the filter %+v, %d are listed", chip.Text, chip.State, bar.filter, s.panes.list.Len())
	}
	if why := s.commands.find("filter.save").whyNot(); why != "It is saved as Greetings" {
		t.Errorf("it can be saved twice: %q", why)
	}
	s.save("filter-view")
	if chip.Tapped(nil); bar.filter.Text != "" || bar.entry.search.Field.Text != "" {
		t.Error("a click does not take a chosen view off again")
	}
	bar.entry.set("is:starred")
	s.do("filter.save")
	s.answer("greetings") // taken
	s.answer("Good ones")
	s.wantViews("Good ones", "Greetings")
	for _, item := range s.viewItems(bar.saved[1]) {
		if item.Label == "Rename the view…" {
			item.Action()
		}
	}
	s.answer("Hellos")
	s.wantViews("Good ones", "Hellos")
	for _, item := range s.viewItems(bar.saved[0]) {
		if item.Label == "Remove the view…" {
			item.Action()
		}
	}
	s.press("Remove view")
	s.wantViews("Hellos")
	bar.entry.set("text:hello kind:mo")
	s.look()
	s.do("filter.rename")
	s.answer("Good day")
	s.wantViews("Good day")
	s.do("filter.remove")
	s.press("Remove view")
	s.wantViews()
	if why := s.commands.find("filter.remove").whyNot(); why == "" {
		t.Error("a view that is gone can be removed")
	}
	if chip.Text != "Good day" {
		t.Errorf("the chip of the view that is left is %q", chip.Text)
	}
}

func TestChipsAreAddedAndLeftOut(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(16)
	bar := s.panes.filters
	if bar.pressed("kind:mo", 0) {
		t.Error("a plain click adds")
	}
	bar.pressed("kind:mo", fyne.KeyModifierAlt)
	s.look()
	if bar.filter.Text != "-kind:mo" || bar.chips[inspector.Received].State != controls.ChipExcluded || s.panes.list.Len() != 8 {
		t.Errorf("left out, the filter is %q and %d are listed", bar.filter.Text, s.panes.list.Len())
	}
	bar.pressed("status:failed", fyne.KeyModifierShortcutDefault)
	s.look()
	if bar.filter.Text != "-kind:mo status:failed" || s.panes.list.Len() != 4 {
		t.Errorf("with failures the filter is %q and %d are listed", bar.filter.Text, s.panes.list.Len())
	}
}

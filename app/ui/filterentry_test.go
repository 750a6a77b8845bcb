package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
	"ringback/inspector/inspectortest"
)

// entry returns the field of the filter.
func (s *shellStage) entry() *filterEntry { return s.panes.filters.entry }

// typeFilterOf types a filter in place of what stands there, and lets it hold.
func (s *shellStage) typeFilterOf(text string) {
	s.t.Helper()
	s.do("filter.type")
	field := s.entry().search.Field
	for _, r := range text {
		field.TypedRune(r)
	}
	s.until("it was read", func() bool { return s.entry().typed.Text == text })
	s.look()
}

func TestATypedFilterNarrowsTheList(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(40)
	s.tap(3, 0) // a callback that stays selected
	chosen := s.panes.list.list.Cursor()
	s.typeFilterOf("kind:mo")
	if s.panes.list.Len() != 20 || s.panes.list.grid.Stale {
		t.Errorf("%d are listed", s.panes.list.Len())
	}
	if got := s.panes.list.selected().List(); len(got) != 1 || got[0] != chosen {
		t.Errorf("selected are %v, want %d", got, chosen)
	}
	if got := s.chips(); !strings.HasPrefix(got, "[All 20], Received SMS 20, Delivery status 0, Failed 0") {
		t.Errorf("the chips do not follow what is typed: %s", got)
	}
	field := s.entry().search.Field
	if !strings.Contains(field.Tip, "Answered from the index alone.\nkind:mo · index") {
		t.Errorf("it is explained as %q", field.Tip)
	}
	bars := 0
	for _, bar := range s.panes.filters.model.Bars() {
		bars += int(bar.Total)
	}
	if bars != 20 {
		t.Errorf("the histogram has %d callbacks", bars)
	}
	s.engine.Post(t, "/", inspectortest.MOSMS(70))
	s.engine.Post(t, "/", inspectortest.Status(71, "EXPIRED"))
	s.look()
	if s.panes.list.Len() != 21 || s.panes.list.list.ID(0) != 41 {
		t.Errorf("of one that matches and one that does not, %d are listed, the newest is %d", s.panes.list.Len(), s.panes.list.list.ID(0))
	}
	s.panes.filters.chips[3].Tapped(nil) // failed: with what is typed, none
	s.look()
	if s.panes.list.Len() != 0 || !s.panes.noMatch.Visible() {
		t.Errorf("with a chip %d are listed", s.panes.list.Len())
	}
	s.do("filter.clear")
	s.look()
	if s.panes.list.Len() != 42 || field.Text != "" {
		t.Errorf("cleared, %d are listed and %q stands there", s.panes.list.Len(), field.Text)
	}
}

func TestAWrongFilterKeepsTheLastRightOne(t *testing.T) {
	s := newShellStage(t, look.Light, firstSize())
	s.fill(8)
	s.typeFilterOf("kind:mo")
	s.typeFilterOf("kind:mo statu:failed")
	wrong := s.entry().wrong
	if s.panes.list.Len() != 4 || !wrong.Visible() || wrong.Text != `Column 9: there is no field "statu"; did you mean status:?` {
		t.Errorf("%d are listed; it says %q", s.panes.list.Len(), wrong.Text)
	}
	if !s.panes.list.grid.Stale {
		t.Error("the list does not say that it is of an older filter")
	}
	s.save("filter-wrong")
	s.typeFilterOf("kind:mo -from:+4520304050")
	if wrong.Visible() || s.panes.list.grid.Stale {
		t.Error("a filter that was mended is still called wrong")
	}
}

func TestTheKeysOfTheFilter(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	canvas, picks := s.window.Canvas(), s.entry().picks
	s.do("filter.type")
	field := s.entry().search.Field
	press := func(keys ...fyne.KeyName) {
		for _, key := range keys {
			field.TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
	test.Type(field, "stat")
	if !picks.opened() || !field.AcceptsTab() {
		t.Fatal("nothing is offered")
	}
	s.save("filter-fields")
	press(fyne.KeyTab)
	if field.Text != "status:" || !picks.opened() {
		t.Errorf("completed is %q", field.Text)
	}
	s.until("they are counted", func() bool {
		s.save("filter-values")
		return len(picks.lines) > 0 && picks.lines[0].Text == "status:failed" && picks.list.End(0) == "2"
	})
	press(fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	s.look()
	if s.entry().typed.Right != "status:failed" || s.panes.list.Len() != 2 || picks.opened() {
		t.Errorf("applied is %q, %d are listed", s.entry().typed.Right, s.panes.list.Len())
	}
	s.until("it is remembered", func() bool {
		recent, err := s.engine.RecentFilters()
		return err == nil && len(recent) == 1 && recent[0] == "status:failed"
	})
	press(fyne.KeyDown)
	if !picks.opened() {
		t.Error("the list does not open by a key")
	}
	press(fyne.KeyEscape)
	if picks.opened() || field.Text == "" {
		t.Error("the first Esc does more than close the list")
	}
	if press(fyne.KeyEscape); field.Text != "" || s.panes.filters.filter.Text != "" {
		t.Error("the second Esc does not clear the filter")
	}
	if press(fyne.KeyEscape); canvas.Focused() != fyne.Focusable(s.panes.list.grid) {
		t.Errorf("the third Esc brings the keys to %T", canvas.Focused())
	}
	canvas.Focused().TypedRune('/')
	if canvas.Focused() != fyne.Focusable(field) {
		t.Error("/ does not bring the keys to the filter")
	}
}

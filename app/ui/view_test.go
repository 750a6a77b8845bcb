package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestTheDetailStandsWhereThereIsRoom(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1440, 900))
	s.fill(4)
	beside := func() bool { return s.panes.detail.content.Size().Width < s.size.Width/2 }
	if !beside() {
		t.Error("in a wide window the detail is not beside the list")
	}
	s.do("view.below")
	if beside() || !s.memory.state.Below {
		t.Error("the detail did not go below the list")
	}
	s.do("view.below")
	s.window.Resize(fyne.NewSize(1000, 700))
	if beside() || s.commands.find("view.below").whyNot() == "" {
		t.Error("in a narrow window the detail is not below the list")
	}
}

func TestTheSplitIsRemembered(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1440, 900))
	s.panes.split.OnRatio(0.5)
	s.window.Resize(fyne.NewSize(1000, 900))
	s.panes.split.OnRatio(0.4)
	if m := s.memory.state; m.Split != 0.5 || m.Stack != 0.4 {
		t.Errorf("remembered %v beside and %v below", m.Split, m.Stack)
	}
	s.window.Resize(fyne.NewSize(1440, 900))
	if got := s.panes.split.Ratio(); got != 0.5 {
		t.Errorf("wide again, the list has a share of %v", got)
	}
}

func TestTheRailLeadsToThePages(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(2)
	s.panes.rail.entries[pageSettings].Tapped(nil)
	if !s.panes.settings.content.Visible() || s.panes.split.Visible() || !s.panes.rail.entries[pageSettings].On {
		t.Error("the settings are not shown")
	}
	s.do("view.callbacks")
	if s.panes.settings.content.Visible() || !s.panes.split.Visible() {
		t.Error("the list is not shown again")
	}
	s.do("view.rail")
	if s.panes.rail.content.Visible() {
		t.Error("the rail is still there")
	}
}

func TestKeysGoFromPartToPart(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(2)
	canvas := s.window.Canvas()
	canvas.Focus(s.panes.list.grid)
	if s.do("view.area"); canvas.Focused() != s.panes.rail.entries[pageCallbacks] {
		t.Errorf("past a detail of nothing the keys went to %T", canvas.Focused())
	}
	canvas.Focus(s.panes.list.grid)
	s.tap(0, 0)
	var seen []fyne.Focusable
	for range 4 {
		s.do("view.area")
		seen = append(seen, canvas.Focused())
	}
	if seen[0] != s.panes.detail.bar || seen[3] != s.panes.list.grid {
		t.Errorf("the keys went to %T, %T, %T, %T", seen[0], seen[1], seen[2], seen[3])
	}
	s.do("view.areaback")
	if canvas.Focused() != s.panes.filters.chips[0] {
		t.Errorf("back the keys went to %T", canvas.Focused())
	}
}

func TestTheMenuOfTheSelectionOpensByKeyAndMouse(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	s.tap(2, 0)
	s.do("list.menu")
	overlays := s.window.Canvas().Overlays()
	if overlays.Top() == nil {
		t.Fatal("the key opens no menu")
	}
	overlays.Remove(overlays.Top())
	s.panes.list.grid.OnMenu(5, fyne.NewPos(300, 300))
	if overlays.Top() == nil || s.panes.list.list.Cursor() != s.panes.list.list.ID(5) {
		t.Error("a right click does not select its row and open a menu")
	}
}

func TestGoingToACallbackShowsItEvenIfAFilterHidesIt(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	s.do("filter.failed")
	s.look()
	s.goTo(1)
	s.until("the detail shows it", func() bool { return s.panes.detail.shown != nil && s.panes.detail.shown.id == 1 })
	if s.panes.list.Len() != 1 {
		t.Error("the filter is gone")
	}
}

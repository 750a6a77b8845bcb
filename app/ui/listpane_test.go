package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector/inspectortest"
)

// row returns what the list shows in a row.
func (s *shellStage) row(n int) controls.Row {
	row := controls.Row{Cells: make([]controls.Cell, len(s.panes.list.columns))}
	s.panes.list.Row(n, &row)
	return row
}

// rowText returns the texts of a row.
func (s *shellStage) rowText(n int) string {
	var texts []string
	for _, cell := range s.row(n).Cells {
		texts = append(texts, cell.Text)
	}
	return strings.Join(texts, " ")
}

func TestTheListFollowsUntilSomebodyReads(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(60)
	if !strings.Contains(s.rowText(0), "8001907000059") || !strings.Contains(s.rowText(2), "foo hello 57") {
		t.Errorf("the first rows are %q, %q, %q", s.rowText(0), s.rowText(1), s.rowText(2))
	}
	s.tap(4, 0)
	chosen := s.panes.list.list.Cursor()
	s.engine.Post(t, "/", inspectortest.MOSMS(100))
	s.engine.Post(t, "/", inspectortest.MOSMS(101))
	s.look()
	if top, _ := s.panes.list.grid.Offset(); top != 2 || s.panes.filters.live.Text != "Live · 2 new" {
		t.Errorf("the view begins at row %d and says %q", top, s.panes.filters.live.Text)
	}
	if !s.row(6).Selected || s.panes.list.list.Cursor() != chosen {
		t.Error("the selection did not stay with its callback")
	}
	s.do("view.live")
	if top, _ := s.panes.list.grid.Offset(); top != 0 || s.panes.filters.live.Text != "Live" || !strings.Contains(s.rowText(0), "foo hello 101") {
		t.Errorf("the newest are not shown: row %d, %q, %q", top, s.panes.filters.live.Text, s.rowText(0))
	}
}

func TestSelectionByMouseAndKeys(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(20)
	s.tap(2, 0)
	s.tap(5, fyne.KeyModifierShift)
	s.tap(9, fyne.KeyModifierShortcutDefault)
	if got := s.panes.list.selected().Len(); got != 5 {
		t.Errorf("%d are selected, want 4 in a row and one besides", got)
	}
	s.panes.list.grid.OnWalk(1, false)
	if got := s.selectedIDs(); len(got) != 1 || got[0] != s.panes.list.list.ID(10) {
		t.Errorf("a step down selects %v", got)
	}
	s.panes.list.grid.OnWalk(2, true)
	s.do("list.copy")
	s.until("the rows are copied", func() bool { return strings.Count(s.app.Clipboard().Content(), "\n") == 3 })
	if text := s.app.Clipboard().Content(); !strings.Contains(text, "\t+45 1204\tfoo hello") {
		t.Errorf("copied %q", text)
	}
	s.do("list.all")
	if got := s.panes.list.selected().Len(); got != 20 {
		t.Errorf("of 20, %d are selected", got)
	}
	s.do("list.none")
	if why := s.commands.find("list.star").whyNot(); why == "" {
		t.Error("nothing is selected, and yet it can be starred")
	}
	s.do("list.next")
	s.until("a failure is found", func() bool { return s.panes.list.selected().Len() == 1 })
	if c, err := s.engine.Callback(s.panes.list.list.Cursor()); err != nil || c.Parsed.Status != "UNDELIVERABLE" {
		t.Errorf("the next failure is %v, %v", c, err)
	}
}

func TestDeletionCanBeUndoneAndIsThenDone(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	s.tap(1, 0)
	s.do("list.delete")
	if !s.row(1).Struck || s.engine.Count() != 8 {
		t.Error("a row that can still be saved is gone or does not say so")
	}
	s.wantToast("Deleted 1 callback")
	s.do("list.undo")
	if s.row(1).Struck {
		t.Error("an undone deletion is still shown")
	}
	s.tap(2, fyne.KeyModifierShift)
	s.do("list.delete")
	s.engine.Clock.Advance(viewmodel.UndoFor)
	s.panes.list.due()
	s.until("they are deleted", func() bool { return s.engine.Count() == 6 && s.panes.list.Len() == 6 })
	s.look()
	if s.panes.list.Len() != 6 || s.commands.find("list.undo").whyNot() == "" {
		t.Errorf("%d rows are left", s.panes.list.Len())
	}
}

func TestWhatOthersDeleteOrMarkIsSeen(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	s.tap(0, 0)
	if err := s.engine.Delete(3, 4); err != nil {
		t.Fatal(err)
	}
	s.look()
	if s.panes.list.Len() != 6 {
		t.Errorf("of 8, 2 deleted, %d are listed", s.panes.list.Len())
	}
	s.do("list.star")
	s.until("it is starred", func() bool { return s.engine.Marks(8).Starred })
	s.look()
	if sign := s.row(0).Cells[5].Sign; sign != "★" {
		t.Errorf("before the message stands %q", sign)
	}
	s.do("filter.starred")
	s.look()
	if s.panes.list.Len() != 1 {
		t.Errorf("%d are starred", s.panes.list.Len())
	}
}

func TestPauseHoldsTheViewOnly(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	s.do("view.pause")
	s.engine.Post(t, "/", inspectortest.MOSMS(50))
	s.look()
	if s.panes.list.Len() != 4 || s.panes.filters.live.Text != "Paused · 1 waiting" {
		t.Errorf("paused, the list has %d rows and says %q", s.panes.list.Len(), s.panes.filters.live.Text)
	}
	s.do("view.pause")
	s.look()
	if s.panes.list.Len() != 5 || s.panes.filters.live.Text != "Live" {
		t.Errorf("let go, the list has %d rows and says %q", s.panes.list.Len(), s.panes.filters.live.Text)
	}
}

func TestColumnsAreChosenAndRemembered(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1920, 1000))
	s.fill(3)
	list := s.panes.list
	for _, item := range list.columnItems() {
		if item.Label == "Size" || item.Label == "Kind" {
			item.Action()
		}
	}
	list.grid.Columns[0].Width = 150
	list.grid.OnColumns()
	s.window.Canvas().Capture()
	shown := strings.Join(list.grid.Shown(), " ")
	if strings.Contains(shown, "kind") || !strings.Contains(shown, "size") {
		t.Errorf("shown are %s", shown)
	}
	again := viewmodel.ColumnsBy(s.memory.state.Columns)
	if again[0].Width != 150 || !again[2].Hidden {
		t.Errorf("remembered is %+v", s.memory.state.Columns)
	}
	list.resetColumns()
	if c := s.memory.state.Columns; len(c.Hidden)+len(c.Shown)+len(c.Widths) > 0 {
		t.Errorf("as at first, %+v is remembered", c)
	}
}

func TestAgesAreDrawnOnlyWhenTheyChange(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(3)
	s.panes.list.tick()
	before := s.panes.list.ages
	s.engine.Clock.Advance(2 * time.Hour)
	s.panes.list.tick()
	if len(before) != 3 || len(s.panes.list.ages) != 3 || s.panes.list.ages[0] != "2h" || before[0] == "2h" {
		t.Errorf("ages went from %v to %v", before, s.panes.list.ages)
	}
}

func TestAMillionRowsAreAskedForByNeed(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(2)
	s.panes.list.ask(viewmodel.RunOf(1, 1_000_000), 1_000_000)
	s.window.Canvas().Capture()
	if s.panes.list.Len() != 1_000_000 {
		t.Fatal("the list does not hold a million rows")
	}
	s.until("what is not there is taken out again", func() bool { return s.panes.list.Len() < 1_000_000 })
}

func TestTheOrderIsTurnedAndRemembered(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	grid := s.panes.list.grid
	grid.OnSort("time")
	if s.panes.list.list.ID(0) != 1 || grid.Sort.Down || !s.memory.state.Oldest {
		t.Errorf("the first row is %d; the arrow points down: %v", s.panes.list.list.ID(0), grid.Sort.Down)
	}
	s.fill(1)
	if s.panes.list.list.ID(0) != 1 || s.panes.list.list.ID(8) != 9 {
		t.Error("what arrives does not go to the end")
	}
	s.tap(3, 0)
	s.do("list.next") // of the failures 4 and 8
	s.until("the failure below is selected", func() bool { return s.panes.list.list.Cursor() == 8 })
	s.do("view.live")
	if s.panes.list.list.ID(0) != 9 || !grid.Sort.Down || s.memory.state.Oldest {
		t.Errorf("live shows %d first", s.panes.list.list.ID(0))
	}
}

package viewmodel

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"ringback/inspector"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func noMarks(uint64) inspector.Marks { return inspector.Marks{} }

// listOf makes a list of the callbacks 1 to n.
func listOf(n uint64) *List {
	l := NewList(time.UTC)
	l.SetIDs(RunOf(1, n), n, 0)
	return l
}

// load answers a request with what the engine would: all but those that are gone.
func load(l *List, r Request, gone ...uint64) bool {
	var found []*inspector.Callback
	for _, id := range r.IDs() {
		if !slices.Contains(gone, id) {
			found = append(found, callbackOf(sms(fmt.Sprint("text ", id)), func(c *inspector.Callback) { c.ID = id }))
		}
	}
	return l.Loaded(r, found, noMarks)
}

func (l *List) text(position int) string {
	row, _ := l.Row(position, noon)
	if row.Cells == nil {
		return ""
	}
	return row.Cells[colMessage].Text
}

func TestListLoadsWhatIsInViewOnce(t *testing.T) {
	l := listOf(1_000_000)
	r, ok := l.Need(0, 30)
	if !ok || len(r.IDs()) != 60 || r.IDs()[0] != 1_000_000 {
		t.Fatalf("asked for %d", len(r.IDs()))
	}
	if _, ok := l.Need(0, 30); ok {
		t.Error("asked twice")
	}
	if l.text(0) != "" {
		t.Error("a row shows what was not loaded")
	}
	if !load(l, r) || l.text(0) != "text 1000000" || l.text(59) != "text 999941" {
		t.Errorf("%q, %q", l.text(0), l.text(59))
	}
	if r, ok = l.Need(30, 30); !ok || len(r.IDs()) != 30 {
		t.Errorf("asked for %d more, want the 30 of the next screen", len(r.IDs()))
	}
	l.Failed(r)
	if again, ok := l.Need(30, 30); !ok || len(again.IDs()) != 30 {
		t.Error("what failed is not asked again")
	}
}

func TestListForgetsWhatIsFarAway(t *testing.T) {
	l := listOf(1_000_000)
	for top := 0; top < 20_000; top += 60 {
		if r, ok := l.Need(top, 60); ok {
			load(l, r)
		}
	}
	if n := len(l.rows.rows); n > maxRows+180 {
		t.Errorf("%d rows are kept", n)
	}
}

func TestListTakesOutWhatIsGone(t *testing.T) {
	l := listOf(100)
	r, _ := l.Need(0, 10)
	load(l, r, 99, 98)
	if l.Len() != 98 || l.ID(1) != 97 || l.text(1) != "text 97" {
		t.Errorf("%d rows, then %d", l.Len(), l.ID(1))
	}
}

func TestListReadsAgainWhatChanged(t *testing.T) {
	l := listOf(5)
	r, _ := l.Need(0, 5)
	l.Outdated(RunOf(3, 3)) // while it is under way
	load(l, r)
	r, ok := l.Need(0, 5)
	if !ok || !slices.Equal(r.IDs(), []uint64{3}) {
		t.Fatalf("asked for %v, want 3 again", r.IDs())
	}
	if l.text(2) != "text 3" {
		t.Error("an outdated row shows nothing")
	}
	load(l, r)
	l.AllOutdated()
	old, _ := l.Need(0, 5)
	l.AllOutdated()
	if load(l, old) {
		t.Error("an answer that was overtaken counts")
	}
	if r, ok = l.Need(0, 5); !ok || len(r.IDs()) != 5 {
		t.Error("not all are read again")
	}
}

func TestListReadsUnansweredAgain(t *testing.T) {
	l := listOf(2)
	r, _ := l.Need(0, 5)
	l.Loaded(r, []*inspector.Callback{
		callbackOf(sms("a"), func(c *inspector.Callback) { c.ID, c.Response.DurationMS = 2, 0 }),
		callbackOf(sms("b"), func(c *inspector.Callback) { c.ID = 1 }),
	}, noMarks)
	l.Outdated(nil)
	if r, ok := l.Need(0, 5); !ok || !slices.Equal(r.IDs(), []uint64{2}) {
		t.Errorf("asked for %v", r.IDs())
	}
}

func TestListFollowsTheNewestUntilMoved(t *testing.T) {
	l := listOf(100)
	if moved := l.Arrived(103, noon); moved != 0 || l.ID(0) != 103 || l.New() != 0 {
		t.Errorf("while following: moved %d, first is %d, %d new", moved, l.ID(0), l.New())
	}
	l.Scrolled(false)
	if moved := l.Arrived(105, noon); moved != 2 || l.New() != 2 {
		t.Errorf("while held: moved %d, %d new", moved, l.New())
	}
	if text, tone := l.LiveText(); text != "Live · 2 new" || tone != Accent {
		t.Error(text, tone)
	}
	if moved := l.Arrived(105, noon); moved != 0 {
		t.Error("the same arrived twice")
	}
	l.ShowNewest()
	if text, _ := l.LiveText(); !l.Following() || text != "Live" || l.New() != 0 {
		t.Error(text)
	}
	for name, move := range map[string]func(){
		"tap": func() { l.Tap(3, false, false) }, "walk": func() { l.Walk(1, false) }, "menu": func() { l.Menu(1) }, "hold": l.Hold,
	} {
		l.ShowNewest()
		if move(); l.Following() {
			t.Errorf("follows on after %s", name)
		}
	}
}

func TestListPauses(t *testing.T) {
	l := listOf(10)
	l.Pause(true)
	if moved := l.Arrived(14, noon); moved != 0 || l.Len() != 10 {
		t.Errorf("%d rows", l.Len())
	}
	if text, _ := l.LiveText(); text != "Paused · 4 waiting" || l.Following() {
		t.Error(text)
	}
	l.Pause(false)
	l.Arrived(14, noon)
	if text, _ := l.LiveText(); l.Len() != 14 || text != "Live" {
		t.Errorf("%d rows, %s", l.Len(), text)
	}
}

func TestListShowsAFilter(t *testing.T) {
	l := listOf(100)
	l.Tap(49, false, false) // id 51
	if top := l.SetIDs(IDsOf(90, 60, 50, 10), 100, 40); top != 1 {
		t.Errorf("the row that stood on top (60) is at %d", top)
	}
	if l.Cursor() != 51 || l.Selected().Len() != 0 {
		t.Errorf("cursor on %d, %d selected in view", l.Cursor(), l.Selected().Len())
	}
	if moved := l.ArrivedSome(IDsOf(101, 103), 103, noon); moved != 2 || l.Len() != 6 || l.ID(0) != 103 {
		t.Errorf("moved %d, %d rows", moved, l.Len())
	}
	if l.ArrivedSome(IDsOf(101, 103), 103, noon) != 0 {
		t.Error("the same arrived twice")
	}
	l.SetIDs(RunOf(1, 103), 103, 0)
	if !slices.Equal(l.Selected().List(), []uint64{51}) {
		t.Error("the selection did not come back with its callback")
	}
	if top := l.SetIDs(&IDs{}, 103, 50); top != 0 || l.Len() != 0 {
		t.Errorf("an empty list stands at %d", top)
	}
}

func TestNewRowsAreTintedForASecond(t *testing.T) {
	l := listOf(10)
	l.Arrived(12, noon)
	if _, state := l.Row(0, noon.Add(999*time.Millisecond)); !state.New {
		t.Error("a new row is not tinted")
	}
	if _, state := l.Row(2, noon); state.New {
		t.Error("an old row is tinted")
	}
	if _, state := l.Row(0, l.FreshUntil()); state.New {
		t.Error("still tinted after its time")
	}
	l.Arrived(12+freshRows+1, noon.Add(time.Minute))
	if _, state := l.Row(0, noon.Add(time.Minute)); state.New {
		t.Error("a flood is tinted")
	}
}

func TestSelection(t *testing.T) {
	type list = []uint64
	for _, tt := range []struct {
		name   string
		do     func(l *List)
		want   list
		cursor uint64
	}{
		{"tap", func(l *List) { l.Tap(2, false, false) }, list{8}, 8},
		{"tap below the last", func(l *List) { l.Tap(10, false, false) }, list{}, 0},
		{"shift down", func(l *List) { l.Tap(2, false, false); l.Tap(4, true, false) }, list{8, 7, 6}, 6},
		{"shift up, then down again", func(l *List) {
			l.Tap(4, false, false)
			l.Tap(2, true, false)
			l.Tap(5, true, false)
		}, list{6, 5}, 5},
		{"shift with nothing selected", func(l *List) { l.Tap(4, true, false) }, list{6}, 6},
		{"ctrl", func(l *List) { l.Tap(2, false, false); l.Tap(4, false, true); l.Tap(2, false, true) }, list{6}, 8},
		{"ctrl and shift", func(l *List) {
			l.Tap(0, false, false)
			l.Tap(3, false, true)
			l.Tap(5, true, true)
		}, list{10, 7, 6, 5}, 5},
		{"walk into it", func(l *List) { l.Walk(1, false) }, list{10}, 10},
		{"walk", func(l *List) { l.Tap(2, false, false); l.Walk(3, false) }, list{5}, 5},
		{"walk past the end", func(l *List) { l.Tap(2, false, false); l.Walk(1<<62, false) }, list{1}, 1},
		{"walk past the beginning", func(l *List) { l.Tap(2, false, false); l.Walk(-1<<62, false) }, list{10}, 10},
		{"end, from nowhere", func(l *List) { l.Walk(1<<62, false) }, list{1}, 1},
		{"walk with shift and back", func(l *List) {
			l.Tap(5, false, false)
			l.Walk(2, true)
			l.Walk(-3, true)
		}, list{6, 5}, 6},
		{"all", func(l *List) { l.SelectAll() }, list{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 10},
		{"none", func(l *List) { l.SelectAll(); l.Deselect() }, list{}, 0},
		{"menu on another", func(l *List) { l.Tap(2, false, false); l.Menu(5) }, list{5}, 5},
		{"menu on one of some", func(l *List) { l.Tap(2, false, false); l.Tap(4, true, false); l.Menu(3) }, list{8, 7, 6}, 6},
		{"rows arrive", func(l *List) { l.Tap(2, false, false); l.Arrived(20, noon) }, list{8}, 8},
		{"it goes", func(l *List) { l.Tap(2, false, false); l.Gone(IDsOf(8)) }, list{7}, 7},
		{"the oldest goes", func(l *List) { l.Tap(9, false, false); l.Gone(IDsOf(1)) }, list{2}, 2},
		{"some of it go", func(l *List) { l.Tap(2, false, false); l.Tap(4, true, false); l.Gone(IDsOf(6)) }, list{8, 7}, 5},
		{"all goes", func(l *List) { l.SelectAll(); l.Gone(RunOf(1, 10)) }, list{}, 0},
		{"by id", func(l *List) { l.Select(4) }, list{4}, 4},
		{"by an id that is not there", func(l *List) { l.Select(40) }, list{}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := listOf(10)
			tt.do(l)
			if got := l.Selected().List(); !slices.Equal(got, tt.want) || l.Cursor() != tt.cursor {
				t.Errorf("selected %v with the cursor on %d, want %v and %d", got, l.Cursor(), tt.want, tt.cursor)
			}
		})
	}
	if got := NewList(time.UTC).Walk(1, false); got != -1 {
		t.Errorf("walked to %d in an empty list", got)
	}
}

func TestSelectingAMillionIsCheap(t *testing.T) {
	l := listOf(1_000_000)
	l.Tap(0, false, false)
	l.Walk(1<<62, true)
	if l.Selected().Len() != 1_000_000 || len(l.Selected().runs) != 1 {
		t.Errorf("%d selected in %d runs", l.Selected().Len(), len(l.Selected().runs))
	}
	if _, state := l.Row(999_999, noon); !state.Selected || !state.Cursor {
		t.Errorf("%+v", state)
	}
}

func TestDeletionWaitsForUndo(t *testing.T) {
	l := listOf(10)
	l.Strike(IDsOf(3, 4), noon)
	l.Strike(IDsOf(4, 5), noon.Add(time.Second))
	if _, state := l.Row(6, noon); !state.Struck || l.Len() != 10 {
		t.Error("nothing is struck through")
	}
	if due := l.Due(noon.Add(UndoFor - 1)); due.Len() != 0 {
		t.Errorf("%v are deleted too early", due.List())
	}
	if n := l.Undo(); n != 1 {
		t.Errorf("%d saved, want the last one, 5", n)
	}
	if at, ok := l.DueAt(); !ok || at != noon.Add(UndoFor) {
		t.Error(at, ok)
	}
	due := l.Due(noon.Add(UndoFor))
	if !slices.Equal(due.List(), []uint64{4, 3}) || l.Due(noon.Add(time.Hour)).Len() != 0 {
		t.Errorf("%v", due.List())
	}
	if l.Undo() != 0 {
		t.Error("undone too late")
	}
	l.Gone(IDsOf(4))
	l.Spare(IDsOf(3))
	if _, state := l.Row(6, noon); l.Len() != 9 || l.ID(6) != 3 || state.Struck {
		t.Errorf("%d rows, %+v", l.Len(), state)
	}
	if _, ok := l.DueAt(); ok {
		t.Error("something is still to be deleted")
	}
}

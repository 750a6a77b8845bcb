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
	one := callbackOf(sms("foo"))
	one.Parsed.From, one.Parsed.To = "", "" // formatting numbers is what takes time
	var found []*inspector.Callback
	for _, id := range r.IDs() {
		if !slices.Contains(gone, id) {
			c := *one
			c.ID, c.Parsed.Text = id, fmt.Sprint("text ", id)
			found = append(found, &c)
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
	for top := 0; top < 3*maxRows; top += 200 {
		if r, ok := l.Need(top, 200); ok {
			load(l, r)
		}
	}
	if n := len(l.rows.rows); n > maxRows+600 {
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

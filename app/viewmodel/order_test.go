package viewmodel

import (
	"testing"
)

func TestOldestFirstTurnsTheListAround(t *testing.T) {
	l := listOf(100)
	l.Select(40)
	l.SetOldestFirst(true)
	if l.ID(0) != 1 || l.ID(99) != 100 || l.ID(100) != 0 {
		t.Errorf("the rows are %d … %d", l.ID(0), l.ID(99))
	}
	if row, found := l.Position(40); row != 39 || !found || l.Cursor() != 40 {
		t.Errorf("the cursor's callback stands at %d, %v", row, found)
	}
	l.Walk(1, false)
	l.Walk(2, true)
	if got := l.Selected().List(); l.Cursor() != 43 || len(got) != 3 || got[0] != 43 || got[2] != 41 {
		t.Errorf("three rows down from 40 selects %v", got)
	}
	r, ok := l.Need(0, 10)
	if got := r.IDs(); !ok || got[len(got)-1] != 1 || got[0] != 20 {
		t.Errorf("for the first rows %v are needed", got)
	}
}

func TestWhatArrivesGoesToTheEndOfTheOldestFirst(t *testing.T) {
	l := listOf(100)
	l.SetOldestFirst(true)
	if moved := l.Arrived(103, noon); moved != 0 || l.ID(102) != 103 || l.ID(0) != 1 {
		t.Errorf("the view moves by %d, and ends with %d", moved, l.ID(102))
	}
	l.Scrolled(true)
	if l.Following() {
		t.Error("at the oldest it follows the newest")
	}
	if text, _ := l.LiveText(); text != "Live · 3 new" {
		t.Errorf("it says %q", text)
	}
	l.Gone(IDsOf(1, 2))
	if top := l.SetIDs(RunOf(3, 103), 103, 5); top != 5 || l.ID(5) != 8 {
		t.Errorf("row 5 is now at %d", top)
	}
	l.ShowNewest()
	if l.OldestFirst() || !l.Following() || l.ID(0) != 103 {
		t.Error("to show the newest does not turn the list back")
	}
}

func TestTheCursorGoesToTheRowThatTakesItsPlace(t *testing.T) {
	for _, tt := range []struct {
		oldest bool
		want   uint64
	}{{false, 39}, {true, 41}} {
		l := listOf(100)
		l.SetOldestFirst(tt.oldest)
		l.Select(40)
		row, _ := l.Position(40)
		l.Gone(IDsOf(40))
		if now, _ := l.Position(l.Cursor()); l.Cursor() != tt.want || now != row {
			t.Errorf("oldest first %v: from row %d to %d, callback %d", tt.oldest, row, now, l.Cursor())
		}
	}
}

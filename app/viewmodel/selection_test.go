package viewmodel

import (
	"slices"
	"testing"
	"time"
)

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

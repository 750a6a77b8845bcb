package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
)

func TestOnlyTheIndexIsAskedForCounts(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	for text, want := range map[string]struct {
		n  uint64
		ok bool
	}{
		"kind:mo":       {4, true},
		"status:failed": {2, true},
		"body:hello":    {0, false}, // it would read the bytes of all
		"status:":       {0, false},
	} {
		if n, ok := s.countFound(t.Context(), text); n != want.n || ok != want.ok {
			t.Errorf("%q finds %d, %v", text, n, ok)
		}
	}
}

func TestFindingGoesWhereTheKeysAre(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	s.tap(0, 0)
	canvas := s.window.Canvas()
	s.do("filter.type")
	if canvas.Focused() != fyne.Focusable(s.entry().search.Field) {
		t.Errorf("the keys went to %T", canvas.Focused())
	}
	body := s.panes.detail.tabs[viewmodel.TabBody].(*bodyTab)
	s.do("detail.body")
	canvas.Focus(body.code)
	s.do("filter.type")
	if canvas.Focused() != fyne.Focusable(body.find.search.Field) {
		t.Errorf("from the body the keys went to %T", canvas.Focused())
	}
}

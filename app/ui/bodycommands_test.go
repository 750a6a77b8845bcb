package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestBodyCommandsSayWhyTheyCannotRun(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	list := s.pane.bodyCommands()
	want := func(id, why string) {
		t.Helper()
		if got := list.find(id).whyNot(); got != why {
			t.Errorf("%s cannot run for the reason %q, want %q", id, got, why)
		}
	}
	want("detail.tree", "Select one callback first")
	s.show(s.post("a=1", "Content-Type", "application/x-www-form-urlencoded"))
	want("detail.tree", "The body is no JSON")
	want("copy.path", "The body is no JSON")
	s.show(s.post(`{"a": 1}`))
	want("copy.path", "The body is not shown as a tree")
	want("detail.findnext", "Nothing is being looked for")
	list.find("detail.tree").do()
	want("copy.path", "Choose a value in the tree")
	if got := s.window.Canvas().Focused(); got != fyne.Focusable(s.bodyTab().tree.view) {
		t.Errorf("%T has the keys, and not the tree", got)
	}
	s.bodyTab().tree.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	want("copy.path", "")
	list.find("detail.tree").do()
	if s.bodyTab().tree.shown() {
		t.Error("the command does not turn back")
	}
}

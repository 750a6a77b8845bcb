package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
)

func TestBodyIsShownAsATree(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	s.show(s.post(`{"id": 12, "tags": ["a", {"deep": true}]}`))
	tree := s.pane.commands().find("detail.tree")
	tree.do()
	body := s.bodyTab()
	if !body.tree.shown() || !tree.on() || body.code.Visible() || body.bar.formats.Chosen() != "Tree" {
		t.Fatal("the tree is not shown")
	}
	s.save("tree")
	view := body.tree.view
	for range 4 {
		view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	s.pane.commands().find("copy.path").do()
	view.OnCopy(3)
	s.pane.commands().find("copy.value").do()
	if got, want := strings.Join(s.copied, " "), `tags.1 a {"deep": true}`; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	view.OnMenu(0, fyne.NewPos(50, 50))
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("a row has no menu")
	}
	s.pane.commands().find("detail.find").do()
	if body.tree.shown() || !strings.Contains(s.code(), `"id": 12`) {
		t.Error("the search does not show lines to search in")
	}
}

func TestATreeStaysForTheNextBody(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	s.show(s.post(`{"a": 1}`))
	s.pane.commands().find("detail.tree").do()
	s.show(s.post("plain words", "Content-Type", "text/plain"))
	if why := s.pane.commands().find("detail.tree").whyNot(); why != "The body is no JSON" {
		t.Errorf("a text cannot be a tree for the reason %q", why)
	}
	if got := s.code(); got != "plain words" {
		t.Errorf("a text shows %q", got)
	}
	s.show(s.post(`{"b": 2, "c": 3}`))
	if tree := s.bodyTab().tree; !tree.shown() || tree.Len() != 3 {
		t.Error("the next JSON is not a tree again")
	}
	s.show(s.post(`{"b": 2,`))
	s.code()
	s.seen("Line 1, column")
}

func TestAHugeTreeIsMadeAside(t *testing.T) {
	s := newDetailStage(t, look.Light, fyne.NewSize(600, 600))
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, `,{"id":%d,"text":"something to read"}`, i)
	}
	body := s.bodyTab()
	body.wanted = viewmodel.AsTree
	s.show(s.post("[" + b.String()[1:] + "]"))
	if body.tree.Len() != 0 {
		t.Error("the tree was made on the UI goroutine")
	}
	s.until("the tree is made", func() bool { return body.tree.Len() == 101 })
	body.tree.Toggle(1)
	if body.tree.Len() != 1101 {
		t.Errorf("one group has %d rows", body.tree.Len()-101)
	}
}

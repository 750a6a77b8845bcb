package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// fakeTree has a root over ten branches, each with a hundred leaves.
type fakeTree struct{ open [11]bool }

func (m *fakeTree) rows() (list []string) {
	list = append(list, "root")
	for i := range 10 {
		list = append(list, fmt.Sprint("branch ", i))
		if m.open[i] {
			for k := range 100 {
				list = append(list, fmt.Sprint("leaf ", i, ".", k))
			}
		}
	}
	return list
}

func (m *fakeTree) Len() int { return len(m.rows()) }

func (m *fakeTree) Row(i int) TreeRow {
	name := m.rows()[i]
	row := TreeRow{Name: `"` + name + `"`, NameRole: look.Key}
	switch kind, rest, _ := strings.Cut(name, " "); kind {
	case "root":
		row.Branch, row.Open, row.Value, row.Note = true, true, "{ }", "10 members"
	case "branch":
		row.Depth, row.Branch, row.Open = 1, true, m.open[int(rest[0]-'0')]
		row.Value, row.ValueRole, row.Note = "[ ]", look.Punct, "100 items"
	case "leaf":
		row.Depth, row.Value, row.ValueRole = 2, `"`+strings.Repeat("long ", 40)+`"`, look.String
	}
	return row
}

func (m *fakeTree) Parent(i int) int {
	depth := m.Row(i).Depth
	for i--; i >= 0 && m.Row(i).Depth >= depth; i-- {
	}
	return i
}

func (m *fakeTree) Toggle(i int) {
	if kind, rest, _ := strings.Cut(m.rows()[i], " "); kind == "branch" {
		m.open[int(rest[0]-'0')] = !m.open[int(rest[0]-'0')]
	}
}

func newTreeStage(t *testing.T, variant look.Variant) (*stage, *Tree, *fakeTree) {
	t.Helper()
	model := &fakeTree{}
	tree := NewTree(model)
	return newStage(t, variant, fyne.NewSize(460, 400), tree), tree, model
}

func TestTreeIsWalkedByKeys(t *testing.T) {
	s, tree, model := newTreeStage(t, look.Dark)
	s.window.Canvas().Focus(tree)
	for _, step := range []struct {
		key    fyne.KeyName
		chosen int
		rows   int
	}{
		{fyne.KeyUp, 0, 11}, {fyne.KeyDown, 1, 11}, {fyne.KeyDown, 2, 11}, {fyne.KeyRight, 2, 111}, {fyne.KeyRight, 3, 111},
		{fyne.KeyRight, 3, 111}, {fyne.KeyPageDown, 20, 111}, {fyne.KeyLeft, 2, 111}, {fyne.KeyLeft, 2, 11}, {fyne.KeyLeft, 0, 11},
		{fyne.KeyEnd, 10, 11}, {fyne.KeySpace, 10, 111}, {fyne.KeyEnd, 110, 111}, {fyne.KeyHome, 0, 111},
	} {
		tree.TypedKey(key(step.key))
		if tree.Chosen() != step.chosen || model.Len() != step.rows {
			t.Errorf("after %s row %d of %d is chosen, want %d of %d", step.key, tree.Chosen(), model.Len(), step.chosen, step.rows)
		}
	}
	copied := -1
	tree.OnCopy = func(row int) { copied = row }
	tree.TypedShortcut(&fyne.ShortcutCopy{})
	if copied != 0 {
		t.Errorf("copied row %d", copied)
	}
	s.save("dark")
}

func TestTreeOpensWhereOneClicks(t *testing.T) {
	s, tree, model := newTreeStage(t, look.Light)
	y := func(row int) float32 { return treeTop + float32(row)*treeRowHeight + 8 }
	tree.MouseDown(mouse(treeEdge+treeIndent+6, y(2), 0)) // on the arrow
	if model.Len() != 111 || tree.Chosen() != 2 {
		t.Errorf("a click on the arrow leaves %d rows, row %d chosen", model.Len(), tree.Chosen())
	}
	tree.MouseDown(mouse(200, y(1), 0))
	if model.Len() != 111 || tree.Chosen() != 1 {
		t.Error("a click on a row opens it")
	}
	tree.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(200, y(2))})
	if model.Len() != 11 {
		t.Error("a double click does not close a row")
	}
	var menus []int
	tree.OnMenu = func(row int, _ fyne.Position) { menus = append(menus, row) }
	test.TapSecondaryAt(tree, fyne.NewPos(200, y(3)))
	test.TapSecondaryAt(tree, fyne.NewPos(200, y(12))) // below the last
	if !slices.Equal(menus, []int{3}) {
		t.Errorf("menus for %v", menus)
	}
	for i := range 3 {
		model.Toggle(1 + 101*i)
	}
	tree.Restart()
	test.Scroll(s.window.Canvas(), fyne.NewPos(100, 100), 0, -500)
	if tree.view.top == 0 {
		t.Error("the wheel does not scroll")
	}
	s.move(200, y(3))
	tree.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(455, treeTop+tree.thumbMiddle())}, Button: desktop.MouseButtonPrimary})
	before := tree.view.top
	tree.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 100)})
	tree.MouseUp(nil)
	if tree.view.top <= before {
		t.Error("the thumb does not scroll")
	}
	s.save("light")
}

func (t *Tree) thumbMiddle() float32 {
	y, length := t.view.thumb()
	return y + length/2
}

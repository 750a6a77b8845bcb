package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// bodyTree shows a JSON body as a tree.
type bodyTree struct {
	view *controls.Tree

	tab  *bodyTab
	tree *viewmodel.Tree // nil while another way is shown
	keys bool            // it is to get the keys once it is made
}

var _ controls.TreeModel = (*bodyTree)(nil)

func newBodyTree(tab *bodyTab) *bodyTree {
	b := &bodyTree{tab: tab}
	b.view = controls.NewTree(b)
	b.view.OnMenu = b.menu
	b.view.OnCopy = b.copyValue
	b.view.OnKey = func(key fyne.KeyName, shift bool) { tab.typed(b.view, key, shift) }
	return b
}

// makeTree makes the tree and shows it; what is no JSON is shown as it came, with what is
// wrong.
func (t *bodyTab) makeTree() {
	body := t.body
	work := func(ctx context.Context) func() {
		tree, err := body.Tree(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			t.bar.ready()
			if err != nil {
				t.make(viewmodel.Pretty, func() {})
				return
			}
			t.made.text = nil
			t.find.setText(nil)
			t.strips.setProblem(nil)
			t.bar.setWrap(say.L("A tree has no lines to wrap"))
			t.tree.tree = tree
			t.only(t.tree.view)
			t.tree.view.Restart()
			t.content.Refresh()
			if t.tree.keys {
				t.tree.keys = false
				t.pane.focus(t.tree.view)
			}
		}
	}
	if len(body.Bytes) <= quick {
		t.made.work.stop()
		work(context.Background())()
		return
	}
	t.bar.wait(say.L("Reading %s …", viewmodel.Size(int64(len(body.Bytes)))))
	t.made.work.do(work)
}

// possible says whether the body can be shown as a tree.
func (b *bodyTree) possible() bool {
	return slices.Contains(b.tab.body.Views(), viewmodel.AsTree)
}

func (b *bodyTree) shown() bool { return b.tab.view == viewmodel.AsTree && b.view.Visible() }

// open shows the tree, also of the bodies to come, and brings the keys into it.
func (b *bodyTree) open() {
	b.tab.wanted, b.keys = viewmodel.AsTree, true
	b.tab.choose(viewmodel.AsTree)
}

// close shows the body formatted again.
func (b *bodyTree) close() {
	b.tab.wanted = viewmodel.Pretty
	b.tab.choose(viewmodel.Pretty)
}

// Len implements [controls.TreeModel].
func (b *bodyTree) Len() int {
	if b.tree == nil {
		return 0
	}
	return b.tree.Len()
}

// Row implements [controls.TreeModel].
func (b *bodyTree) Row(i int) controls.TreeRow {
	r := b.tree.Row(i)
	row := controls.TreeRow{
		Depth: r.Depth, Branch: r.Branch, Open: r.Open, Name: r.Name, Value: r.Value, ValueRole: tokenRole(r.Kind), Note: r.Note,
	}
	if r.Member {
		row.NameRole = look.Key
	}
	return row
}

// Parent implements [controls.TreeModel].
func (b *bodyTree) Parent(i int) int { return b.tree.Parent(i) }

// Toggle implements [controls.TreeModel].
func (b *bodyTree) Toggle(i int) {
	if b.tree.Row(i).Open {
		b.tree.Close(i)
	} else {
		b.tree.Open(i)
	}
}

func (b *bodyTree) copyValue(row int) {
	if value := b.tree.Value(row); value != "" {
		b.tab.pane.deps.copy(value, say.L("value"))
	}
}

func (b *bodyTree) copyPath(row int) {
	if path := b.tree.Path(row); path != "" {
		b.tab.pane.deps.copy(path, say.L("path"))
	}
}

func (b *bodyTree) menu(row int, at fyne.Position) {
	var items []*fyne.MenuItem
	add := func(title string, possible bool, do func()) {
		item := fyne.NewMenuItem(title, do)
		item.Disabled = !possible
		items = append(items, item)
	}
	add(say.L("Copy value"), b.tree.Value(row) != "", func() { b.copyValue(row) })
	add(say.L("Copy path"), b.tree.Path(row) != "", func() { b.copyPath(row) })
	add(say.L("Copy body as it came"), true, b.tab.copyExact)
	items = append(items, fyne.NewMenuItemSeparator())
	branch := b.tree.Row(row).Branch
	add(say.L("Open all below"), branch, func() { b.tree.OpenBelow(row); b.view.Refresh() })
	add(say.L("Close"), b.tree.Row(row).Open, func() { b.tree.Close(row); b.view.Refresh() })
	items = append(items, fyne.NewMenuItemSeparator())
	add(say.L("Show formatted"), true, b.close)
	popUp(b.view, at, items...)
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// TreeModel is what a tree shows. The rows that are closed away are not among Len.
type TreeModel interface {
	Len() int
	Row(i int) TreeRow
	Parent(i int) int // -1 for the first
	Toggle(i int)     // opens or closes a branch
}

// TreeRow is how one row looks.
type TreeRow struct {
	Depth        int
	Branch, Open bool
	Name         string
	NameRole     look.Role
	Value        string
	ValueRole    look.Role
	Note         string
}

// Tree shows rows that open and close, to walk by mouse and keys. It draws only those in view.
type Tree struct {
	widget.BaseWidget

	OnMenu func(row int, at fyne.Position)
	OnCopy func(row int)                      // Ctrl+C
	OnKey  func(key fyne.KeyName, shift bool) // keys that the tree has no use for

	model   TreeModel
	view    scrollView
	chosen  int
	over    int
	focused bool
	thumb   bool
}

const (
	treeTop    = 6 // over the first row
	treeEdge   = 10
	treeIndent = 16
	treeDeep   = 24 // levels that are indented
	treeSign   = 18 // room of the arrow before a row
)

var (
	_ drawn                  = (*Tree)(nil)
	_ fyne.Focusable         = (*Tree)(nil)
	_ fyne.Scrollable        = (*Tree)(nil)
	_ fyne.Draggable         = (*Tree)(nil)
	_ fyne.DoubleTappable    = (*Tree)(nil)
	_ fyne.SecondaryTappable = (*Tree)(nil)
	_ fyne.Shortcutable      = (*Tree)(nil)
	_ desktop.Mouseable      = (*Tree)(nil)
	_ desktop.Hoverable      = (*Tree)(nil)
)

// NewTree makes a tree of a model's rows.
func NewTree(model TreeModel) *Tree {
	t := &Tree{model: model, over: -1}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is for the toolkit.
func (t *Tree) CreateRenderer() fyne.WidgetRenderer { return newRenderer(t) }

// Restart shows the model from its first row, after it became another one.
func (t *Tree) Restart() {
	t.view.top, t.view.part, t.chosen, t.over = 0, 0, 0, -1
	t.Refresh()
}

// Chosen returns the row that the keys act on, or -1 in an empty tree.
func (t *Tree) Chosen() int { return min(t.chosen, t.model.Len()-1) }

// RowPosition returns where a row is in the tree, for a menu opened by a key.
func (t *Tree) RowPosition(row int) fyne.Position {
	return fyne.NewPos(60, treeTop+t.view.y(row)+look.CodeLineHeight)
}

func (t *Tree) least() fyne.Size { return fyne.NewSize(120, 2*look.CodeLineHeight) }

func (t *Tree) draw(b *brush, size fyne.Size) {
	t.view.resize(t.model.Len(), treeRowHeight, size.Height-2*treeTop)
	b.fill(0, 0, size.Width, size.Height, look.Code)
	for i := t.view.top; i < t.view.end(); i++ {
		t.drawRow(b, i, treeTop+t.view.y(i), size.Width)
	}
	t.view.drawThumb(b, size, treeTop, t.thumb)
	if t.focused {
		b.ring(size, 0)
	}
}

const treeRowHeight = look.CodeLineHeight + 3

func (t *Tree) drawRow(b *brush, i int, y, width float32) {
	const h = treeRowHeight
	switch {
	case i == t.Chosen() && t.focused:
		b.fill(0, y, width, h, look.Select)
	case i == t.Chosen():
		b.fill(0, y, width, h, look.SelectIdle)
	case i == t.over:
		b.fill(0, y, width, h, look.Hover)
	}
	row := t.model.Row(i)
	x := treeX(row)
	if row.Branch {
		sign := "chevron-right"
		if row.Open {
			sign = "chevron-down"
		}
		b.icon(sign, look.Text2, x, y+(h-look.IconButton)/2, look.IconButton)
	}
	x += treeSign
	end := width - thumbHit
	put := func(text string, f face, role look.Role, gap float32) {
		if text != "" && x < end {
			w, _ := b.textIn(text, f, role, x, y, end-x, h)
			x += w + gap
		}
	}
	put(row.Name, codeFace(), or(row.NameRole, look.Text3), 0)
	if row.Name != "" && row.Value != "" {
		put(":", codeFace(), look.Punct, codeFace().width(" "))
	}
	put(row.Value, codeFace(), or(row.ValueRole, look.Text), columnGap)
	put(row.Note, regular(look.CaptionSize), look.Text3, 0)
}

// treeX is where the sign of a row stands.
func treeX(row TreeRow) float32 { return treeEdge + float32(min(row.Depth, treeDeep))*treeIndent }

// rowAt returns the row at a height, or -1.
func (t *Tree) rowAt(y float32) int {
	if row := t.view.at(y - treeTop); y >= treeTop && row < t.model.Len() {
		return row
	}
	return -1
}

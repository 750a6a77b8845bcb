package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// GridModel is what a grid shows. Row fills in the i-th of Len rows; the row and its cells
// are kept by the grid and come in zeroed, one cell for each of the grid's columns.
type GridModel interface {
	Len() int
	Row(i int, row *Row)
}

// Row is how one row looks now.
type Row struct {
	Cells    []Cell
	Edge     look.Role // three units at the left; the cursor's row has the accent
	Selected bool
	Cursor   bool // the one row that the keys start from
	New      bool // lately arrived: tinted
	Struck   bool // about to go: struck through
}

// Cell is what stands in one field of a row: a text, with a sign before it, in a badge or
// after a dot where a role says so.
type Cell struct {
	Text     string
	Role     look.Role // of the text; Text where there is none
	Mono     bool
	Bold     bool
	Sign     string // before the text: "↙", "2×"
	SignRole look.Role
	Badge    look.Role // draws the text in a badge of this state
	Dot      look.Role // draws a dot before the text
	End      string    // a second text, at the right edge of the field
	EndRole  look.Role
	Tip      string // shown on hover; a text that was cut shows itself
}

// Align says where a column's texts stand.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Right
	Centre
)

// Column is one column of a grid. Widths are in units and hold the gap to the next.
type Column struct {
	ID, Title  string
	Width, Min float32
	Align      Align
	FoldOrder  int  // 1 goes first where there is no room; 0 stays
	Flexible   bool // takes the room that is left; one column of a grid is
	Hidden     bool
	Sorts      bool   // a click on its head asks for another order
	Tip        string // of its head
}

// SortMark says which column the rows are sorted by, for the arrow in its head.
type SortMark struct {
	ID   string
	Down bool
}

// GridEvents are what a person does to a grid. All may be nil.
type GridEvents struct {
	OnTap        func(row int, held fyne.KeyModifier) // pressed the mouse on a row
	OnActivate   func(row int)                        // double click
	OnMenu       func(row int, at fyne.Position)      // right click, at on the canvas; row is -1 below the last
	OnHeaderMenu func(id string, at fyne.Position)    // right click on a head
	OnSort       func(id string)                      // click on a head that sorts
	OnColumns    func()                               // a width was changed by hand
	OnWalk       func(rows int, extend bool)          // arrow and page keys: how far to move the cursor; Home and End pass the ends
	OnKey        func(key fyne.KeyName, shift bool)   // other keys
	OnRune       func(r rune)                         // typed letters
	OnScroll     func()                               // the rows in view changed by hand
	OnFocus      func(focused bool)
}

// Grid is a list of rows in columns. It draws only the rows in view, so a million rows
// cost what one screen costs. Which rows are selected is the model's business.
type Grid struct {
	widget.BaseWidget
	GridEvents

	Columns []Column
	Sort    SortMark
	Stale   bool // the rows are those of an older question: drawn at 60 %

	model   GridModel
	view    scrollView
	pointer gridPointer
	laid    []laidColumn
	row     Row // filled anew for each row that is drawn
	focused bool
}

var (
	_ drawn                  = (*Grid)(nil)
	_ fyne.Scrollable        = (*Grid)(nil)
	_ fyne.Draggable         = (*Grid)(nil)
	_ fyne.DoubleTappable    = (*Grid)(nil)
	_ fyne.SecondaryTappable = (*Grid)(nil)
	_ fyne.Shortcutable      = (*Grid)(nil)
	_ desktop.Mouseable      = (*Grid)(nil)
	_ desktop.Hoverable      = (*Grid)(nil)
	_ desktop.Cursorable     = (*Grid)(nil)
)

// NewGrid makes a grid of a model's rows.
func NewGrid(model GridModel, columns []Column) *Grid {
	g := &Grid{model: model, Columns: columns}
	g.pointer.clear()
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer is for the toolkit.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return newRenderer(g) }

// SetModel shows other rows, from the first.
func (g *Grid) SetModel(model GridModel) {
	g.model = model
	g.view.top, g.view.part = 0, 0
	g.Refresh()
}

// Offset says where the view begins: the row at the top, and how much of it is above, in
// units.
func (g *Grid) Offset() (row int, part float32) { return g.view.top, g.view.part }

// SetOffset puts a row at the top, with part of it above.
func (g *Grid) SetOffset(row int, part float32) {
	g.view.top, g.view.part = row, part
	g.Refresh()
}

// AtTop says whether the first row is wholly in view.
func (g *Grid) AtTop() bool { return g.view.top == 0 && g.view.part < 1 }

// Shift tells the grid that rows came in above the view, or went from there, so that
// those being read stay where they are. It does not refresh.
func (g *Grid) Shift(rows int) { g.view.top = max(g.view.top+rows, 0) }

// Reveal scrolls as little as needed for a row to be wholly in view.
func (g *Grid) Reveal(row int) {
	g.view.reveal(row)
	g.Refresh()
}

// Page returns how many rows are wholly in view, at least one.
func (g *Grid) Page() int { return g.view.page() }

// RowAt returns the row under a place in the grid, or -1.
func (g *Grid) RowAt(at fyne.Position) int {
	if at.Y < look.ColumnHeadSize || at.X < 0 || at.X >= g.Size().Width || at.Y >= g.Size().Height {
		return -1
	}
	if row := g.view.at(at.Y - look.ColumnHeadSize); row < g.model.Len() {
		return row
	}
	return -1
}

// RowPosition returns where a row's middle is in the grid, for a menu opened by a key.
func (g *Grid) RowPosition(row int) fyne.Position {
	y := look.ColumnHeadSize + g.view.y(row) + g.view.rowHeight/2
	return fyne.NewPos(120, min(max(y, look.ColumnHeadSize), g.Size().Height-8))
}

func (g *Grid) least() fyne.Size { return fyne.NewSize(160, look.ColumnHeadSize+2*look.RowHeight()) }

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/look"
)

// gridDrag is what the pointer holds.
type gridDrag uint8

const (
	dragNothing gridDrag = iota
	dragThumb
	dragEdge
)

// gridPointer is what the pointer is over, each -1 if over none, and what it holds.
type gridPointer struct {
	row, head, edge int
	column          int // with row: which field
	drag            gridDrag
	held            int // with dragEdge: the laid column
	pressed         int // the row that was pressed last
}

func (p *gridPointer) clear() {
	*p = gridPointer{row: -1, head: -1, edge: -1, column: -1, held: -1, pressed: -1}
}

// MouseIn is MouseMoved.
func (g *Grid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved lights up the row or head under the pointer.
func (g *Grid) MouseMoved(ev *desktop.MouseEvent) {
	now := gridPointer{
		row: g.RowAt(ev.Position), head: -1, column: g.columnAt(ev.Position.X), edge: g.edgeAt(ev.Position),
		drag: g.pointer.drag, held: g.pointer.held, pressed: g.pointer.pressed,
	}
	if ev.Position.Y < look.ColumnHeadSize {
		now.head = now.column
	}
	was := g.pointer
	g.pointer = now
	if now.row != was.row || now.head != was.head || now.edge != was.edge {
		g.Refresh()
	}
	if now.row != was.row || now.column != was.column || now.head != was.head {
		showTip(g, g.tip(), ev.AbsolutePosition)
	}
}

// Under returns which column is under the pointer, by its place in Columns, or -1.
func (g *Grid) Under() int {
	if g.pointer.column < 0 || g.pointer.column >= len(g.laid) {
		return -1
	}
	return g.laid[g.pointer.column].index
}

// MouseOut lets all be as it was.
func (g *Grid) MouseOut() {
	g.pointer.row, g.pointer.head, g.pointer.edge, g.pointer.column = -1, -1, -1, -1
	hideTip(g)
	g.Refresh()
}

// tip is what there is to say about the field under the pointer: its own tip, or the whole
// of a text that was cut.
func (g *Grid) tip() string {
	if g.pointer.head >= 0 {
		return g.Columns[g.laid[g.pointer.head].index].Tip
	}
	if g.pointer.row < 0 || g.pointer.column < 0 {
		return ""
	}
	laid := g.laid[g.pointer.column]
	g.fill(g.pointer.row)
	cell := &g.row.Cells[laid.index]
	if cell.Tip != "" || cell.width() <= laid.width-columnGap {
		return cell.Tip
	}
	return cell.Text
}

// Cursor shows where an edge can be dragged.
func (g *Grid) Cursor() desktop.Cursor {
	if g.pointer.edge >= 0 || g.pointer.drag == dragEdge {
		return desktop.HResizeCursor
	}
	if g.pointer.head >= 0 && g.Columns[g.laid[g.pointer.head].index].Sorts {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseDown takes the thumb or an edge, or selects a row at once, without waiting whether
// a second click follows.
func (g *Grid) MouseDown(ev *desktop.MouseEvent) {
	g.focus()
	hideTip(g)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if edge := g.edgeAt(ev.Position); edge >= 0 {
		g.pointer.drag, g.pointer.held = dragEdge, edge
		return
	}
	if g.view.onThumb(ev.Position, g.Size().Width, look.ColumnHeadSize) {
		g.pointer.drag = dragThumb
		g.Refresh()
		return
	}
	if ev.Position.Y < look.ColumnHeadSize {
		if head := g.headAt(ev.Position.X); head != nil && head.Sorts && g.OnSort != nil {
			g.OnSort(head.ID)
		}
		return
	}
	g.pointer.pressed = g.RowAt(ev.Position)
	if g.pointer.pressed >= 0 && g.OnTap != nil {
		g.OnTap(g.pointer.pressed, ev.Modifier)
	}
}

// MouseUp lets go of what was held.
func (g *Grid) MouseUp(*desktop.MouseEvent) { g.DragEnd() }

// Dragged moves the thumb or an edge.
func (g *Grid) Dragged(ev *fyne.DragEvent) {
	switch g.pointer.drag {
	case dragThumb:
		g.view.dragThumb(ev.Dragged.DY)
		g.scrolled()
	case dragEdge:
		g.resizeColumn(g.pointer.held, ev.Dragged.DX)
	}
}

// DragEnd lets go of what was held.
func (g *Grid) DragEnd() {
	was := g.pointer.drag
	g.pointer.drag, g.pointer.held = dragNothing, -1
	if was == dragEdge && g.OnColumns != nil {
		g.OnColumns()
	}
	if was != dragNothing {
		g.Refresh()
	}
}

// DoubleTapped opens a row, or fits a column whose edge was clicked. Two quick clicks on two
// rows come here too, and open neither.
func (g *Grid) DoubleTapped(ev *fyne.PointEvent) {
	if edge := g.edgeAt(ev.Position); edge >= 0 {
		g.fitColumn(edge)
		if g.OnColumns != nil {
			g.OnColumns()
		}
		return
	}
	if row := g.RowAt(ev.Position); row >= 0 && row == g.pointer.pressed && g.OnActivate != nil {
		g.OnActivate(row)
	}
}

// TappedSecondary asks for a menu.
func (g *Grid) TappedSecondary(ev *fyne.PointEvent) {
	hideTip(g)
	if ev.Position.Y < look.ColumnHeadSize {
		if g.OnHeaderMenu != nil {
			id := ""
			if head := g.headAt(ev.Position.X); head != nil {
				id = head.ID
			}
			g.OnHeaderMenu(id, ev.AbsolutePosition)
		}
		return
	}
	if g.pointer.column = g.columnAt(ev.Position.X); g.OnMenu != nil {
		g.OnMenu(g.RowAt(ev.Position), ev.AbsolutePosition)
	}
}

// Scrolled moves the view by the wheel.
func (g *Grid) Scrolled(ev *fyne.ScrollEvent) {
	if g.view.by(-ev.Scrolled.DY * wheelSpeed) {
		g.scrolled()
	}
}

// wheelSpeed makes one notch of a wheel some two rows.
const wheelSpeed = 2

func (g *Grid) scrolled() {
	g.pointer.row = -1 // the row under the pointer is another one now
	hideTip(g)
	g.Refresh()
	if g.OnScroll != nil {
		g.OnScroll()
	}
}

package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

const (
	gridPad     = 14 // before the first column
	columnGap   = 12 // at the end of each column
	columnLeast = 28
	edgeHit     = 5 // how near the pointer takes an edge between heads
	fitRows     = 200
)

// laidColumn is a column as it stands: its place in Columns, and its edges.
type laidColumn struct {
	index    int
	x, width float32
}

func (c laidColumn) end() float32 { return c.x + c.width }

// lay places the columns in a width: columns fold away by their order until the others
// have room, and the flexible one takes the rest.
func (g *Grid) lay(width float32) {
	room := width - gridPad - thumbWidth
	folded := 0
	for g.wanted(folded) > room && folded < len(g.Columns) {
		folded++
	}
	left := room - g.wanted(folded)
	g.laid = g.laid[:0]
	x := float32(gridPad)
	for i, c := range g.Columns {
		if c.folds(folded) {
			continue
		}
		w := c.Width
		if c.Flexible {
			w = max(c.Min+left, columnLeast)
		}
		g.laid = append(g.laid, laidColumn{i, x, w})
		x += w
	}
}

func (c *Column) folds(folded int) bool {
	return c.Hidden || c.FoldOrder > 0 && c.FoldOrder <= folded
}

// wanted is how wide the columns are with some folded, the flexible one at its least.
func (g *Grid) wanted(folded int) float32 {
	var sum float32
	for _, c := range g.Columns {
		switch {
		case c.folds(folded):
		case c.Flexible:
			sum += c.Min
		default:
			sum += c.Width
		}
	}
	return sum
}

// Shown returns the ids of the columns that have room now, from left to right.
func (g *Grid) Shown() []string {
	ids := make([]string, len(g.laid))
	for i, c := range g.laid {
		ids[i] = g.Columns[c.index].ID
	}
	return ids
}

// columnAt returns the laid column at x, or -1.
func (g *Grid) columnAt(x float32) int {
	for i, c := range g.laid {
		if x >= c.x && x < c.end() {
			return i
		}
	}
	return -1
}

// headAt returns the column whose head stands at x, or nil.
func (g *Grid) headAt(x float32) *Column {
	if laid := g.columnAt(x); laid >= 0 {
		return &g.Columns[g.laid[laid].index]
	}
	return nil
}

// edgeAt returns the laid column whose width the pointer at a place would change, or -1.
// An edge right of the flexible column belongs to the column after it, which grows to
// the left.
func (g *Grid) edgeAt(at fyne.Position) int {
	if at.Y < 0 || at.Y >= look.ColumnHeadSize {
		return -1
	}
	flexible := false
	for i, c := range g.laid {
		flexible = flexible || g.Columns[c.index].Flexible
		if at.X < c.end()-columnGap-edgeHit || at.X > c.end()-columnGap+edgeHit {
			continue
		}
		if !flexible {
			return i
		}
		if i+1 < len(g.laid) {
			return i + 1
		}
	}
	return -1
}

// resizeColumn changes the width of a laid column as its edge is dragged.
func (g *Grid) resizeColumn(laid int, by float32) {
	for _, c := range g.laid[:laid] {
		if g.Columns[c.index].Flexible {
			by = -by
		}
	}
	c := &g.Columns[g.laid[laid].index]
	c.Width = max(c.Width+by, c.Min, columnLeast)
	g.Refresh()
}

// fitColumn makes a laid column as wide as the widest of the rows around the view.
func (g *Grid) fitColumn(laid int) {
	index := g.laid[laid].index
	c := &g.Columns[index]
	widest := headFace().width(c.Title)
	from := max(g.view.top-fitRows/2, 0)
	for i := from; i < min(from+fitRows, g.model.Len()); i++ {
		g.fill(i)
		widest = max(widest, g.row.Cells[index].width())
	}
	c.Width = max(widest+columnGap+2, c.Min, columnLeast)
	g.Refresh()
}

// fill asks the model for a row.
func (g *Grid) fill(i int) {
	if len(g.row.Cells) != len(g.Columns) {
		g.row.Cells = make([]Cell, len(g.Columns))
	}
	cells := g.row.Cells
	clear(cells)
	g.row = Row{Cells: cells}
	g.model.Row(i, &g.row)
}

func headFace() face { return bold(look.CaptionSize) }

// face is what a cell's text is set in.
func (c *Cell) face() face {
	switch {
	case c.Badge != look.None:
		return bold(look.CaptionSize)
	case c.Mono:
		f := mono(look.SmallSize)
		f.style.Bold = c.Bold
		return f
	case c.Bold:
		return bold(look.BodySize)
	default:
		return regular(look.BodySize)
	}
}

// width is how wide a cell wants to be.
func (c *Cell) width() float32 {
	w := c.face().width(c.Text)
	if c.Badge != look.None {
		w += 2 * badgePad
	}
	if c.Dot != look.None {
		w += dotRoom
	}
	if c.Sign != "" {
		w += signRoom(c.Sign)
	}
	if c.End != "" {
		w += mono(look.SmallSize).width(c.End) + columnGap
	}
	return w
}

// signRoom is how much room a sign takes: at least that of an arrow, so that words after
// different arrows stand in line.
func signRoom(sign string) float32 {
	return max(regular(look.BodySize).width(sign)+look.GapIcon, 19)
}

package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

const (
	badgePad = 7
	dotSize  = 6
	dotRoom  = 14 // a dot and the gap after it
	edgeSize = 3
)

func (g *Grid) draw(b *brush, size fyne.Size) {
	g.view.resize(g.model.Len(), look.RowHeight(), size.Height-look.ColumnHeadSize)
	g.lay(size.Width)
	b.fill(0, 0, size.Width, size.Height, look.Surface)
	for i := g.view.top; i < g.view.end(); i++ {
		g.fill(i)
		g.drawRow(b, i, look.ColumnHeadSize+g.view.y(i), size.Width)
	}
	if g.Stale {
		b.fill(0, look.ColumnHeadSize, size.Width, size.Height-look.ColumnHeadSize, look.Veil)
	}
	g.drawHeads(b, size.Width)
	g.view.drawThumb(b, size, look.ColumnHeadSize, g.pointer.drag == dragThumb)
}

func (g *Grid) drawRow(b *brush, i int, y, width float32) {
	h := g.view.rowHeight
	b.fill(0, y, width, h, g.background(i))
	if edge := g.row.Edge; g.row.Cursor && g.focused {
		b.fill(0, y, edgeSize, h, look.Accent)
	} else if edge != look.None {
		b.fill(0, y, edgeSize, h, edge)
	}
	for _, c := range g.laid {
		g.drawCell(b, &g.row.Cells[c.index], g.Columns[c.index].Align, c, y)
	}
	if g.row.Struck {
		last := g.laid[len(g.laid)-1]
		b.fill(gridPad, y+h/2, last.end()-columnGap-gridPad, 1, look.Text3)
	}
}

// background returns what lies behind a row; nothing behind a plain one.
func (g *Grid) background(i int) look.Role {
	switch {
	case g.row.Selected && g.focused:
		return look.Select
	case g.row.Selected:
		return look.SelectIdle
	case i == g.pointer.row:
		return look.Hover
	case g.row.New:
		return look.AccentBg
	case i%2 == 1:
		return look.Zebra
	default:
		return look.None
	}
}

// drawCell draws one field and notes whether its text was cut, if the pointer is there.
func (g *Grid) drawCell(b *brush, cell *Cell, align Align, c laidColumn, y float32) {
	h, x, end := g.view.rowHeight, c.x, c.end()-columnGap
	if cell.End != "" {
		f := mono(look.SmallSize)
		w := f.width(cell.End)
		if end-w > x { // a number cut in half would be another number
			b.text(cell.End, f, or(cell.EndRole, look.Text3), end-w, y, h)
			end -= w + columnGap/2
		}
	}
	if cell.Sign != "" {
		b.text(cell.Sign, regular(look.BodySize), or(cell.SignRole, look.Text3), x, y, h)
		x += signRoom(cell.Sign)
	}
	if cell.Dot != look.None {
		b.dot(x+1, y+(h-dotSize)/2, dotSize, cell.Dot)
		x += dotRoom
	}
	if cell.Badge != look.None {
		drawBadge(b, cell.Text, cell.Badge, x-1, y+(h-look.BadgeHeight)/2, end-x+badgePad)
		return
	}
	f := cell.face()
	shown := b.known.fit(cell.Text, f, end-x)
	switch align {
	case Right:
		x = end - f.width(shown)
	case Centre:
		x = max(x, (x+end-f.width(shown))/2)
	}
	role := or(cell.Role, look.Text)
	if g.row.Struck {
		role = look.Text3
	}
	b.text(shown, f, role, x, y, h)
}

// or returns a role, or another where it draws nothing.
func or(role, other look.Role) look.Role {
	if role == look.None {
		return other
	}
	return role
}

func (g *Grid) drawHeads(b *brush, width float32) {
	const h = look.ColumnHeadSize
	b.fill(0, 0, width, h, look.Surface)
	for i, c := range g.laid {
		column := &g.Columns[c.index]
		role := look.Text3
		if i == g.pointer.head {
			role = look.Text
		}
		title := column.Title
		if column.ID == g.Sort.ID && title != "" {
			role = look.Text
			title += map[bool]string{false: " ↑", true: " ↓"}[g.Sort.Down]
		}
		x, end := c.x, c.end()-columnGap
		shown := b.known.fit(title, headFace(), end-x+columnGap/2)
		switch column.Align {
		case Right:
			x = end - headFace().width(shown)
		case Centre:
			x = (x + end - headFace().width(shown)) / 2
		}
		b.text(shown, headFace(), role, x, 0, h)
		if i+1 < len(g.laid) {
			line := look.Border
			if i == g.pointer.edge {
				line = look.Accent
			}
			b.fill(c.end()-columnGap/2, 8, 1, h-16, line)
		}
	}
	b.fill(0, 0, width, 1, look.Border)
	b.fill(0, h-1, width, 1, look.Border)
}

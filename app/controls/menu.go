package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// MenuItem is one line of a menu.
type MenuItem struct {
	Text     string
	Icon     fyne.Resource // nil for none
	Keys     string        // at the right: what does the same
	Checked  bool
	Disabled bool
	Line     bool // a line between groups, and nothing else
	Do       func()
	Items    []MenuItem // of a menu that it opens
}

// Menu is the layer that a menu and the menus it opens are drawn on. It covers the window as an
// overlay: a press beside the menus closes them, and the keys walk through them.
type Menu struct {
	widget.BaseWidget

	onClose func()
	levels  []menuLevel // the menus that are open, each one beside the one before
}

// menuLevel is one menu: where it is asked for, and where it lies.
type menuLevel struct {
	items  []MenuItem
	at     fyne.Position
	size   fyne.Size
	chosen int // -1 for none
	first  int // the first item in view, where there is no room for all
	signs  bool
}

const (
	menuPad   = 5
	menuRow   = 28
	menuLine  = 9
	menuEdge  = 10 // before and after a row's texts
	menuSign  = 26 // room of an icon or tick
	menuGap   = 28 // between a text and its keys
	menuArrow = 20
	menuLeast = 160
	menuFar   = 4 // from the edge of the window
)

var (
	_ drawn                  = (*Menu)(nil)
	_ fyne.Focusable         = (*Menu)(nil)
	_ fyne.Tappable          = (*Menu)(nil)
	_ fyne.SecondaryTappable = (*Menu)(nil)
	_ fyne.Scrollable        = (*Menu)(nil)
	_ fyne.Shortcutable      = (*Menu)(nil)
	_ desktop.Hoverable      = (*Menu)(nil)
)

// NewMenu makes the layer with a menu near a place on the canvas. It calls onClose once, before
// it does what was chosen; who shows it takes it away then.
func NewMenu(items []MenuItem, at fyne.Position, onClose func()) *Menu {
	m := &Menu{onClose: onClose}
	m.levels = []menuLevel{newMenuLevel(items, at)}
	m.ExtendBaseWidget(m)
	return m
}

func newMenuLevel(items []MenuItem, at fyne.Position) menuLevel {
	l := menuLevel{items: items, at: at, chosen: -1}
	var text, keys float32
	height := float32(2 * menuPad)
	arrow := false
	for _, item := range items {
		text = max(text, regular(look.BodySize).width(item.Text))
		keys = max(keys, mono(look.CaptionSize).width(item.Keys))
		l.signs = l.signs || item.Icon != nil || item.Checked
		arrow = arrow || len(item.Items) > 0
		height += item.height()
	}
	width := 2*menuEdge + 2*menuPad + text
	if keys > 0 {
		width += menuGap + keys
	}
	if l.signs {
		width += menuSign
	}
	if arrow {
		width += menuArrow
	}
	l.size = fyne.NewSize(max(width, menuLeast), height)
	return l
}

func (i *MenuItem) height() float32 {
	if i.Line {
		return menuLine
	}
	return menuRow
}

// place returns where a level lies in the window: at its place, or as near as there is room;
// one that another opened goes to the other side of it then.
func (m *Menu) place(level int) (at fyne.Position, size fyne.Size) {
	l, all := &m.levels[level], m.Size()
	at, size = l.at, l.size
	size.Height = min(size.Height, max(all.Height-2*menuFar, menuRow))
	if over := at.X + size.Width + menuFar - all.Width; over > 0 {
		if level > 0 {
			before, wide := m.place(level - 1)
			at.X, over = before.X-size.Width+menuFar, 0
			if at.X < menuFar {
				at.X, over = before.X+wide.Width, before.X+wide.Width+size.Width+menuFar-all.Width
			}
		}
		at.X -= over
	}
	at.X = max(at.X, menuFar)
	at.Y = max(min(at.Y, all.Height-size.Height-menuFar), menuFar)
	return at, size
}

// Items returns the lines of the first menu; none once it is closed.
func (m *Menu) Items() []MenuItem {
	if len(m.levels) == 0 {
		return nil
	}
	return m.levels[0].items
}

// CreateRenderer is for the toolkit.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer { return newRenderer(m) }

func (m *Menu) least() fyne.Size { return fyne.Size{} }

func (m *Menu) draw(b *brush, _ fyne.Size) {
	for n := range m.levels {
		at, size := m.place(n)
		b.rect(at.X, at.Y, size.Width, size.Height, box{
			fill: look.Surface, line: look.BorderStrong, radius: look.RadiusCard, shadow: true,
		})
		m.eachRow(n, func(i int, y float32) {
			m.levels[n].drawItem(b, i, at.X, y, size.Width)
		})
	}
}

// eachRow visits the items of a level that are in view, with their height on the canvas.
func (m *Menu) eachRow(level int, visit func(i int, y float32)) {
	at, size := m.place(level)
	l, y := &m.levels[level], at.Y+menuPad
	for i := l.first; i < len(l.items) && y+l.items[i].height() <= at.Y+size.Height-menuPad+0.5; i++ {
		visit(i, y)
		y += l.items[i].height()
	}
}

func (l *menuLevel) drawItem(b *brush, i int, x, y, width float32) {
	item := &l.items[i]
	if item.Line {
		b.fill(x, y+menuLine/2, width, 1, look.Border)
		return
	}
	if i == l.chosen {
		b.rect(x+menuPad, y, width-2*menuPad, menuRow, box{fill: look.Hover, radius: look.RadiusField})
	}
	role, sign := look.Text, look.Text2
	if item.Disabled {
		role, sign = look.Text3, look.Text3
	}
	left, right := x+menuPad+menuEdge, x+width-menuPad-menuEdge
	const inset = (menuRow - look.IconBar) / 2
	switch {
	case item.Checked:
		b.icon("check", look.Accent, left-2, y+inset, look.IconBar)
	case item.Icon != nil:
		b.picture(item.Icon, left-2, y+inset, look.IconBar)
	}
	if l.signs {
		left += menuSign
	}
	b.text(item.Text, regular(look.BodySize), role, left, y, menuRow)
	switch {
	case len(item.Items) > 0:
		b.icon("chevron-right", sign, right-look.IconButton+2, y+(menuRow-look.IconButton)/2, look.IconButton)
	case item.Keys != "":
		b.textRight(item.Keys, mono(look.CaptionSize), look.Text3, right, y, menuRow)
	}
}

package controls

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/look"
)

// Tab is a word in a bar, with a count or size after it.
type Tab struct {
	ID, Title, Count string
}

// TabBar chooses one of some panes by words with a line below. Where they have no room, the
// counts go first, and then the last tabs, behind a "+2" that opens the rest.
type TabBar struct {
	touch

	OnChoose func(id string)
	OnMore   func(rest []Tab, at fyne.Position)

	tabs   []Tab
	chosen string
	over   int
	counts bool
	laid   []laidTab // those with room, and the one for the rest
}

type laidTab struct{ x, width float32 }

const (
	tabPad   = 8
	tabInset = 8 // so that the first word stands at the edge of a panel
)

var _ drawn = (*TabBar)(nil)

// NewTabBar makes a bar.
func NewTabBar(tabs []Tab, onChoose func(id string)) *TabBar {
	w := &TabBar{OnChoose: onChoose, over: -1}
	w.extend(w, nil)
	w.SetTabs(tabs)
	return w
}

// CreateRenderer is for the toolkit.
func (w *TabBar) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// SetTabs shows other tabs. The chosen one stays if it is among them, else the first is.
func (w *TabBar) SetTabs(tabs []Tab) {
	w.tabs = tabs
	if w.index(w.chosen) < 0 && len(tabs) > 0 {
		w.chosen = tabs[0].ID
	}
	w.Refresh()
}

// Choose marks a tab, without telling.
func (w *TabBar) Choose(id string) {
	if w.chosen != id {
		w.chosen = id
		w.Refresh()
	}
}

// Chosen returns the id of the chosen tab.
func (w *TabBar) Chosen() string { return w.chosen }

func (w *TabBar) index(id string) int {
	for i, tab := range w.tabs {
		if tab.ID == id {
			return i
		}
	}
	return -1
}

func (w *TabBar) least() fyne.Size { return fyne.NewSize(80, look.TabHeight) }

// width is how much room a tab takes. Chosen or not makes no difference, so that choosing
// does not move the others.
func (w *TabBar) width(tab Tab) float32 {
	width := bold(look.BodySize).width(tab.Title) + 2*tabPad
	if w.counts && tab.Count != "" {
		width += countWidth(tab.Count) + look.GapIcon
	}
	return width
}

func countWidth(count string) float32 { return regular(look.TinySize).width(count) + 10 }

func (w *TabBar) lay(width float32) {
	sum := func() (sum float32) {
		for _, tab := range w.tabs {
			sum += w.width(tab)
		}
		return sum
	}
	room := width - 2*tabInset
	w.counts = true
	if sum() > room {
		w.counts = false
	}
	rest := float32(0)
	if sum() > room {
		rest = 40
	}
	w.laid = w.laid[:0]
	x := float32(tabInset)
	for _, tab := range w.tabs {
		tw := w.width(tab)
		if x+tw > tabInset+room-rest {
			w.laid = append(w.laid, laidTab{x, rest})
			return
		}
		w.laid = append(w.laid, laidTab{x, tw})
		x += tw
	}
}

// more returns which laid tab stands for the rest, or -1.
func (w *TabBar) more() int {
	if n := len(w.laid); n > 0 && (n < len(w.tabs) || w.laid[n-1].width < w.width(w.tabs[n-1])) {
		return n - 1
	}
	return -1
}

func (w *TabBar) draw(b *brush, size fyne.Size) {
	w.lay(size.Width)
	const h = look.TabHeight
	b.fill(0, h-1, size.Width, 1, look.Border)
	for i, laid := range w.laid {
		tab := w.tabs[i]
		hidden := i == w.more()
		if hidden {
			tab = Tab{Title: "+" + strconv.Itoa(len(w.tabs)-i)}
		}
		f, role := regular(look.BodySize), look.Text2
		chosen := tab.ID == w.chosen && !hidden || hidden && w.index(w.chosen) >= i
		if chosen {
			f, role = bold(look.BodySize), look.Text
		}
		if i == w.over && !chosen {
			role = look.Text
			b.rect(laid.x+2, 5, laid.width-4, h-10, box{fill: look.Hover, radius: look.RadiusTab})
		}
		// The word stands in the middle of its bold width.
		x := laid.x + tabPad
		x += (bold(look.BodySize).width(tab.Title) - f.width(tab.Title)) / 2
		b.text(tab.Title, f, role, x, 0, h-1)
		if w.counts && tab.Count != "" {
			cw := countWidth(tab.Count)
			cx := laid.x + laid.width - tabPad - cw
			b.rect(cx, (h-16)/2, cw, 15, box{fill: look.MuteBg, radius: 7.5})
			b.textCentre(tab.Count, regular(look.TinySize), look.Text2, cx+cw/2, (h-16)/2, 15)
		}
		if chosen {
			b.fill(laid.x+tabPad-2, h-2, laid.width-2*tabPad+4, 2, look.Accent)
			if w.focused {
				b.rect(laid.x+2, 3, laid.width-4, h-8, box{line: look.Accent, width: 2, radius: look.RadiusTab})
			}
		}
	}
}

// MouseMoved lights up the tab under the pointer.
func (w *TabBar) MouseMoved(ev *desktop.MouseEvent) {
	if over := w.at(ev.Position.X); over != w.over {
		w.over = over
		w.Refresh()
	}
}

// MouseOut lets all be as it was.
func (w *TabBar) MouseOut() {
	w.over = -1
	w.touch.MouseOut()
}

func (w *TabBar) at(x float32) int {
	for i, laid := range w.laid {
		if x >= laid.x && x < laid.x+laid.width {
			return i
		}
	}
	return -1
}

// Tapped chooses a tab, or opens the rest.
func (w *TabBar) Tapped(ev *fyne.PointEvent) {
	switch i := w.at(ev.Position.X); {
	case i < 0:
	case i == w.more():
		if w.OnMore != nil {
			w.OnMore(w.tabs[i:], ev.AbsolutePosition)
		}
	default:
		w.choose(i)
	}
}

// TypedKey goes to the tab before or after.
func (w *TabBar) TypedKey(ev *fyne.KeyEvent) {
	switch i := w.index(w.chosen); {
	case ev.Name == fyne.KeyLeft && i > 0:
		w.choose(i - 1)
	case ev.Name == fyne.KeyRight && i+1 < len(w.tabs):
		w.choose(i + 1)
	default:
		w.touch.TypedKey(ev)
	}
}

func (w *TabBar) choose(i int) {
	w.chosen = w.tabs[i].ID
	w.Refresh()
	if w.OnChoose != nil {
		w.OnChoose(w.chosen)
	}
}

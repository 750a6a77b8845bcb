package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Bar is one bar of a histogram: how many there were, and how many of them were bad.
type Bar struct{ Total, Bad int }

// Histogram shows how many came in over a span of time, failures in red on top. Dragging picks a
// span of bars, a double click asks to see more again.
type Histogram struct {
	widget.BaseWidget

	// TipFor says what a bar stands for: its time and counts.
	TipFor func(bar int) string
	// OnSpan is told which bars were picked, both included.
	OnSpan func(from, to int)
	// OnWhole is told of a double click.
	OnWhole func()

	bars     []Bar
	captions [3]string // left, middle, right
	over     int
	from, to int // while a span is dragged; -1 if none is
}

const (
	histogramHeight = 56
	histogramAxis   = 17
)

var (
	_ drawn               = (*Histogram)(nil)
	_ fyne.Draggable      = (*Histogram)(nil)
	_ fyne.DoubleTappable = (*Histogram)(nil)
	_ desktop.Mouseable   = (*Histogram)(nil)
	_ desktop.Hoverable   = (*Histogram)(nil)
)

// NewHistogram makes an empty histogram.
func NewHistogram() *Histogram {
	h := &Histogram{over: -1, from: -1, to: -1}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is for the toolkit.
func (h *Histogram) CreateRenderer() fyne.WidgetRenderer { return newRenderer(h) }

// SetBars shows other bars, oldest first, and what stands below their left, middle and right.
func (h *Histogram) SetBars(bars []Bar, captions [3]string) {
	h.bars, h.captions = bars, captions
	h.Refresh()
}

func (h *Histogram) least() fyne.Size { return fyne.NewSize(120, histogramHeight) }

func (h *Histogram) draw(b *brush, size fyne.Size) {
	base := size.Height - histogramAxis
	b.fill(0, base, size.Width, 1, look.Border)
	f := regular(look.TinySize)
	b.text(h.captions[0], f, look.Text3, 0, base+2, histogramAxis-2)
	b.textCentre(h.captions[1], f, look.Text3, size.Width/2, base+2, histogramAxis-2)
	b.textRight(h.captions[2], f, look.Text3, size.Width, base+2, histogramAxis-2)
	if len(h.bars) == 0 {
		return
	}
	most := 1
	for _, bar := range h.bars {
		most = max(most, bar.Total)
	}
	step := size.Width / float32(len(h.bars))
	gap := min(float32(2), step/4)
	if from, to := min(h.from, h.to), max(h.from, h.to); from >= 0 {
		b.fill(float32(from)*step, 0, float32(to-from+1)*step, base, look.AccentBg)
	} else if h.over >= 0 && h.over < len(h.bars) {
		b.fill(float32(h.over)*step-gap/2, 0, step, base, look.MuteBg)
	}
	room := base - 4
	for i, bar := range h.bars {
		if bar.Total <= 0 {
			continue
		}
		tall := max(room*float32(bar.Total)/float32(most), 2)
		x := float32(i) * step
		var bad float32
		if bar.Bad > 0 { // one failure of thousands is seen too
			bad = max(tall*float32(min(bar.Bad, bar.Total))/float32(bar.Total), 2)
		}
		b.fill(x, base-tall+bad, step-gap, tall-bad, look.Bars)
		b.fill(x, base-tall, step-gap, bad, look.Bad)
	}
}

// at returns the bar at x, the nearest one.
func (h *Histogram) at(x float32) int {
	if len(h.bars) == 0 || h.Size().Width <= 0 {
		return -1
	}
	return min(max(int(x/h.Size().Width*float32(len(h.bars))), 0), len(h.bars)-1)
}

// MouseIn is MouseMoved.
func (h *Histogram) MouseIn(ev *desktop.MouseEvent) { h.MouseMoved(ev) }

// MouseMoved lights up the bar under the pointer and says what it stands for.
func (h *Histogram) MouseMoved(ev *desktop.MouseEvent) {
	over := h.at(ev.Position.X)
	if over == h.over {
		return
	}
	h.over = over
	h.Refresh()
	if h.TipFor != nil && over >= 0 {
		showTip(h, h.TipFor(over), ev.AbsolutePosition)
	}
}

// MouseOut lets all be as it was.
func (h *Histogram) MouseOut() {
	h.over = -1
	hideTip(h)
	h.Refresh()
}

// MouseDown begins a span.
func (h *Histogram) MouseDown(ev *desktop.MouseEvent) {
	hideTip(h)
	if ev.Button == desktop.MouseButtonPrimary {
		h.from = h.at(ev.Position.X)
		h.to = h.from
	}
}

// MouseUp ends a span that was not dragged.
func (h *Histogram) MouseUp(*desktop.MouseEvent) { h.DragEnd() }

// Dragged widens the span.
func (h *Histogram) Dragged(ev *fyne.DragEvent) {
	if h.from >= 0 {
		h.to = h.at(ev.Position.X)
		h.Refresh()
	}
}

// DragEnd tells which bars were picked. A click alone picks none.
func (h *Histogram) DragEnd() {
	from, to := min(h.from, h.to), max(h.from, h.to)
	h.from, h.to = -1, -1
	h.Refresh()
	if from >= 0 && from != to && h.OnSpan != nil {
		h.OnSpan(from, to)
	}
}

// DoubleTapped asks to see more.
func (h *Histogram) DoubleTapped(*fyne.PointEvent) {
	if h.OnWhole != nil {
		h.OnWhole()
	}
}

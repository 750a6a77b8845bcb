package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// BandPart is a stretch of a band, from and to as shares of its width.
type BandPart struct {
	From, To float32
	Role     look.Role
	Tip      string // what it stands for
}

// Band shows over a span of time when something was so.
type Band struct {
	widget.BaseWidget

	parts    []BandPart
	captions [2]string // left and right
}

const (
	bandHeight = 10
	bandAxis   = 16
)

var (
	_ drawn             = (*Band)(nil)
	_ desktop.Hoverable = (*Band)(nil)
)

// NewBand makes an empty band.
func NewBand() *Band {
	b := &Band{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is for the toolkit.
func (w *Band) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// SetParts shows other stretches, and what stands below the left and right end.
func (w *Band) SetParts(parts []BandPart, captions [2]string) {
	w.parts, w.captions = parts, captions
	w.Refresh()
}

// Parts returns what it shows.
func (w *Band) Parts() []BandPart { return w.parts }

func (w *Band) least() fyne.Size { return fyne.NewSize(120, bandHeight+bandAxis) }

func (w *Band) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, bandHeight, box{fill: look.MuteBg, radius: 2})
	for _, p := range w.parts {
		wide := max((p.To-p.From)*size.Width, 2)
		x := min(p.From*size.Width, size.Width-wide)
		b.rect(x, 0, wide, bandHeight, box{fill: p.Role, radius: 2})
	}
	f := regular(look.TinySize)
	b.text(w.captions[0], f, look.Text3, 0, bandHeight+2, bandAxis-2)
	b.textRight(w.captions[1], f, look.Text3, size.Width, bandHeight+2, bandAxis-2)
}

// MouseIn is MouseMoved.
func (w *Band) MouseIn(ev *desktop.MouseEvent) { w.MouseMoved(ev) }

// MouseMoved says what the stretch under the pointer stands for.
func (w *Band) MouseMoved(ev *desktop.MouseEvent) {
	at := ev.Position.X / max(w.Size().Width, 1)
	for _, p := range w.parts {
		if at >= p.From && at <= p.To && p.Tip != "" {
			showTip(w, p.Tip, ev.AbsolutePosition)
			return
		}
	}
	hideTip(w)
}

// MouseOut hides the tip.
func (w *Band) MouseOut() { hideTip(w) }

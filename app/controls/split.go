package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// splitHit is how wide the line between two panes is for the pointer.
const splitHit = 7

// Split shows two panes with a line between them that one can drag. Either may be hidden;
// the other then has all the room.
type Split struct {
	widget.BaseWidget

	// OnRatio is told the share of the first pane once the line was dragged.
	OnRatio func(ratio float32)
	// LeastFirst and LeastSecond are how small the panes may be dragged, in units.
	LeastFirst, LeastSecond float32

	first, second fyne.CanvasObject
	clips         [2]*container.Clip
	line          *splitLine
	vertical      bool
	ratio         float32
}

var _ holder = (*Split)(nil)

// NewSplit makes two panes beside each other, or one below the other if vertical. The ratio is
// the share of the first.
func NewSplit(vertical bool, ratio float32, first, second fyne.CanvasObject) *Split {
	s := &Split{first: first, second: second, vertical: vertical, ratio: ratio, LeastFirst: 120, LeastSecond: 120}
	s.clips = [2]*container.Clip{container.NewClip(first), container.NewClip(second)}
	for _, clip := range s.clips {
		clip.ExtendBaseWidget(clip) // else it forgets a size that it gets before it is drawn
	}
	s.line = &splitLine{split: s}
	s.line.ExtendBaseWidget(s.line)
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for the toolkit.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return newRenderer(s) }

// SetVertical puts the panes one below the other, or beside each other.
func (s *Split) SetVertical(vertical bool) {
	if s.vertical != vertical {
		s.vertical = vertical
		s.Refresh()
	}
}

// SetRatio changes the share of the first pane.
func (s *Split) SetRatio(ratio float32) {
	if s.ratio != ratio {
		s.ratio = ratio
		s.Refresh()
	}
}

// Ratio returns the share of the first pane.
func (s *Split) Ratio() float32 { return s.ratio }

func (s *Split) inner() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.clips[0], s.clips[1], s.line}
}

func (s *Split) least() fyne.Size { return fyne.NewSize(80, 80) }

// along returns how long the split is in its direction.
func (s *Split) along(size fyne.Size) float32 {
	if s.vertical {
		return size.Height
	}
	return size.Width
}

// cut is where the line is: the panes keep their least while there is room for both.
func (s *Split) cut(size fyne.Size) float32 {
	whole := s.along(size)
	at := min(s.ratio*whole, whole-s.LeastSecond)
	return float32(int(max(at, min(s.LeastFirst, whole/2))))
}

func (s *Split) place(size fyne.Size) {
	both := s.first.Visible() && s.second.Visible()
	s.line.Hidden = !both
	cut := s.cut(size)
	if !both {
		cut = s.along(size)
		if !s.first.Visible() {
			cut = -1
		}
	}
	rest := s.along(size) - cut - 1
	put := func(o fyne.CanvasObject, at, long float32) {
		pos, extent := fyne.NewPos(at, 0), fyne.NewSize(max(long, 0), size.Height)
		if s.vertical {
			pos, extent = fyne.NewPos(0, at), fyne.NewSize(size.Width, max(long, 0))
		}
		o.Move(pos)
		o.Resize(extent)
	}
	put(s.clips[0], 0, cut)
	put(s.clips[1], cut+1, rest)
	put(s.line, cut-splitHit/2, splitHit)
	s.clips[0].Hidden, s.clips[1].Hidden = !s.first.Visible(), !s.second.Visible()
}

func (s *Split) draw(b *brush, size fyne.Size) {
	if s.line.Hidden {
		return
	}
	role := look.Border
	if s.line.hot {
		role = look.Accent
	}
	if cut := s.cut(size); s.vertical {
		b.fill(0, cut, size.Width, 1, role)
	} else {
		b.fill(cut, 0, 1, size.Height, role)
	}
}

// splitLine is what the pointer takes hold of: wider than the line that is seen.
type splitLine struct {
	widget.BaseWidget

	split *Split
	hot   bool
	moved bool
}

var (
	_ drawn              = (*splitLine)(nil)
	_ fyne.Draggable     = (*splitLine)(nil)
	_ desktop.Hoverable  = (*splitLine)(nil)
	_ desktop.Cursorable = (*splitLine)(nil)
)

// CreateRenderer is for the toolkit.
func (l *splitLine) CreateRenderer() fyne.WidgetRenderer { return newRenderer(l) }

func (l *splitLine) least() fyne.Size       { return fyne.NewSquareSize(splitHit) }
func (l *splitLine) draw(*brush, fyne.Size) {}

// Dragged moves the line.
func (l *splitLine) Dragged(ev *fyne.DragEvent) {
	s := l.split
	by, whole := ev.Dragged.DX, s.along(s.Size())
	if s.vertical {
		by = ev.Dragged.DY
	}
	if whole <= 0 {
		return
	}
	at := s.cut(s.Size()) + by
	at = max(min(at, whole-s.LeastSecond), s.LeastFirst)
	l.moved = true
	s.SetRatio(at / whole)
}

// DragEnd tells where the line came to be.
func (l *splitLine) DragEnd() {
	if l.moved && l.split.OnRatio != nil {
		l.split.OnRatio(l.split.ratio)
	}
	l.moved = false
}

// MouseIn lights the line up.
func (l *splitLine) MouseIn(*desktop.MouseEvent) { l.setHot(true) }

// MouseMoved does nothing.
func (l *splitLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets the line be as it was.
func (l *splitLine) MouseOut() { l.setHot(false) }

func (l *splitLine) setHot(hot bool) {
	l.hot = hot
	l.split.Refresh()
}

// Cursor says which way the line can be dragged.
func (l *splitLine) Cursor() desktop.Cursor {
	if l.split.vertical {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}

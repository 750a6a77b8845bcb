package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Strip lies under the top bar in the tint of a state and says what is wrong: the cause, the
// remedy, and what can be pressed.
type Strip struct {
	widget.BaseWidget

	role        look.Role
	icon        string
	cause, more string
	actions     []fyne.CanvasObject
}

const stripHeight = 36

var (
	_ holder            = (*Strip)(nil)
	_ desktop.Hoverable = (*Strip)(nil)
)

// NewStrip makes a strip. The actions stand at its right.
func NewStrip(role look.Role, icon, cause, more string, actions ...fyne.CanvasObject) *Strip {
	s := &Strip{role: role, icon: icon, cause: cause, more: more, actions: actions}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for the toolkit.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return newRenderer(s) }

// Set changes the words.
func (s *Strip) Set(cause, more string) {
	if s.cause != cause || s.more != more {
		s.cause, s.more = cause, more
		s.Refresh()
	}
}

func (s *Strip) inner() []fyne.CanvasObject { return s.actions }
func (s *Strip) least() fyne.Size           { return fyne.NewSize(160, stripHeight) }

// end is where the actions begin.
func (s *Strip) end(width float32) float32 {
	for _, action := range s.actions {
		width -= action.MinSize().Width + look.GapBar
	}
	return width - look.GapTight
}

func (s *Strip) place(size fyne.Size) {
	x := s.end(size.Width)
	for _, action := range s.actions {
		least := action.MinSize()
		action.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		action.Resize(least)
		x += least.Width + look.GapBar
	}
}

func (s *Strip) draw(b *brush, size fyne.Size) {
	h := size.Height
	b.fill(0, 0, size.Width, h, look.Surface)
	b.fill(0, 0, size.Width, h, s.role.Bg())
	x := look.GapPanel
	if s.icon != "" {
		b.icon(s.icon, s.role, x, (h-look.IconBar)/2, look.IconBar)
		x += look.IconBar + look.GapBar
	}
	end := s.end(size.Width) - look.GapEdge
	width, _ := b.textIn(s.cause, bold(look.BodySize), look.Text, x, 0, end-x, h)
	x += width + look.GapEdge
	b.textIn(s.more, regular(look.BodySize), look.Text2, x, 0, end-x, h)
}

// MouseIn shows what was cut.
func (s *Strip) MouseIn(ev *desktop.MouseEvent) {
	wanted := bold(look.BodySize).width(s.cause) + regular(look.BodySize).width(s.more) + 3*look.GapPanel + look.IconBar
	if wanted > s.end(s.Size().Width) {
		showTip(s, s.cause+"\n"+s.more, ev.AbsolutePosition)
	}
}

// MouseMoved does nothing: the tip stays where it is.
func (s *Strip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the tip.
func (s *Strip) MouseOut() { hideTip(s) }

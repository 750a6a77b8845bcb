package controls

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Label is a line of text that is cut with "…" where it has no room, and then shows itself on
// hover. A dot may stand before it.
type Label struct {
	widget.BaseWidget

	Text     string
	Role     look.Role // Text where there is none
	TextSize float32   // look.BodySize where there is none
	Bold     bool
	Mono     bool
	Align    Align
	Dot      look.Role
	Least    float32 // the width it may be cut to; 0 asks for all
	Tip      string  // shown on hover, cut or not
}

var (
	_ drawn             = (*Label)(nil)
	_ desktop.Hoverable = (*Label)(nil)
)

// NewLabel makes a label.
func NewLabel(text string, role look.Role) *Label {
	l := &Label{Text: text, Role: role}
	l.ExtendBaseWidget(l)
	return l
}

// NewDot makes a label with a dot in the colour of a state before a calm word.
func NewDot(text string, dot look.Role) *Label {
	l := &Label{Text: text, Role: look.Text2, Dot: dot}
	l.ExtendBaseWidget(l)
	return l
}

// NewHead makes the head of a section, in capitals.
func NewHead(text string) *Label {
	l := &Label{Text: strings.ToUpper(text), Role: look.Text3, TextSize: look.CaptionSize, Bold: true}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (w *Label) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// Set changes the text and its role.
func (w *Label) Set(text string, role look.Role) {
	if w.Text != text || w.Role != role {
		w.Text, w.Role = text, role
		w.Refresh()
	}
}

// SetText changes the text.
func (w *Label) SetText(text string) { w.Set(text, w.Role) }

func (w *Label) face() face {
	f := face{size: w.TextSize, style: fyne.TextStyle{Bold: w.Bold, Monospace: w.Mono}}
	if f.size == 0 {
		f.size = look.BodySize
	}
	return f
}

func (w *Label) indent() float32 {
	if w.Dot != look.None {
		return dotRoom
	}
	return 0
}

func (w *Label) least() fyne.Size {
	width := w.face().width(head(w.Text, 1000)) + w.indent()
	if w.Least > 0 {
		width = min(width, w.Least)
	}
	return fyne.NewSize(width, w.face().height())
}

func (w *Label) draw(b *brush, size fyne.Size) {
	x := w.indent()
	shown := b.known.fit(w.Text, w.face(), size.Width-x+0.5)
	switch width := w.face().width(shown); w.Align {
	case Right:
		x = max(size.Width-width, x)
	case Centre:
		x = max((size.Width-width+x)/2, x)
	}
	if w.Dot != look.None {
		b.dot(x-dotRoom+1, (size.Height-dotSize)/2, dotSize, w.Dot)
	}
	b.text(shown, w.face(), or(w.Role, look.Text), x, 0, size.Height)
}

// MouseIn shows the whole of a text that was cut.
func (w *Label) MouseIn(ev *desktop.MouseEvent) {
	tip := w.Tip
	if tip == "" && w.face().width(head(w.Text, 1000))+w.indent() > w.Size().Width+0.5 {
		tip = w.Text
	}
	showTip(w, tip, ev.AbsolutePosition)
}

// MouseMoved does nothing: the tip stays where it is.
func (w *Label) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the tip.
func (w *Label) MouseOut() { hideTip(w) }

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Empty stands where there is nothing to show, and says why and what to do.
type Empty struct {
	widget.BaseWidget

	icon        string
	title, text string
	actions     []fyne.CanvasObject
}

const (
	emptyCircle = 60
	emptyWidth  = 440
	emptyLine   = 20
)

var _ holder = (*Empty)(nil)

// NewEmpty makes the sign with its cause and remedy. The actions stand beside each other below.
func NewEmpty(icon, title, text string, actions ...fyne.CanvasObject) *Empty {
	e := &Empty{icon: icon, title: title, text: text, actions: actions}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is for the toolkit.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer { return newRenderer(e) }

// Set changes the words.
func (e *Empty) Set(title, text string) {
	if e.title != title || e.text != text {
		e.title, e.text = title, text
		e.Refresh()
	}
}

func (e *Empty) inner() []fyne.CanvasObject { return e.actions }

func (e *Empty) lines(width float32) []string {
	return wrap(e.text, regular(look.BodySize), min(width-2*look.GapPanel, emptyWidth), 6)
}

// height is that of all, and where the actions begin.
func (e *Empty) height(width float32) (whole, actions float32) {
	actions = emptyCircle + look.GapPanel + 28 + float32(len(e.lines(width)))*emptyLine + look.GapPanel
	whole = actions
	if len(e.actions) > 0 {
		whole += look.ButtonHeight
	}
	return whole, actions
}

func (e *Empty) top(size fyne.Size) float32 {
	whole, _ := e.height(size.Width)
	return max(float32(int((size.Height-whole)*0.45)), 0) // a little above the middle looks like the middle
}

func (e *Empty) least() fyne.Size { return fyne.NewSize(160, 120) }

func (e *Empty) place(size fyne.Size) {
	var width float32
	for _, action := range e.actions {
		width += action.MinSize().Width + look.GapBar
	}
	_, actions := e.height(size.Width)
	x := (size.Width - width + look.GapBar) / 2
	for _, action := range e.actions {
		least := action.MinSize()
		action.Move(fyne.NewPos(x, e.top(size)+actions))
		action.Resize(least)
		x += least.Width + look.GapBar
	}
}

func (e *Empty) draw(b *brush, size fyne.Size) {
	middle, y := size.Width/2, e.top(size)
	b.rect(middle-emptyCircle/2, y, emptyCircle, emptyCircle, box{fill: look.AccentBg, radius: emptyCircle / 2})
	const icon = 26
	b.icon(e.icon, look.Accent, middle-icon/2, y+(emptyCircle-icon)/2, icon)
	y += emptyCircle + look.GapPanel
	title := b.known.fit(e.title, bold(look.LeadSize), size.Width-2*look.GapPanel)
	b.textCentre(title, bold(look.LeadSize), look.Text, middle, y, 22)
	y += 28
	for _, line := range e.lines(size.Width) {
		b.textCentre(line, regular(look.BodySize), look.Text2, middle, y, emptyLine)
		y += emptyLine
	}
}

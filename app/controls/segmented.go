package controls

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/look"
)

// Segmented chooses one of a few words that stand in one frame.
type Segmented struct {
	touch

	OnChoose func(word string)

	words  []string
	chosen string
	over   int
}

var _ drawn = (*Segmented)(nil)

const segmentPad = 12

// NewSegmented makes the control with its first word chosen.
func NewSegmented(words []string, onChoose func(word string)) *Segmented {
	w := &Segmented{OnChoose: onChoose, words: words, over: -1}
	if len(words) > 0 {
		w.chosen = words[0]
	}
	w.extend(w, nil)
	return w
}

// CreateRenderer is for the toolkit.
func (w *Segmented) CreateRenderer() fyne.WidgetRenderer { return newRenderer(w) }

// SetWords shows other words. The chosen one stays if it is among them, else the first is.
func (w *Segmented) SetWords(words []string) {
	if slices.Equal(w.words, words) || len(words) == 0 {
		return
	}
	if w.words = words; !slices.Contains(words, w.chosen) {
		w.chosen = words[0]
	}
	w.Refresh()
}

// Choose marks a word, without telling.
func (w *Segmented) Choose(word string) {
	if w.chosen != word {
		w.chosen = word
		w.Refresh()
	}
}

// Chosen returns the chosen word.
func (w *Segmented) Chosen() string { return w.chosen }

func segmentWidth(word string) float32 { return bold(look.SmallSize).width(word) + 2*segmentPad }

func (w *Segmented) least() fyne.Size {
	width := float32(4)
	for _, word := range w.words {
		width += segmentWidth(word)
	}
	return fyne.NewSize(width, look.ButtonHeight)
}

func (w *Segmented) draw(b *brush, size fyne.Size) {
	const h = look.ButtonHeight
	y := (size.Height - h) / 2
	frame := box{fill: look.Raised, line: look.Border, radius: look.RadiusSegment}
	if w.focused {
		frame.line, frame.width = look.Accent, 2
	}
	b.rect(0, y, w.least().Width, h, frame)
	x := float32(2)
	for i, word := range w.words {
		width := segmentWidth(word)
		f, role := regular(look.SmallSize), look.Text2
		switch {
		case word == w.chosen:
			f, role = bold(look.SmallSize), look.Text
			how := box{fill: look.Press, radius: look.RadiusSegment - 2}
			if !look.IsDark() {
				how.fill, how.line = look.Surface, look.BorderStrong
			}
			b.rect(x, y+2, width, h-4, how)
		case i == w.over:
			role = look.Text
		}
		b.textCentre(word, f, role, x+width/2, y, h)
		x += width
	}
}

func (w *Segmented) at(x float32) int {
	x -= 2
	for i, word := range w.words {
		if x -= segmentWidth(word); x < 0 {
			return i
		}
	}
	return -1
}

// MouseMoved lights up the word under the pointer.
func (w *Segmented) MouseMoved(ev *desktop.MouseEvent) {
	if over := w.at(ev.Position.X); over != w.over {
		w.over = over
		w.Refresh()
	}
}

// MouseOut lets all be as it was.
func (w *Segmented) MouseOut() {
	w.over = -1
	w.touch.MouseOut()
}

// Tapped chooses a word.
func (w *Segmented) Tapped(ev *fyne.PointEvent) {
	if i := w.at(ev.Position.X); i >= 0 && !w.off {
		w.choose(i)
	}
}

// TypedKey goes to the word before or after.
func (w *Segmented) TypedKey(ev *fyne.KeyEvent) {
	switch i := slices.Index(w.words, w.chosen); {
	case ev.Name == fyne.KeyLeft && i > 0:
		w.choose(i - 1)
	case ev.Name == fyne.KeyRight && i+1 < len(w.words):
		w.choose(i + 1)
	}
}

func (w *Segmented) choose(i int) {
	if w.chosen == w.words[i] {
		return
	}
	w.Choose(w.words[i])
	if w.OnChoose != nil {
		w.OnChoose(w.chosen)
	}
}

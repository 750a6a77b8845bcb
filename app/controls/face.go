package controls

import (
	"math"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// face is how a text is set: its size in units and its style.
type face struct {
	size  float32
	style fyne.TextStyle
}

func regular(size float32) face { return face{size: size} }
func bold(size float32) face    { return face{size: size, style: fyne.TextStyle{Bold: true}} }
func mono(size float32) face    { return face{size: size, style: fyne.TextStyle{Monospace: true}} }

// width returns how wide a text of one line is. The toolkit remembers for a minute.
func (f face) width(s string) float32 {
	if s == "" {
		return 0
	}
	if !needsFaces(s) {
		return fyne.MeasureText(s, f.size, f.style).Width
	}
	var width float32
	for _, run := range visualRuns(s) {
		eachFace(run, func(part string, source fyne.Resource) { width += f.measure(part, source).Width })
	}
	return width
}

// measure returns the size of a text in one face; the theme's where there is none.
func (f face) measure(s string, source fyne.Resource) fyne.Size {
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, f.size, f.style, source)
	return size
}

// height returns how high a line is.
func (f face) height() float32 { return fyne.MeasureText("Mg", f.size, f.style).Height }

const ellipsis = "…"

// fit cuts a text to a width and ends it with "…" where it was cut. Nothing is left where
// not even that has room.
func (f face) fit(s string, width float32) string {
	if s == "" || width <= 0 {
		return ""
	}
	// No letter that we set is narrower than two units, so what lies beyond is cut in
	// any case, and need not be shaped.
	s = head(s, int(width/2)+2)
	total := f.width(s)
	if total <= width {
		return s
	}
	room := width - f.width(ellipsis)
	if room < 0 {
		return ""
	}
	ends := runeEnds(s)
	low, high := 0, len(ends)-1 // low fits, high does not
	guess := int(float32(high) * room / total)
	for low+1 < high {
		guess = min(max(guess, low+1), high-1)
		if w := f.width(s[:ends[guess]]); w <= room {
			low = guess
		} else {
			high = guess
		}
		if high-low > 8 {
			guess = (low + high) / 2
		} else {
			guess = low + 1
		}
	}
	return strings.TrimRight(s[:ends[low]], " ") + ellipsis
}

// head returns the first n runes of a text.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// runeEnds returns where each rune of a text ends, with 0 in front: a prefix of n runes is
// s[:ends[n]].
func runeEnds(s string) []int {
	ends := make([]int, 1, len(s)+1)
	for i := 0; i < len(s); {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		ends = append(ends, i)
	}
	return ends
}

// fitKey is a text that was cut, and to what.
type fitKey struct {
	text  string
	face  face
	width int
}

// fitter remembers how texts were cut, so that scrolling measures only what is new.
type fitter map[fitKey]string

// fitterRoom is how many cut texts are remembered: some twenty screens of a grid.
const fitterRoom = 4096

func (known fitter) fit(s string, f face, width float32) string {
	if f.style.Monospace && isASCII(s) {
		return fitMono(s, width, f.width("0"))
	}
	key := fitKey{head(s, 400), f, int(math.Floor(float64(width)))}
	if cut, ok := known[key]; ok {
		return cut
	}
	if len(known) >= fitterRoom {
		clear(known)
	}
	cut := f.fit(s, width)
	known[key] = cut
	return cut
}

// fitMono cuts a text whose letters all have the same advance, by counting.
func fitMono(s string, width, advance float32) string {
	room := int(width/advance + 0.01)
	switch {
	case len(s) <= room:
		return s
	case room <= 0:
		return ""
	default:
		return s[:room-1] + ellipsis
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

package controls

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"ringback/app/look"
)

func TestFitCutsToTheWidth(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	texts := []string{"", "short", "a rather long text with words", strings.Repeat("W", 500), "Привет, как дела сегодня?", "👨‍👩‍👧 family", strings.Repeat("x", 1<<20)}
	for _, f := range []face{regular(look.BodySize), bold(look.CaptionSize), mono(look.SmallSize)} {
		known := fitter{}
		for _, text := range texts {
			for _, width := range []float32{0, 5, 20, 100, 333} {
				cut := known.fit(text, f, width)
				if got := f.width(cut); got > width+0.5 {
					t.Errorf("%.20q cut to %v is %v wide: %q", text, width, got, cut)
				}
				if cut != text && cut != "" && !strings.HasPrefix(text, strings.TrimSuffix(cut, ellipsis)) {
					t.Errorf("%.20q became %q", text, cut)
				}
				if again := known.fit(text, f, width); again != cut {
					t.Errorf("the second time %q, the first %q", again, cut)
				}
			}
		}
	}
}

func TestFitLeavesRoomForNoLetterMore(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	f, text := regular(look.BodySize), strings.Repeat("abcdefgh ", 30)
	for width := float32(30); width < 400; width += 13 {
		cut := strings.TrimSuffix(f.fit(text, width), ellipsis)
		more := text[:len(cut)+1]
		if f.width(more)+f.width(ellipsis) <= width && !strings.HasSuffix(more, " ") {
			t.Errorf("at %v %q has room for one more", width, cut)
		}
	}
}

func TestWrapKeepsEveryLetter(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	f := regular(look.BodySize)
	for _, text := range []string{"one two three four five six seven", strings.Repeat("x", 300), "first\n\nthird", "Ä long wörd " + strings.Repeat("ö", 80)} {
		lines := wrap(text, f, 120, 100)
		for _, line := range lines {
			if f.width(line) > 120.5 {
				t.Errorf("%q is %v wide", line, f.width(line))
			}
		}
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if got := strings.Join(lines, ""); squeeze.Replace(got) != squeeze.Replace(text) {
			t.Errorf("%q became %q", text, lines)
		}
	}
	if lines := wrap(strings.Repeat("many words ", 100), f, 120, 3); len(lines) != 3 || !strings.HasSuffix(lines[2], ellipsis) {
		t.Errorf("three lines at most: %q", lines)
	}
}

func TestParagraphGrowsInItsColumn(t *testing.T) {
	p := NewParagraph(strings.Repeat("some words ", 20), look.Text)
	below := NewLabel("below", look.Text)
	s := newStage(t, look.Light, fyne.NewSize(600, 400), Down(4, NewCard(p), below))
	wide := below.Position().Y
	s.window.Resize(fyne.NewSize(240, 400))
	if narrow := below.Position().Y; narrow <= wide {
		t.Errorf("what is below stays at %v though the text takes more lines", narrow)
	}
	if end := p.Position().Y + float32(len(p.broken()))*p.lineHeight(); end > below.Position().Y {
		t.Errorf("the text ends at %v, over what begins at %v", end, below.Position().Y)
	}
}

func TestFrameLeavesNoGaps(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	part := func() *Card { return NewPanel(look.Base, Fixed(20, 10, NewRule(false))) }
	top, left, centre := part(), part(), part()
	f := Frame(top, nil, left, nil, centre)
	f.Resize(fyne.NewSize(100, 50))
	if top.Size() != fyne.NewSize(100, 10) || left.Size() != fyne.NewSize(20, 40) || centre.Size() != fyne.NewSize(80, 40) {
		t.Errorf("top %v, left %v, centre %v", top.Size(), left.Size(), centre.Size())
	}
	left.Hide()
	f.Layout.Layout(f.Objects, f.Size())
	if centre.Size() != fyne.NewSize(100, 40) || centre.Position() != fyne.NewPos(0, 10) {
		t.Errorf("without the left the centre has %v at %v", centre.Size(), centre.Position())
	}
}

// Wherever one scrolls, the view stays within its rows, and what was revealed is in it.
func TestScrollViewStaysWithinItsRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var v scrollView
		rows := rapid.IntRange(0, 5_000_000).Draw(t, "rows")
		v.resize(rows, rapid.SampledFrom([]float32{19, 24, 28, 32}).Draw(t, "height"), rapid.Float32Range(0, 2000).Draw(t, "view"))
		for range 20 {
			switch rapid.IntRange(0, 2).Draw(t, "how") {
			case 0:
				v.by(rapid.Float32Range(-5000, 5000).Draw(t, "by"))
			case 1:
				v.to(rapid.Float64Range(-1, 2).Draw(t, "share"))
			case 2:
				row := rapid.IntRange(0, max(rows-1, 0)).Draw(t, "row")
				v.reveal(row)
				if y := v.y(row); rows > 0 && v.height >= v.rowHeight && (y < -0.01 || y+v.rowHeight > v.height+0.01) {
					t.Fatalf("row %d of %d was revealed at %v of %v", row, rows, y, v.height)
				}
			}
			if v.top < 0 || v.part < 0 || v.part >= v.rowHeight+0.01 {
				t.Fatalf("at row %d + %v", v.top, v.part)
			}
			if rows > 0 && float32(rows)*v.rowHeight > v.height && rows < 100_000 && v.y(rows) < v.height-0.1 {
				t.Fatalf("the last row ends at %v of %v", v.y(rows), v.height)
			}
			if s := v.share(); math.IsNaN(s) || s < 0 || s > 1.000001 {
				t.Fatalf("share %v", s)
			}
		}
	})
}

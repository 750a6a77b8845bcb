package controls

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

func TestCodeViewMarksFindsAndLines(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		mark := func(line int) LineMark {
			if line == 2 {
				return LineMark{Fill: look.BadBg, Sign: "−", Role: look.Bad}
			}
			return LineMark{}
		}
		s, v := newCodeStage(t, variant, Code{Lines: sampleBody(), Colour: colourSample, Mark: mark})
		v.SetFinds([]Span{{1, 3, 8}, {5, 5, 11}})
		v.ShowFind(Span{5, 5, 11})
		selectBy(s, v, cellAt(v, 4, 11), cellAt(v, 4, 23))
		s.hold()
		s.wantOn(500, codeTop+2*19+9, look.BadBg, look.Code, "a removed line")
		s.wantAt(500, codeTop+3*19+9, look.Code, "a plain line")
		y, x := codeTop+4*19+2, int(cellAt(v, 4, 12).X)
		s.wantOn(x, y, look.AccentBg, look.Code, "the selection")
		s.wantOn(int(cellAt(v, 1, 5).X), codeTop+1*19+2, look.WarnBg, look.Code, "a find")
		if !slices.Contains(texts(v), "−") {
			t.Error("a removed line has no sign in the gutter")
		}
		s.save("")
	})
}

func TestCodeViewShowsWhatHides(t *testing.T) {
	_, v := newCodeStage(t, look.Dark, Code{Lines: []string{"a\x00b\u202ec\td\xff"}})
	if got := strings.Join(texts(v)[1:], ""); got != "a␀b\uFFFDcd\uFFFD" {
		t.Errorf("drawn as %q", got)
	}
}

func TestCodeViewKeepsWordsFromTheRightTogether(t *testing.T) {
	var plain, other []string
	eachRun(`"text": "مرحبا بالعالم", "a b"`, func(r run) {
		if r.plain {
			plain = append(plain, r.text)
		} else {
			other = append(other, r.text)
		}
	})
	if !slices.Equal(other, []string{"مرحبا بالعالم"}) || strings.Join(plain, "|") != `"text": "|", "a b"` {
		t.Errorf("plain %q, others %q", plain, other)
	}
}

func TestCodeViewNeverDrawsOverItsRight(t *testing.T) {
	_, v := newCodeStage(t, look.Dark, Code{Lines: []string{strings.Repeat("wide 你好 ", 100)}})
	v.SetWrap(true)
	for _, o := range test.WidgetRenderer(v).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Position().X+text.MinSize().Width > 520+8 {
			t.Errorf("%q ends at %v", text.Text, text.Position().X+text.MinSize().Width)
		}
	}
}

package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// sampleBody is a body as it stands pretty-printed, in several scripts.
func sampleBody() []string {
	return strings.Split(`{
  "event": "message.receipt",
  "attempt": 3,
  "message": {
    "id": "msg_7f2ac914",
    "status": "failed",
    "permanent": false,
    "text": "Привет! Ваш код 4471 🎉",
    "text2": "你好, 世界",
    "text3": "مرحبا بالعالم",
    "price": 0.0412
  },
  "custom": null
}`, "\n")
}

// colourSample tells names, texts and the rest apart, as a scanner of JSON would.
func colourSample(_ int, text string) []Token {
	var tokens []Token
	for i, part := range strings.SplitAfter(text, `"`) {
		switch {
		case i%2 == 1 && strings.Count(text[:strings.Index(text, part)], `"`) == 1:
			tokens = append(tokens, Token{part, look.Key})
		case i%2 == 1:
			tokens = append(tokens, Token{part, look.String})
		default:
			tokens = append(tokens, Token{part, look.Punct})
		}
	}
	return tokens
}

func newCodeStage(t *testing.T, variant look.Variant, code Code) (*stage, *CodeView) {
	t.Helper()
	v := NewCodeView()
	s := newStage(t, variant, fyne.NewSize(520, 400), v)
	v.SetCode(code)
	return s, v
}

// cellAt is the middle of a cell of the code on the screen.
func cellAt(v *CodeView, row, cell int) fyne.Position {
	return fyne.NewPos(v.gutter()+float32(cell)*codeFace().width("0")+1, codeTop+float32(row)*look.CodeLineHeight+9)
}

// selectBy drags from one cell to another.
func selectBy(s *stage, v *CodeView, from, to fyne.Position) {
	v.MouseDown(mouse(from.X, from.Y, 0))
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	v.DragEnd()
}

func TestCodeViewDrawsOnlyWhatIsInView(t *testing.T) {
	lines := make([]string, 200_000)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d of a body of ten megabytes, give or take some", i)
	}
	asked := map[int]bool{}
	colour := func(line int, text string) []Token { asked[line] = true; return []Token{{Text: text}} }
	_, v := newCodeStage(t, look.Dark, Code{Lines: lines, Colour: colour})
	v.ScrollTo(150_000, 0)
	if len(asked) > 60 {
		t.Errorf("asked for the colours of %d lines", len(asked))
	}
	if shown := strings.Join(texts(v), "\n"); !strings.Contains(shown, "line 150000 of") || !strings.Contains(shown, "150001") {
		t.Errorf("line 150000 or its number is not in view:\n%s", shown)
	}
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if shown := strings.Join(texts(v), "\n"); !strings.Contains(shown, "line 199999 of") {
		t.Error("the last line is not in view at the end")
	}
}

func TestCodeViewWindowsOneLongLine(t *testing.T) {
	long := strings.Repeat("0123456789", 100_000)
	colour := func(int, string) []Token { t.Error("asked for the colours of a megabyte"); return nil }
	_, v := newCodeStage(t, look.Dark, Code{Lines: []string{long}, Colour: colour})
	longest := func() (n int) {
		for _, s := range texts(v) {
			n = max(n, len(s))
		}
		return n
	}
	if n := longest(); n > 100 {
		t.Errorf("a text of %d letters was drawn", n)
	}
	v.ScrollTo(0, 999_990)
	if shown := strings.Join(texts(v), ""); !strings.Contains(shown, "0123456789") {
		t.Errorf("the end of the line is not in view: %q", shown)
	}
	v.SetWrap(true)
	if n := longest(); n > 100 {
		t.Errorf("wrapped, a text of %d letters was drawn", n)
	}
	v.ScrollTo(0, 999_990)
	if row := v.view.top; row < 10_000 {
		t.Errorf("wrapped, the end is in row %d", row)
	}
	v.SetWrap(false)
	if v.view.top != 0 || v.Wrapped() {
		t.Errorf("unwrapped, the view begins at line %d", v.view.top)
	}
}

func TestCodeViewSelectsAndCopies(t *testing.T) {
	s, v := newCodeStage(t, look.Light, Code{Lines: sampleBody()})
	clipboard := test.NewClipboard()
	copied := func() string {
		v.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		return clipboard.Content()
	}
	selectBy(s, v, cellAt(v, 1, 2), cellAt(v, 1, 9))
	if got := copied(); got != `"event"` {
		t.Errorf("dragged over a name: %q", got)
	}
	selectBy(s, v, cellAt(v, 2, 2), cellAt(v, 1, 11)) // upwards
	if got := copied(); got != "\"message.receipt\",\n  " {
		t.Errorf("dragged upwards over a line end: %q", got)
	}
	v.DoubleTapped(&fyne.PointEvent{Position: cellAt(v, 4, 15)})
	if got := copied(); got != "msg_7f2ac914" {
		t.Errorf("double click on an id: %q", got)
	}
	selectBy(s, v, cellAt(v, 8, 14), cellAt(v, 8, 18)) // two wide letters are four cells
	if got := copied(); got != "你好" {
		t.Errorf("dragged over wide letters: %q", got)
	}
	v.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := copied(); got != strings.Join(sampleBody(), "\n") {
		t.Errorf("all: %q", got)
	}
}

func TestCodeViewExtendsTheSelectionByKeys(t *testing.T) {
	_, v := newCodeStage(t, look.Light, Code{Lines: []string{"one two", "é", "three"}})
	v.MouseDown(mouse(cellAt(v, 0, 4).X, cellAt(v, 0, 4).Y, 0))
	v.MouseUp(nil)
	defer holdShift(t)()
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "t"}, {fyne.KeyLeft, ""}, {fyne.KeyLeft, " "}, {fyne.KeyEnd, "two"},
		{fyne.KeyRight, "two\n"}, {fyne.KeyRight, "two\né"}, {fyne.KeyDown, "two\né\nt"},
		{fyne.KeyUp, "two\né"}, {fyne.KeyHome, "two\n"}, {fyne.KeyPageDown, "two\né\nthree"}, {fyne.KeyPageUp, "one "},
	} {
		v.TypedKey(&fyne.KeyEvent{Name: step.key})
		if got := v.Selected(); got != step.want {
			t.Errorf("after %s: %q, want %q", step.key, got, step.want)
		}
	}
}

func TestCodeViewHandsOnKeysThatItHasNoUseFor(t *testing.T) {
	_, v := newCodeStage(t, look.Light, Code{Lines: sampleBody()})
	var keys []fyne.KeyName
	v.OnKey = func(key fyne.KeyName, _ bool) { keys = append(keys, key) }
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF3})
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyF3}) {
		t.Errorf("handed on %v", keys)
	}
}

func FuzzRunsCoverALine(f *testing.F) {
	for _, seed := range append(sampleBody(), "", "a\tb", "\u0301", "e\u0301x", "👨‍👩‍👧", "\xff\xfe", "\u202e") {
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, line string, cell int) {
		total := 0
		eachRun(line, func(r run) { total += r.cells })
		if want := cellsOf(line); total != want {
			t.Errorf("the runs of %q have %d cells, the line %d", line, total, want)
		}
		offset, at := byteAt(line, max(cell, 0)%1000)
		if offset > len(line) || cellsOf(line[:offset]) != at {
			t.Errorf("cell %d of %q begins at byte %d in cell %d, want cell %d", cell, line, offset, at, cellsOf(line[:offset]))
		}
	})
}

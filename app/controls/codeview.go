package controls

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// colourMost is the longest line, in bytes, that is asked for its colours: a line of a
// megabyte would be taken apart again in each refresh.
const colourMost = 4000

// Token is a part of a line in one colour. The tokens of a line follow each other and
// cover it.
type Token struct {
	Text string
	Role look.Role // Text where there is none
}

// Span is a part of one line, from and to in bytes.
type Span struct {
	Line, From, To int
}

// LineMark is how a line differs from a plain one: in a comparison, or when edited.
type LineMark struct {
	Fill   look.Role // behind the line
	Sign   string    // in the gutter, one letter: "+", "−", "~"
	Role   look.Role // of the sign
	Number int       // in place of the line's own, from 1; negative for none
}

// Code is what a code view shows. Colour may be nil, as may Mark.
type Code struct {
	Lines  []string                            // without line ends; split away from the UI goroutine where they are many
	Colour func(line int, text string) []Token // asked only for lines in view, of up to 4,000 bytes
	Mark   func(line int) LineMark
}

// CodeView shows a text with line numbers and colours, to read, search, select and copy. It
// draws only the rows and cells in view, so ten megabytes cost what one screen costs.
type CodeView struct {
	widget.BaseWidget

	OnMenu func(line, offset int, at fyne.Position) // right click: where in the text, in bytes, and on the canvas
	OnKey  func(key fyne.KeyName, shift bool)       // keys that the view has no use for

	code   Code
	wrap   bool
	view   scrollView
	left   int // the first cell in view, where lines are not wrapped
	rows   codeRows
	finds  codeFinds
	sel    codeSelection
	state  codeState
	tokens map[int][]Token
}

// codeState is what the pointer and the keys do.
type codeState struct {
	focused, thumb, selecting bool
}

// codeFinds are the places that a search found.
type codeFinds struct {
	byLine  map[int][]Span
	current Span
}

var (
	_ drawn                  = (*CodeView)(nil)
	_ fyne.Scrollable        = (*CodeView)(nil)
	_ fyne.Draggable         = (*CodeView)(nil)
	_ fyne.DoubleTappable    = (*CodeView)(nil)
	_ fyne.SecondaryTappable = (*CodeView)(nil)
	_ fyne.Shortcutable      = (*CodeView)(nil)
	_ desktop.Mouseable      = (*CodeView)(nil)
	_ desktop.Cursorable     = (*CodeView)(nil)
)

// NewCodeView makes an empty view.
func NewCodeView() *CodeView {
	v := &CodeView{}
	v.ExtendBaseWidget(v)
	return v
}

// CreateRenderer is for the toolkit.
func (v *CodeView) CreateRenderer() fyne.WidgetRenderer { return newRenderer(v) }

// SetCode shows a text from its beginning. Selection and finds are gone.
func (v *CodeView) SetCode(code Code) {
	v.code = code
	v.left, v.view.top, v.view.part = 0, 0, 0
	v.sel, v.finds, v.rows = codeSelection{}, codeFinds{}, codeRows{}
	v.tokens = map[int][]Token{}
	v.Refresh()
}

// SetWrap says whether long lines are broken to the width, or scrolled.
func (v *CodeView) SetWrap(wrap bool) {
	if v.wrap == wrap {
		return
	}
	line := v.rows.lineAt(v.view.top)
	v.wrap, v.left = wrap, 0
	v.layRows()
	v.view.top, v.view.part = v.rows.first(line), 0
	v.Refresh()
}

// Wrapped says whether long lines are broken to the width.
func (v *CodeView) Wrapped() bool { return v.wrap }

// SetFinds highlights what a search found, the spans in order.
func (v *CodeView) SetFinds(spans []Span) {
	v.finds = codeFinds{byLine: map[int][]Span{}}
	for _, s := range spans {
		v.finds.byLine[s.Line] = append(v.finds.byLine[s.Line], s)
	}
	v.Refresh()
}

// ShowFind marks one of the finds as the current one and brings it into view.
func (v *CodeView) ShowFind(span Span) {
	v.finds.current = span
	v.ScrollTo(span.Line, span.From)
}

// ScrollTo brings a place into view: a line from 0, and an offset in it in bytes.
func (v *CodeView) ScrollTo(line, offset int) {
	if line < 0 || line >= len(v.code.Lines) {
		return
	}
	text := v.code.Lines[line]
	cell := cellsOf(text[:min(max(offset, 0), len(text))])
	columns := v.columns(v.Size().Width)
	if v.wrap {
		v.view.reveal(v.rows.first(line) + cell/columns)
	} else {
		v.view.reveal(line)
		if cell < v.left || cell >= v.left+columns-4 {
			v.left = max(cell-columns/2, 0)
		}
	}
	v.Refresh()
}

// codeRows says which rows of the view a line takes, where lines are wrapped: starts holds
// the first row of each, and their number at the end. Unwrapped, a row is a line.
type codeRows struct {
	starts  []int
	columns int // for which starts were counted
	lines   int
}

func (r *codeRows) count() int {
	if r.starts == nil {
		return r.lines
	}
	return r.starts[len(r.starts)-1]
}

func (r *codeRows) first(line int) int {
	if r.starts == nil {
		return line
	}
	return r.starts[min(max(line, 0), len(r.starts)-1)]
}

// lineAt returns the line that a row shows.
func (r *codeRows) lineAt(row int) int {
	if r.starts == nil {
		return row
	}
	low, high := 0, len(r.starts)-1
	for low+1 < high {
		if middle := (low + high) / 2; r.starts[middle] <= row {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// layRows counts the rows for the current width and wrapping.
func (v *CodeView) layRows() {
	columns := v.columns(v.Size().Width)
	if !v.wrap || len(v.code.Lines) == 0 {
		v.rows = codeRows{lines: len(v.code.Lines)}
		return
	}
	if v.rows.starts != nil && v.rows.columns == columns {
		return
	}
	starts, row := make([]int, len(v.code.Lines)+1), 0
	for i, line := range v.code.Lines {
		starts[i] = row
		row += max((cellsOf(line)+columns-1)/columns, 1)
	}
	starts[len(starts)-1] = row
	v.rows = codeRows{starts: starts, columns: columns}
}

func codeFace() face { return mono(look.SmallSize) }

// gutter is where the code begins.
func (v *CodeView) gutter() float32 {
	digits := max(len(strconv.Itoa(len(v.code.Lines))), 2)
	return 28 + float32(digits)*codeFace().width("0")
}

// columns is how many cells have room in a width.
func (v *CodeView) columns(width float32) int {
	return max(int((width-v.gutter()-thumbHit)/codeFace().width("0")), 8)
}

func (v *CodeView) least() fyne.Size { return fyne.NewSize(120, 2*look.CodeLineHeight) }

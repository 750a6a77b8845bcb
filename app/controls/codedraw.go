package controls

import (
	"strconv"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

const (
	codeTop    = 6 // over the first line
	tokensRoom = 1000
)

func (v *CodeView) draw(b *brush, size fyne.Size) {
	v.layRows()
	v.view.resize(v.rows.count(), look.CodeLineHeight, size.Height-2*codeTop)
	b.fill(0, 0, size.Width, size.Height, look.Code)
	columns := v.columns(size.Width)
	for row := v.view.top; row < v.view.end(); row++ {
		line := v.rows.lineAt(row)
		from := v.left
		if v.wrap {
			from = (row - v.rows.first(line)) * columns
		}
		v.drawRow(b, codeRow{line, from, from + columns + 1, codeTop + v.view.y(row), size.Width, !v.wrap || from == 0})
	}
	v.view.drawThumb(b, size, codeTop, v.state.thumb)
	if v.state.focused {
		b.ring(size, 0)
	}
}

// codeRow is a row to draw: the cells from and to of a line.
type codeRow struct {
	line, from, to int
	y, width       float32
	numbered       bool
}

func (v *CodeView) drawRow(b *brush, r codeRow) {
	const h = look.CodeLineHeight
	if v.wrap {
		r.to-- // the cell after the last belongs to the next row
	}
	text := v.code.Lines[r.line]
	left, advance := v.gutter(), codeFace().width("0")
	mark := LineMark{}
	if v.code.Mark != nil {
		mark = v.code.Mark(r.line)
	}
	b.fill(0, r.y, r.width, h, mark.Fill)
	start, at := byteAt(text, r.from)
	end, _ := byteAt(text[start:], r.to-at)
	end += start
	x := func(offset int) float32 {
		return left + float32(at-r.from+cellsOf(text[start:offset]))*advance
	}
	v.drawBehind(b, r, start, end, x)
	if r.numbered {
		number := mark.Number
		if number == 0 {
			number = r.line + 1
		}
		if number > 0 {
			b.textRight(strconv.Itoa(number), codeFace(), look.Text3, left-16, r.y, h)
		}
		b.text(mark.Sign, codeFace(), or(mark.Role, look.Text3), left-12, r.y, h)
	}
	v.drawTokens(b, r, start, end, x(start))
}

// drawBehind draws finds and selection behind the bytes start to end of a line.
func (v *CodeView) drawBehind(b *brush, r codeRow, start, end int, x func(int) float32) {
	part := func(from, to int, how box) {
		from, to = max(from, start), min(to, end)
		if from < to {
			left := x(from)
			b.rect(left, r.y+1, x(to)-left, look.CodeLineHeight-2, how)
		}
	}
	for _, span := range v.finds.byLine[r.line] {
		how := box{fill: look.WarnBg, radius: 3}
		if span == v.finds.current {
			how.line = look.Warn
		}
		part(span.From, span.To, how)
	}
	from, to, whole := v.sel.onLine(r.line, len(v.code.Lines[r.line]))
	part(from, to, box{fill: look.AccentBg})
	if whole && end == len(v.code.Lines[r.line]) { // the line's end is selected too
		b.fill(x(end), r.y+1, codeFace().width("0")/2, look.CodeLineHeight-2, look.AccentBg)
	}
}

// drawTokens writes the bytes start to end of a line from x on.
func (v *CodeView) drawTokens(b *brush, r codeRow, start, end int, x float32) {
	advance := codeFace().width("0")
	offset := 0
	for _, token := range v.tokensOf(r.line) {
		from, to := max(offset, start), min(offset+len(token.Text), end)
		if from < to {
			eachRun(token.Text[from-offset:to-offset], func(part run) {
				b.text(part.text, codeFace(), or(token.Role, look.Text), x, r.y, look.CodeLineHeight)
				x += float32(part.cells) * advance
			})
		}
		offset += len(token.Text)
		if offset >= end {
			return
		}
	}
}

// tokensOf returns the tokens of a line, and remembers them while the view is near.
func (v *CodeView) tokensOf(line int) []Token {
	if tokens, ok := v.tokens[line]; ok {
		return tokens
	}
	text := v.code.Lines[line]
	tokens := []Token{{Text: text}}
	if v.code.Colour != nil && len(text) <= colourMost {
		tokens = v.code.Colour(line, text)
	}
	if len(v.tokens) >= tokensRoom {
		clear(v.tokens)
	}
	if v.tokens == nil {
		v.tokens = map[int][]Token{}
	}
	v.tokens[line] = tokens
	return tokens
}

package viewmodel

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"ringback/app/say"
)

// Text is a body as lines. Ten megabytes are as quick as ten lines: what a view does not
// draw is never taken apart. A Text is not changed once it is made, so it may be searched
// aside while it is drawn.
type Text struct {
	// Format says how the lines are coloured.
	Format Format
	// Problem says what is wrong with the text, or is nil.
	Problem *Problem

	lines lines
	hex   []byte
	isHex bool
}

// Problem is a place in a text that is not as its format demands.
type Problem struct {
	Line, Column int // from 1; columns are characters
	Message      string
}

// String returns the problem as one sentence.
func (p *Problem) String() string {
	return say.L("Line %d, column %d: %s.", p.Line, p.Column, p.Message)
}

// lines is a text and where its lines begin.
type lines struct {
	text   string
	starts []uint32
}

func splitLines(text string) lines {
	l := lines{text: text, starts: make([]uint32, 1, 1+strings.Count(text, "\n"))}
	for from := 0; ; {
		n := strings.IndexByte(text[from:], '\n')
		if n < 0 {
			break
		}
		from += n + 1
		if from < len(text) { // the last line break ends a line, it does not begin one
			l.starts = append(l.starts, uint32(from))
		}
	}
	return l
}

func (l lines) line(i int) string {
	end := len(l.text)
	if i+1 < len(l.starts) {
		end = int(l.starts[i+1])
	}
	return strings.TrimSuffix(strings.TrimSuffix(l.text[l.starts[i]:end], "\n"), "\r")
}

// at returns the line of an offset.
func (l lines) at(offset int) int {
	return sort.Search(len(l.starts), func(i int) bool { return int(l.starts[i]) > offset }) - 1
}

// Len returns how many lines there are; an empty text has one.
func (t *Text) Len() int {
	if t.isHex {
		return max((len(t.hex)+hexBytes-1)/hexBytes, 1)
	}
	return len(t.lines.starts)
}

// Line returns a line without its end, exactly as it stands.
func (t *Text) Line(i int) string {
	switch {
	case i < 0 || i >= t.Len():
		return ""
	case t.isHex:
		return hexLine(t.hex, i)
	}
	return t.lines.line(i)
}

// Strings returns all lines. Those of a hex dump are made by it, which takes memory: five
// times the body.
func (t *Text) Strings() []string {
	all := make([]string, t.Len())
	for i := range all {
		all[i] = t.Line(i)
	}
	return all
}

func (t *Text) problem(offset int, err error) *Problem {
	offset = min(max(offset, 0), len(t.lines.text))
	line := t.lines.at(offset)
	column := utf8.RuneCountInString(t.lines.text[t.lines.starts[line]:offset]) + 1
	return &Problem{Line: line + 1, Column: column, Message: problemWords(err)}
}

// problemWords says what is wrong with a text. What the parsers say themselves stays as it is.
func problemWords(err error) string {
	switch err {
	case errCutJSON:
		return say.L("the JSON ends too early")
	case errNoElement:
		return say.L("there is no element")
	}
	return err.Error()
}

// hexBytes is how many bytes a line of a hex dump shows.
const hexBytes = 16

// hexLine returns "00000010  48 65 6c 6c 6f 00 …  Hello." for the bytes of line i.
func hexLine(b []byte, i int) string {
	const digits = "0123456789abcdef"
	part := b[i*hexBytes : min((i+1)*hexBytes, len(b))]
	out := fmt.Appendf(make([]byte, 0, 80), "%08x ", i*hexBytes)
	for n := range hexBytes {
		if n%8 == 0 {
			out = append(out, ' ')
		}
		if n < len(part) {
			out = append(out, digits[part[n]>>4], digits[part[n]&15], ' ')
		} else {
			out = append(out, "   "...)
		}
	}
	out = append(out, ' ')
	for _, c := range part {
		if c < ' ' || c > '~' {
			c = '.'
		}
		out = append(out, c)
	}
	return string(out)
}

package controls

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tabCells is how many cells a tab takes.
const tabCells = 4

// runeCells returns how many cells of a monospaced line a rune takes: 2 for wide ones, as
// Chinese and emoji, and none for what joins the rune before.
func runeCells(r rune) int {
	switch {
	case r == '\t':
		return tabCells
	case r < 0x300:
		return 1
	case r == 0x200D || unicode.In(r, unicode.Mn, unicode.Me, unicode.Variation_Selector):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// cellsOf returns how many cells a text takes.
func cellsOf(s string) int {
	cells := 0
	for _, r := range s {
		cells += runeCells(r)
	}
	return cells
}

// byteAt returns where the rune that covers a cell begins, and the cell at which it
// begins; the end of the text for a cell behind it.
func byteAt(s string, cell int) (offset, at int) {
	for i, r := range s {
		n := runeCells(r)
		if at+n > cell && n > 0 {
			return i, at
		}
		at += n
	}
	return len(s), at
}

// run is a part of a line that is set as one.
type run struct {
	text  string
	cells int
	plain bool // each rune has one cell, and the face has it
}

// eachRun cuts a text into what can be placed by counting cells, and what has widths of its
// own and must not push the rest aside. What cannot be seen is replaced by a picture.
func eachRun(s string, visit func(run)) {
	start, cells, plain := 0, 0, true
	flush := func(end int) {
		if end > start {
			visit(run{visible(s[start:end]), cells, plain})
		}
		start, cells = end, 0
	}
	for i, r := range s {
		if is := isPlain(r); is != plain && r != '\t' && r != ' ' { // words of one line stay together, for their order
			if runeCells(r) > 0 { // a mark stays with its letter
				flush(i)
				plain = is
			}
		}
		if r == '\t' {
			flush(i)
			visit(run{"", tabCells, true})
			start = i + 1
			continue
		}
		cells += runeCells(r)
	}
	flush(len(s))
}

// isPlain says whether the monospaced face has a rune: Latin, Greek, Cyrillic, and
// the punctuation, arrows and boxes of its own width.
func isPlain(r rune) bool {
	return r < 0x530 || r >= 0x1E00 && r < 0x2000 || r >= 0x2010 && r < 0x2028 || r >= 0x2500 && r < 0x25A0
}

// visible replaces controls by their pictures and what turns or hides text by "�", so that
// nothing in a body goes unseen.
func visible(s string) string {
	if !hasHidden(s) {
		return s
	}
	shown := make([]rune, 0, len(s))
	for _, r := range s {
		shown = append(shown, picture(r))
	}
	return string(shown)
}

func hasHidden(s string) bool {
	if !utf8.ValidString(s) {
		return true
	}
	for _, r := range s {
		if picture(r) != r {
			return true
		}
	}
	return false
}

// picture returns how a rune is shown.
func picture(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7F:
		return 0x2421
	case r >= 0x80 && r < 0xA0:
		return utf8.RuneError
	case r == 0x200D: // joins emoji
		return r
	case unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029:
		return utf8.RuneError
	default:
		return r
	}
}

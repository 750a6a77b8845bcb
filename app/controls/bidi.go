package controls

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/bidi"

	"ringback/app/look"
)

// rightToLeft says whether a text begins in a script that is written from the right: its first
// letter with a direction decides, as in rule P2 of UAX 9.
func rightToLeft(s string) bool {
	for _, r := range s {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// needsFaces says whether a text has letters that are written from the right or that need a
// face of their own. Most have not, and are drawn as they are.
func needsFaces(s string) bool {
	for _, r := range s {
		if r >= 0x590 && (r < 0x900 || r >= 0xE00 && r < 0xE80 || r >= 0xFB1D && r < 0xFF00) {
			return true
		}
	}
	return false
}

// visualRuns splits one line into runs of one direction, in the order in which they stand from
// left to right. The toolkit shapes each run, but sets several in the order of writing.
func visualRuns(line string) []string {
	if !needsFaces(line) {
		return []string{line}
	}
	line = visible(line) // a separator of paragraphs would end it
	fromRight := rightToLeft(line)
	var p bidi.Paragraph
	base := bidi.LeftToRight
	if fromRight {
		base = bidi.RightToLeft
	}
	if _, err := p.SetString(line, bidi.DefaultDirection(base)); err != nil {
		return []string{line}
	}
	order, err := p.Order()
	if err != nil {
		return []string{line}
	}
	runs := make([]string, order.NumRuns())
	right := make([]bool, order.NumRuns())
	for i := range runs {
		run := order.Run(i)
		runs[i], right[i] = run.String(), run.Direction() == bidi.RightToLeft
	}
	if fromRight {
		slices.Reverse(runs)
		return runs
	}
	// In a line from the left, what is from the right stands reversed as a whole, with the
	// numbers in it.
	for start := 0; start < len(runs); start++ {
		if !right[start] {
			continue
		}
		end := start + 1
		for i := end; i < len(runs) && (right[i] || isNumber(runs[i])); i++ {
			if right[i] {
				end = i + 1
			}
		}
		slices.Reverse(runs[start:end])
		start = end
	}
	return runs
}

// isNumber says whether a run holds digits and signs, and no letter.
func isNumber(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) < 0
}

// eachFace cuts a run where another face begins: the theme's, given as nil, or that of a script.
// Spaces stay with what is before them, or after them at the beginning.
func eachFace(run string, visit func(part string, source fyne.Resource)) {
	start, begun := 0, false
	var source fyne.Resource
	for i, r := range run {
		if r == ' ' || r == 0x200C || r == 0x200D {
			continue
		}
		face := look.ScriptFace(r)
		if begun && face != source {
			visit(run[start:i], source)
			start = i
		}
		source, begun = face, true
	}
	visit(run[start:], source)
}

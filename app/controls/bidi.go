package controls

import (
	"slices"
	"strings"
	"unicode"

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

// isPlainLeft says whether nothing in a text is written from the right, so that it needs no
// ordering.
func isPlainLeft(s string) bool {
	for _, r := range s {
		if r >= 0x590 && (r < 0x900 || r >= 0xFB1D) {
			return false
		}
	}
	return true
}

// visualRuns splits one line into runs of one direction, in the order in which they stand from
// left to right. The toolkit shapes each run, but sets several in the order of writing.
func visualRuns(line string) []string {
	if isPlainLeft(line) {
		return []string{line}
	}
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

// textOrdered draws one line run by run, as it is read, from x on, and returns how wide it is.
func (b *brush) textOrdered(line string, f face, role look.Role, x, y, h float32) float32 {
	start := x
	for _, run := range visualRuns(line) {
		x += b.text(run, f, role, x, y, h)
	}
	return x - start
}

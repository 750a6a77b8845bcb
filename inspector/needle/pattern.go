package needle

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"ringback/inspector/filter"
)

// minimum is the shortest text worth looking for, in bytes.
const minimum = 2

// Of returns needles that are in every text, folded, that the pattern fits.
func Of(g filter.Glob) []Needle {
	var list []Needle
	for _, part := range g {
		// What is no Unicode comes out as U+FFFD, one way or another.
		for piece := range strings.SplitSeq(part, "\uFFFD") {
			if len(piece) >= minimum {
				list = append(list, New(piece))
			}
		}
	}
	return list
}

// OfRegex returns needles that are in every text that the expression matches.
func OfRegex(expression string) []Needle {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	var list []Needle
	for _, text := range required(re.Simplify()) {
		list = append(list, Of(filter.Glob{filter.Fold(text)})...)
	}
	return list
}

// required returns texts that are in whatever re matches. Pieces of it that
// follow each other directly are joined.
func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
		return steady(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var list []string
		for _, sub := range re.Sub {
			list = append(list, required(sub)...)
		}
		return list
	}
	return nil
}

// steady cuts runes where case is more than small and capital: a k is also the
// Kelvin sign, an s the long one.
func steady(runes []rune) []string {
	var list []string
	start := 0
	for n, r := range runes {
		if r >= utf8.RuneSelf || strings.ContainsRune("kKsS", r) {
			list = append(list, string(runes[start:n]))
			start = n + 1
		}
	}
	return append(list, string(runes[start:]))
}

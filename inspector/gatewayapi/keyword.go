package gatewayapi

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// SplitKeyword takes the keyword off the text of a received SMS: the first word,
// after any leading blanks. The keyword keeps its case, and rest is what follows
// the blanks after it, unchanged. Punctuation belongs to the word, unless
// lenient drops it from the word's end. The provider says only that the keyword
// is the first word; the exact rules are ours.
func SplitKeyword(text string, lenient bool) (keyword, rest string) {
	text = strings.TrimLeftFunc(text, isBlank)
	keyword = text
	if end := strings.IndexFunc(text, isBlank); end >= 0 {
		keyword = text[:end]
		rest = strings.TrimLeftFunc(text[end:], isBlank)
	}
	if lenient {
		if word := strings.TrimRight(keyword, ".,:;!?"); word != "" {
			keyword = word
		}
	}
	return keyword, rest
}

// isBlank reports whether c separates words: white space of Unicode, and the two
// invisible characters that phones and copying slip in.
func isBlank(c rune) bool {
	return unicode.IsSpace(c) || c == '\u200B' || c == '\uFEFF'
}

// FoldKeyword returns the form in which keywords are compared: composed (NFC),
// then case folded in full. FOO, Foo and foo are one keyword; æ is not ae.
func FoldKeyword(s string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))
}

package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold gives text the form in which case does not matter. ASCII letters come
// from ASCII letters only (no Kelvin sign becomes a k), so that bytes can be
// searched for a folded needle.
func Fold(s string) string {
	for n := range len(s) {
		if s[n] >= utf8.RuneSelf {
			return strings.Map(foldRune, s)
		}
	}
	return strings.ToLower(s) // of ASCII, byte by byte
}

func foldRune(r rune) rune {
	if low := unicode.ToLower(r); (low < utf8.RuneSelf) == (r < utf8.RuneSelf) {
		return low
	}
	return r
}

// Glob is a folded pattern, cut at its stars: "a*b" is "a", "b". One part has no
// star in it.
type Glob []string

// Literal tells whether the pattern stands for one text only.
func (g Glob) Literal() bool { return len(g) == 1 }

// Whole tells whether all of a text, which is folded, fits.
func (g Glob) Whole(s string) bool {
	if len(g) == 1 {
		return s == g[0]
	}
	last := len(g) - 1
	if len(s) < len(g[0])+len(g[last]) || !strings.HasPrefix(s, g[0]) || !strings.HasSuffix(s, g[last]) {
		return false
	}
	return inOrder(g[1:last], s[len(g[0]):len(s)-len(g[last])])
}

// Within tells whether a part of a text, which is folded, fits.
func (g Glob) Within(s string) bool { return inOrder(g, s) }

func inOrder(parts []string, s string) bool {
	for _, part := range parts {
		at := strings.Index(s, part)
		if at < 0 {
			return false
		}
		s = s[at+len(part):]
	}
	return true
}

package viewmodel

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/runenames"

	"ringback/app/say"
)

// How many characters of a text a cell of the list, and a value of the detail, may hold: no
// screen shows more, and what is drawn must be measured.
const (
	cellRunes  = 300
	valueRunes = 20_000
)

// OneLine returns a text for one line of a screen, at most that many characters of it. Line
// breaks are ↵. What cannot be seen, or makes others read in another order than they stand,
// is shown as a sign: ␀, ‹RLO›, ‹U+3164›. A text without anything to see is all signs; only
// the empty text is empty.
func OneLine(s string, most int) string { return show(s, most, false) }

// Visible returns a text with its line breaks and tabs kept, and its hidden characters shown
// as in [OneLine].
func Visible(s string) string { return show(s, valueRunes, true) }

func show(s string, most int, lines bool) string {
	var b strings.Builder
	shown := head(s, most)
	inked, flag := hasInk(s), false
	for _, r := range strings.ReplaceAll(shown, "\r\n", "\n") {
		flag = r == blackFlag || flag && isTag(r)
		switch {
		case isBreak(r) && lines && inked:
			b.WriteByte('\n')
		case isBreak(r):
			b.WriteString("↵")
		case !inked:
			b.WriteString(signOf(r))
		case r == '\t' && lines:
			b.WriteByte('\t')
		case r == '\t':
			b.WriteByte(' ')
		case hidden(r) && !(flag && isTag(r)):
			b.WriteString(signOf(r))
		default:
			b.WriteRune(r)
		}
	}
	if len(shown) < len(s) {
		b.WriteString("…")
	}
	return b.String()
}

// head returns the first most characters of s, without looking at the rest.
func head(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// blackFlag begins a flag, such as that of Scotland, which is spelled in invisible tags.
const blackFlag = '\U0001F3F4'

func isTag(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

// hidden reports whether r draws nothing, or turns the order of others. The joiners are not:
// emoji and some scripts need them, and they cannot hide anything but themselves.
func hidden(r rune) bool {
	switch r {
	case '\u200C', '\u200D': // non-joiner, joiner
		return false
	case '\u115F', '\u1160', '\u3164', '\uFFA0', '\u2800', '\u034F', '\u180E': // blanks that are letters or signs
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// hasInk reports whether something of s can be seen.
func hasInk(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !hidden(r) && !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me)
	})
}

// signOf returns what stands for a character that cannot be seen.
func signOf(r rune) string {
	switch {
	case r == ' ':
		return "␠"
	case r < ' ':
		return string('\u2400' + r)
	case r == 0x7F:
		return "␡"
	}
	if name, ok := shortName(r); ok {
		return "‹" + name + "›"
	}
	return fmt.Sprintf("‹U+%04X›", r)
}

// shortName returns the usual abbreviation of a format character (Unicode, chapter 23).
func shortName(r rune) (string, bool) {
	names := [...]struct {
		r    rune
		name string
	}{
		{'\u200E', "LRM"}, {'\u200F', "RLM"}, {'\u061C', "ALM"},
		{'\u202A', "LRE"}, {'\u202B', "RLE"}, {'\u202C', "PDF"}, {'\u202D', "LRO"}, {'\u202E', "RLO"},
		{'\u2066', "LRI"}, {'\u2067', "RLI"}, {'\u2068', "FSI"}, {'\u2069', "PDI"},
		{'\u200B', "ZWSP"}, {'\u200C', "ZWNJ"}, {'\u200D', "ZWJ"}, {'\u2060', "WJ"},
		{'\uFEFF', "BOM"}, {'\u00AD', "SHY"}, {'\u00A0', "NBSP"},
	}
	for _, n := range names {
		if n.r == r {
			return n.name, true
		}
	}
	return "", false
}

// CodePoint is one character of a text, told apart from what looks like it.
type CodePoint struct {
	Code string // "U+202E", or "0xFF" for a byte that is not UTF-8
	Name string // its name in Unicode, or what it is
	Sign string // what can be seen of it
}

// CodePoints lists the first characters of a text, up to most.
func CodePoints(s string, most int) []CodePoint {
	var list []CodePoint
	for len(s) > 0 && len(list) < most {
		r, size := utf8.DecodeRuneInString(s)
		p := CodePoint{Code: fmt.Sprintf("U+%04X", r), Name: runenames.Name(r), Sign: string(r)}
		if r == utf8.RuneError && size == 1 {
			p = CodePoint{Code: fmt.Sprintf("0x%02X", s[0]), Name: say.L("a byte that is not UTF-8"), Sign: "�"}
		} else if hidden(r) || unicode.IsSpace(r) || !hasInk(string(r)) {
			p.Sign = signOf(r)
		}
		list, s = append(list, p), s[size:]
	}
	return list
}

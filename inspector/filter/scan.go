package filter

import (
	"fmt"
	"strings"
	"unicode"
)

// scanner walks over the runes of a filter and notes what each part is.
type scanner struct {
	src   []rune
	pos   int
	spans []Span
}

// literal is a value as it was written, its quotes and backslashes taken off.
type literal struct {
	parts      []string // cut at the stars
	quoted     bool
	escaped    bool // some rune had a backslash
	start, end int
}

// text returns the value with its stars.
func (l literal) text() string { return strings.Join(l.parts, "*") }

// wild tells whether there are stars in it.
func (l literal) wild() bool { return len(l.parts) > 1 }

// plain tells whether the value was written without quotes, stars and backslashes.
func (l literal) plain() bool { return !l.quoted && !l.escaped && !l.wild() }

func (l literal) wrong(message, hint string) *SyntaxError {
	return &SyntaxError{Start: l.start, End: l.end, Message: message, Hint: hint}
}

func isBracket(r rune) bool { return r == '(' || r == ')' }

// peek returns the rune that comes next, 0 at the end.
func (s *scanner) peek() rune { return s.at(s.pos) }

func (s *scanner) at(n int) rune {
	if n < len(s.src) {
		return s.src[n]
	}
	return 0
}

// ends tells whether a term would end before this position.
func (s *scanner) ends(n int) bool {
	return n >= len(s.src) || unicode.IsSpace(s.src[n]) || isBracket(s.src[n])
}

func (s *scanner) blanks() {
	for s.pos < len(s.src) && unicode.IsSpace(s.src[s.pos]) {
		s.pos++
	}
}

// follows tells whether a word comes next, as a word of its own.
func (s *scanner) follows(word string) bool {
	end := s.pos + len(word)
	return end <= len(s.src) && string(s.src[s.pos:end]) == word && s.ends(end)
}

// mark notes what the runes up to here are.
func (s *scanner) mark(start int, class Class) {
	if start < s.pos {
		s.spans = append(s.spans, Span{start, s.pos, class})
	}
}

func (s *scanner) wrong(start, end int, hint, format string, args ...any) *SyntaxError {
	return &SyntaxError{Start: start, End: end, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// literal reads a value in quotes, or up to a blank or bracket.
func (s *scanner) literal() (literal, error) {
	if s.peek() == '"' {
		return s.quoted()
	}
	l := literal{start: s.pos}
	var part strings.Builder
	for !s.ends(s.pos) {
		r := s.src[s.pos]
		switch r {
		case '"':
			return l, s.wrong(s.pos, s.pos+1, `put the whole value in quotes, or write \"`, "a quote in the middle of a value")
		case '*':
			l.parts = append(l.parts, part.String())
			part.Reset()
			s.pos++
			continue
		case '\\':
			if s.pos++; s.pos == len(s.src) {
				return l, s.wrong(s.pos-1, s.pos, `for the sign itself write \\`, "nothing follows the backslash")
			}
			r, l.escaped = s.src[s.pos], true
		}
		part.WriteRune(r)
		s.pos++
	}
	l.parts, l.end = append(l.parts, part.String()), s.pos
	s.mark(l.start, ClassValue)
	return l, nil
}

func (s *scanner) quoted() (literal, error) {
	l := literal{start: s.pos, quoted: true}
	var text strings.Builder
	for s.pos++; s.peek() != '"' || s.pos == len(s.src); s.pos++ {
		if s.peek() == '\\' {
			s.pos++
		}
		if s.pos >= len(s.src) {
			s.pos = len(s.src)
			return l, &SyntaxError{Start: l.start, End: s.pos, Message: "the quote is not closed", Hint: `put a " behind it`, Replace: string(s.src[l.start:]) + `"`, Fix: text.Len() > 0}
		}
		text.WriteRune(s.src[s.pos])
	}
	s.pos++
	l.parts, l.end = []string{text.String()}, s.pos
	s.mark(l.start, ClassQuoted)
	if !s.ends(s.pos) {
		return l, s.wrong(s.pos, s.pos+1, "put a blank there, or all of it into the quotes", "something follows the quote")
	}
	return l, nil
}

// regex reads a regular expression between slashes, if one stands here: its
// last slash is the first one at which a term can end.
func (s *scanner) regex(blanks bool) (text string, ok bool) {
	if s.peek() != '/' {
		return "", false
	}
	for n := s.pos + 1; n < len(s.src); n++ {
		switch r := s.src[n]; {
		case r == '\\':
			n++
		case unicode.IsSpace(r) && !blanks:
			return "", false
		case r == '/' && s.ends(n+1):
			if n == s.pos+1 {
				return "", false
			}
			text = string(s.src[s.pos+1 : n])
			start := s.pos
			s.pos = n + 1
			s.mark(start, ClassRegex)
			return text, true
		}
	}
	return "", false
}

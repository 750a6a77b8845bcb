package viewmodel

import "strings"

// TokenKind says what a part of a line is, for its colour.
type TokenKind uint8

// The kinds of token.
const (
	TokenPlain  TokenKind = iota
	TokenKey              // names: of a member, an element, a header
	TokenString           // texts and values
	TokenNumber
	TokenWord  // true, false, null, a method
	TokenPunct // brackets, commas, offsets of a hex dump
)

// Token is a part of a line. The tokens of a line follow each other and cover it.
type Token struct {
	Text string
	Kind TokenKind
}

// Tokens returns the tokens of a line. Each line is read by itself, so that any line of a
// long text can be coloured without the ones before it: what spans lines, such as a comment
// in XML, has no colour on its later lines.
func (t *Text) Tokens(i int) []Token { return tokensOf(t.format(), t.Line(i), i) }

func (t *Text) format() Format {
	if t.isHex {
		return FormatBinary
	}
	return t.Format
}

func tokensOf(format Format, line string, number int) []Token {
	s := scanner{line: line, rest: line}
	switch format {
	case FormatJSON:
		s.json()
	case FormatXML:
		s.xml()
	case FormatForm:
		s.form()
	case FormatHead:
		s.head(number)
	case FormatBinary:
		s.take(min(8, len(s.rest)), TokenPunct)
	}
	s.take(len(s.rest), TokenPlain)
	return s.tokens
}

// scanner takes tokens off the front of a line.
type scanner struct {
	line   string
	rest   string // what of the line is left
	tokens []Token
}

// take makes the next n bytes a token; one of the kind before it is joined to that.
func (s *scanner) take(n int, kind TokenKind) {
	if n == 0 {
		return
	}
	from := len(s.line) - len(s.rest)
	s.rest = s.rest[n:]
	if last := len(s.tokens) - 1; last >= 0 && s.tokens[last].Kind == kind {
		s.tokens[last].Text = s.line[from-len(s.tokens[last].Text) : from+n]
		return
	}
	s.tokens = append(s.tokens, Token{s.line[from : from+n], kind})
}

// takeThrough takes all up to and with the next end, after skipping some bytes, or the rest
// where there is none.
func (s *scanner) takeThrough(end string, skip int, kind TokenKind) {
	n := strings.Index(s.rest[skip:], end)
	if n < 0 {
		s.take(len(s.rest), kind)
		return
	}
	s.take(skip+n+len(end), kind)
}

// span returns how many bytes at the front are in set.
func (s *scanner) span(set string) int { return len(s.rest) - len(strings.TrimLeft(s.rest, set)) }

// until returns how many bytes stand before the first one in set.
func (s *scanner) until(set string) int {
	if n := strings.IndexAny(s.rest, set); n >= 0 {
		return n
	}
	return len(s.rest)
}

func (s *scanner) json() {
	const blank = " \t\r\n"
	for s.rest != "" {
		switch c := s.rest[0]; {
		case strings.IndexByte(blank, c) >= 0:
			s.take(s.span(blank), TokenPlain)
		case c == '"':
			end := stringEnd(s.rest, 0)
			kind := TokenString
			if strings.HasPrefix(strings.TrimLeft(s.rest[end:], blank), ":") {
				kind = TokenKey
			}
			s.take(end, kind)
		case c == '-' || c >= '0' && c <= '9':
			s.take(s.span("+-.0123456789eE"), TokenNumber)
		case strings.IndexByte("{}[]:,", c) >= 0:
			s.take(1, TokenPunct)
		default:
			word := max(s.until(blank+`"{}[]:,`), 1)
			kind := TokenPlain
			switch s.rest[:word] {
			case "true", "false", "null":
				kind = TokenWord
			}
			s.take(word, kind)
		}
	}
}

func (s *scanner) xml() {
	for s.rest != "" {
		if s.rest[0] != '<' {
			s.take(s.until("<"), TokenPlain)
			continue
		}
		if strings.HasPrefix(s.rest, "<!--") {
			s.takeThrough("-->", 0, TokenPunct)
			continue
		}
		s.take(s.span("</?!"), TokenPunct)
		s.take(s.until(" \t/?>"), TokenKey)
		s.attributes()
	}
}

// attributes takes what stands in a tag after its name, and the end of the tag.
func (s *scanner) attributes() {
	for s.rest != "" {
		switch c := s.rest[0]; {
		case c == '>':
			s.take(1, TokenPunct)
			return
		case c == '"' || c == '\'':
			s.takeThrough(string(c), 1, TokenString)
		case c == '=' || c == '/' || c == '?':
			s.take(1, TokenPunct)
		case c == ' ' || c == '\t':
			s.take(s.span(" \t"), TokenPlain)
		default:
			s.take(max(s.until(` =/?>"'`+"\t"), 1), TokenNumber)
		}
	}
}

func (s *scanner) form() {
	for s.rest != "" {
		s.take(s.until("=&"), TokenKey)
		s.take(s.span("="), TokenPunct)
		s.take(s.until("&"), TokenString)
		s.take(s.span("&"), TokenPunct)
	}
}

// head takes a header line, or the request line, which is the first and has no colon before
// its first blank.
func (s *scanner) head(number int) {
	if n := s.until(": "); number == 0 && n < len(s.rest) && s.rest[n] == ' ' {
		s.take(n, TokenWord)
		return
	}
	if n := s.until(":"); n < len(s.rest) {
		s.take(n, TokenKey)
		s.take(1, TokenPunct)
		s.take(len(s.rest), TokenString)
	}
}

package filter

import "errors"

// Class says what a part of a filter is.
type Class uint8

// The classes.
const (
	ClassField    Class = iota // keyword:, #42
	ClassValue                 // a plain value or bare word
	ClassQuoted                // a value in quotes
	ClassRegex                 // a regular expression
	ClassOperator              // OR, NOT, -, >=
	ClassBracket
	ClassWrong // what the error is about
)

// Span is a part of a filter, in runes from 0; End is behind its last one.
type Span struct {
	Start, End int
	Class      Class
}

// Highlight returns what the parts of a filter are, in order, without overlap.
// What stands behind an error is in none.
func Highlight(src string) []Span {
	p := newParser(src)
	_, err := p.parse()
	var bad *SyntaxError
	if !errors.As(err, &bad) {
		return p.spans
	}
	var spans []Span
	for _, s := range p.spans {
		if s.End > bad.Start {
			break
		}
		spans = append(spans, s)
	}
	if bad.Start < bad.End {
		spans = append(spans, Span{bad.Start, bad.End, ClassWrong})
	}
	return spans
}

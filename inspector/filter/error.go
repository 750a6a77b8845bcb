package filter

import "fmt"

// SyntaxError says what is wrong with a filter, where, and what would be right.
type SyntaxError struct {
	// Start and End are columns in runes from 0; End is behind the last one. They
	// are equal where something is missing.
	Start, End int
	// Message is a clause without a full stop.
	Message string
	// Hint is what would be right, such as "did you mean keyword:foo?"; it may be "".
	Hint string
	// Replace is what to put in the place of Start to End, where Fix is true.
	Replace string
	Fix     bool
}

// Error returns the message with its column, counted from 1, and the hint.
func (e *SyntaxError) Error() string {
	s := fmt.Sprintf("filter, column %d: %s", e.Start+1, e.Message)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Corrected returns src with the replacement in it, where there is one.
func (e *SyntaxError) Corrected(src string) (string, bool) {
	if !e.Fix {
		return "", false
	}
	r := []rune(src)
	return string(r[:e.Start]) + e.Replace + string(r[e.End:]), true
}

package needle

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Escaped tells whether a body writes text in other letters, as JSON may.
func Escaped(body []byte) bool { return bytes.IndexByte(body, '\\') >= 0 }

// Plain returns a body with all that JSON escapes written out, so that the text
// of its strings can be searched for. It is for searching only: quotes lose their
// meaning.
func Plain(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		k := bytes.IndexByte(body, '\\')
		if k < 0 || k == len(body)-1 {
			return append(out, body...)
		}
		out = append(out, body[:k]...)
		c := body[k+1]
		body = body[k+2:]
		switch c {
		case 'n':
			c = '\n'
		case 't':
			c = '\t'
		case 'r':
			c = '\r'
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'u':
			r, size := hexRune(body)
			if size > 0 {
				out, body = utf8.AppendRune(out, r), body[size:]
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// hexRune reads the digits of \uXXXX, and those of its other half.
func hexRune(b []byte) (r rune, size int) {
	r, ok := hex4(b)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 4
	}
	if len(b) >= 10 && b[4] == '\\' && b[5] == 'u' {
		if low, ok := hex4(b[6:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return both, 10
			}
		}
	}
	return utf8.RuneError, 4
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[:4]), 16, 16)
	return rune(n), err == nil
}

// Package needle finds texts in bytes, in whichever case, and tells from a few
// bits that a text is in none of many bytes. The engine's search and index call
// it. It knows nothing of callbacks, and must never say that something is absent
// that [filter.Fold] would find.
package needle

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"ringback/inspector/filter"
)

// Needle is a text to search for.
type Needle struct {
	text   []byte // folded
	ascii  bool
	anchor int // where its rarest byte is
}

// New returns a needle for a folded text, which must not be empty.
func New(folded string) Needle {
	n := Needle{text: []byte(folded), ascii: true}
	best := -1
	for k, c := range n.text {
		if c >= utf8.RuneSelf {
			n.ascii = false
		}
		if r := rarity(c); r > best {
			best, n.anchor = r, k
		}
	}
	return n
}

// common are the bytes of JSON and of the languages around, the most frequent
// first: one that is not among them is rare.
const common = "\" :,e0tanrisdloc142358679_ump-.g{}hbfvkyw"

// rarity tells how seldom a byte occurs, about.
func rarity(c byte) int {
	if k := strings.IndexByte(common, c); k >= 0 {
		return k
	}
	return len(common)
}

// In tells whether the text is in b, in whichever case.
func (n Needle) In(b []byte) bool {
	if !n.ascii {
		return isFar(b) && bytes.Contains([]byte(filter.Fold(string(b))), n.text)
	}
	low := n.text[n.anchor]
	if n.at(b, low) {
		return true
	}
	return 'a' <= low && low <= 'z' && n.at(b, low-('a'-'A'))
}

// isFar tells whether there is more than ASCII in b.
func isFar(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// at looks for the text where its rarest byte has this form.
func (n Needle) at(b []byte, anchor byte) bool {
	size := len(n.text)
	if len(b) < size {
		return false
	}
	// The anchor of a whole match lies between these.
	from, to := n.anchor, len(b)-size+n.anchor+1
	for from < to {
		k := bytes.IndexByte(b[from:to], anchor)
		if k < 0 {
			return false
		}
		start := from + k - n.anchor
		if equal(b[start:start+size], n.text) {
			return true
		}
		from += k + 1
	}
	return false
}

// equal compares with a folded text of ASCII.
func equal(b, folded []byte) bool {
	for k, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != folded[k] {
			return false
		}
	}
	return true
}

package filter

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// Phone is a pattern of phone numbers and receivers.
type Phone struct {
	digits Glob // of digits; one part has no star
	full   bool // written with its country code
	// Of one part: the number, and the power of ten above it, behind which a
	// calling code may stand.
	number, above uint64
	codes         map[int]bool
	// Of a prefix: the least and most of each length.
	low, high [maxPhoneDigits + 1]uint64
}

// maxPhoneDigits is how long a number is at most; what is longer is a text.
const maxPhoneDigits = 19

// Digits returns a number without blanks, its + and leading zeros, as callbacks
// and people write it; what is not one, is too long, or zero, is 0.
func Digits(s string) uint64 {
	s = strings.TrimPrefix(noBlanks(s), "+")
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	if s = strings.TrimLeft(s, "0"); len(s) > maxPhoneDigits {
		return 0
	}
	n, _ := strconv.ParseUint(s, 10, 64)
	return n
}

func noBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// phoneOf reads a literal as a number, nil where it is none.
func phoneOf(l literal) *Phone {
	s := noBlanks(l.text())
	p := &Phone{}
	s, p.full = strings.CutPrefix(s, "+")
	if strings.Trim(s, "0123456789*") != "" || strings.Trim(s, "*") == "" {
		return nil
	}
	if s = strings.TrimLeft(s, "0"); strings.Trim(s, "*") == "" || len(s) > maxPhoneDigits {
		return nil
	}
	p.digits = strings.Split(s, "*")
	if p.exact() {
		p.number, _ = strconv.ParseUint(s, 10, 64)
		p.above = 1
		for range s {
			p.above *= 10
		}
		if len(s) == maxPhoneDigits {
			p.above = 0 // nothing fits before it
		}
		p.codes = phonenumbers.GetSupportedCallingCodes()
	}
	if p.prefix() {
		p.bounds()
	}
	return p
}

func (p *Phone) exact() bool { return len(p.digits) == 1 }

func (p *Phone) prefix() bool { return len(p.digits) == 2 && p.digits[0] != "" && p.digits[1] == "" }

func (p *Phone) bounds() {
	low, _ := strconv.ParseUint(p.digits[0], 10, 64)
	high := low
	for n := len(p.digits[0]); n <= maxPhoneDigits; n++ {
		p.low[n], p.high[n] = low, high
		if n < maxPhoneDigits {
			low, high = low*10, high*10+9
		}
	}
	for n := range len(p.digits[0]) {
		p.low[n] = 1 // none of this length
	}
}

// String returns the pattern as it is written.
func (p *Phone) String() string {
	s := strings.Join(p.digits, "*")
	if p.full {
		s = "+" + s
	}
	return s
}

// Fits tells whether a number, which is not 0, is meant. Without a + and a star
// the country code may be left out.
func (p *Phone) Fits(n uint64) bool {
	switch {
	case p.exact():
		if n == p.number {
			return true
		}
		return !p.full && p.above != 0 && n%p.above == p.number && n/p.above < 1000 && p.codes[int(n/p.above)]
	case p.low[maxPhoneDigits] != 0:
		size := decimalDigits(n)
		return size <= maxPhoneDigits && p.low[size] <= n && n <= p.high[size]
	}
	var buf [20]byte
	return p.digits.Whole(string(strconv.AppendUint(buf[:0], n, 10)))
}

// Within tells whether the digits stand in a number, which is not 0.
func (p *Phone) Within(n uint64) bool {
	var buf [20]byte
	return p.digits.Within(string(strconv.AppendUint(buf[:0], n, 10)))
}

// powers are those of ten.
var powers = [...]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// decimalDigits returns how many digits n has.
func decimalDigits(n uint64) int {
	size := bits.Len64(n) * 1233 >> 12 // log10(2)
	if n >= powers[size] {
		size++
	}
	return size
}

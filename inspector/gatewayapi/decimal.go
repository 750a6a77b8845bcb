package gatewayapi

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// decimal is a JSON number kept exact: digits × 10^exponent. Digits have no
// leading and no trailing zeros, and none at all for zero, so that two equal
// numbers are equal as Go values, however they were written.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

// maxExponent bounds the exponents that are understood, far beyond any number
// that means something here.
const maxExponent = 1 << 30

// parseDecimal reads a JSON number; ok is false for anything else, and for an
// exponent beyond maxExponent.
func parseDecimal(v jsontext.Value) (d decimal, ok bool) {
	if v.Kind() != '0' {
		return decimal{}, false
	}
	mantissa, exponent := string(v), 0
	if i := strings.IndexAny(mantissa, "eE"); i >= 0 {
		n, err := strconv.Atoi(mantissa[i+1:])
		mantissa = mantissa[:i]
		if strings.Trim(mantissa, "-0.") == "" {
			return decimal{}, true // zero, whatever its exponent
		}
		if err != nil || n > maxExponent || n < -maxExponent {
			return decimal{}, false
		}
		exponent = n
	}
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	if whole, fraction, found := strings.Cut(mantissa, "."); found {
		mantissa = whole + fraction
		exponent -= len(fraction)
	}
	digits := strings.TrimRight(mantissa, "0")
	exponent += len(mantissa) - len(digits)
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return decimal{}, true
	}
	return decimal{negative, digits, exponent}, true
}

// whole reports whether d has no fraction.
func (d decimal) whole() bool { return d.exponent >= 0 }

// scaled returns d × 10^places without what is left of a fraction; ok is false
// where that does not fit in 64 bits.
func (d decimal) scaled(places int) (n uint64, ok bool) {
	digits, exponent := d.digits, d.exponent+places
	switch {
	case digits == "":
		return 0, true
	case len(digits)+exponent > 20:
		return 0, false
	case len(digits)+exponent <= 0:
		return 0, true
	case exponent < 0:
		digits = digits[:len(digits)+exponent]
	default:
		digits += strings.Repeat("0", exponent)
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, err == nil
}

// SameNumber tells whether two numbers of JSON are equal, however they are
// written: 1, 1.0 and 10e-1 are.
func SameNumber(a, b string) bool {
	x, ok := parseDecimal(jsontext.Value(a))
	y, also := parseDecimal(jsontext.Value(b))
	return a == b || ok && also && x == y
}

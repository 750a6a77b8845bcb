package filter

import (
	"math/big"
	"strings"
)

// decimals are bounds of a number in JSON, exact: ids there do not fit a float.
type decimals struct {
	low, high     *big.Rat // nil is open
	noLow, noHigh bool     // the bound itself is left out
}

// maxDecimal bounds what is read as a number, in bytes: with an exponent a few
// bytes can ask for any amount of memory.
const maxDecimal = 60

// isDecimal tells whether s is a number without an exponent.
func isDecimal(s string, orEmpty bool) bool {
	if s == "" {
		return orEmpty
	}
	whole, fraction, dotted := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(s) <= maxDecimal && whole != "" && !(dotted && fraction == "") && strings.Trim(whole+fraction, "0123456789") == ""
}

// ratOf returns nil for what is no number.
func ratOf(s string) *big.Rat {
	if !isDecimal(s, false) {
		return nil
	}
	n, _ := new(big.Rat).SetString(s)
	return n
}

func (t *Term) decimal(op string, l literal) error {
	n := ratOf(l.text())
	if n == nil {
		return l.wrong("only numbers can be compared", "such as json.mcc:>=200")
	}
	t.Test, t.decimals = Decimal, &decimals{}
	switch op {
	case ">", ">=":
		t.decimals.low, t.decimals.noLow = n, op == ">"
	case "<", "<=":
		t.decimals.high, t.decimals.noHigh = n, op == "<"
	}
	return nil
}

// has tells whether the number that s is lies within the bounds.
func (d *decimals) has(s string) bool {
	n := ratOf(s)
	if n == nil {
		return false
	}
	if d.low != nil {
		if c := n.Cmp(d.low); c < 0 || c == 0 && d.noLow {
			return false
		}
	}
	if d.high != nil {
		if c := n.Cmp(d.high); c > 0 || c == 0 && d.noHigh {
			return false
		}
	}
	return true
}

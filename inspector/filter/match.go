package filter

import (
	"slices"
	"strings"
	"time"
)

// View is what a filter looks at: one callback.
type View interface {
	// ID is our own id.
	ID() uint64
	Received() time.Time
	// Texts returns the values that a field has, nil where there is none. Words
	// that stand for several values come as values too: the status of what failed
	// is both "UNDELIVERABLE" and "failed". arg is NAME or PATH. Of Any they are
	// the texts to search, of Error the code and then its texts.
	Texts(id ID, arg string) []string
	// Amount returns the code, the microseconds of Took, or the bytes of BodySize.
	Amount(id ID) (int64, bool)
}

// Match tells whether a callback is one of those that are meant. The times in
// the filter must be fixed, see [Filter.At].
func (n *Node) Match(v View) bool {
	switch n.Op {
	case Leaf:
		return n.Term.Match(v)
	case Not:
		return !n.Kids[0].Match(v)
	case Or:
		return slices.ContainsFunc(n.Kids, func(kid *Node) bool { return kid.Match(v) })
	}
	return !slices.ContainsFunc(n.Kids, func(kid *Node) bool { return !kid.Match(v) })
}

// Match tells whether the term holds for a callback.
func (t *Term) Match(v View) bool {
	id := t.Field.ID
	if t.Test == Between {
		switch t.Field.Kind {
		case Own:
			return t.In(int64(v.ID()))
		case Moment:
			return t.In(v.Received().UnixMicro())
		}
		n, ok := v.Amount(id)
		return ok && t.In(n)
	}
	return t.Holds(v.Texts(id, t.Arg)) || id == Any && t.Phone != nil && t.inNumber(v)
}

// In tells whether a number lies between Low and High.
func (t *Term) In(n int64) bool { return t.Low <= n && n <= t.High }

// Holds tells whether one of these values of the field, see [View.Texts], is
// meant. It is for terms that are not Between.
func (t *Term) Holds(values []string) bool {
	switch t.Test {
	case Decimal:
		return slices.ContainsFunc(values, t.decimals.has)
	case Matches:
		return slices.ContainsFunc(values, t.Regex.MatchString)
	}
	if t.Field.Kind == Failure && len(values) > 0 {
		if t.Coded() {
			values = values[:1]
		} else {
			values = values[1:]
		}
	}
	return slices.ContainsFunc(values, t.fits)
}

// Coded tells whether the value is an error code, not words.
func (t *Term) Coded() bool { return t.Field.Kind == Failure && strings.HasPrefix(t.Glob[0], "0x") }

func (t *Term) fits(value string) bool {
	if t.Phone != nil && t.Field.Kind == Number {
		n := Digits(value)
		return n != 0 && t.Phone.Fits(n)
	}
	if t.Glob.anything() {
		return value != ""
	}
	if t.Field.Kind == Contains || t.Field.Kind == Failure && !t.Coded() {
		return t.Glob.Within(Fold(value))
	}
	return t.Glob.Whole(Fold(value))
}

// anything tells whether the pattern is stars only, which means that there is a
// value.
func (g Glob) anything() bool { return len(g) > 1 && strings.Join(g, "") == "" }

// inNumber tells whether a bare number stands in one of the callback's.
func (t *Term) inNumber(v View) bool {
	for _, id := range []ID{From, To} {
		for _, s := range v.Texts(id, "") {
			if n := Digits(s); n != 0 && t.Phone.Within(n) {
				return true
			}
		}
	}
	return false
}

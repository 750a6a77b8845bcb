package inspector

import "math/bits"

// rowSet is a set of the rows of a block, a bit for each.
type rowSet [blockSize / 64]uint64

func (s *rowSet) add(n int)     { s[n/64] |= 1 << (n % 64) }
func (s rowSet) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

func (s rowSet) empty() bool { return s == rowSet{} }

func (s rowSet) count() int {
	sum := 0
	for _, word := range s {
		sum += bits.OnesCount64(word)
	}
	return sum
}

func (s rowSet) and(t rowSet) rowSet {
	for k := range s {
		s[k] &= t[k]
	}
	return s
}

func (s rowSet) or(t rowSet) rowSet {
	for k := range s {
		s[k] |= t[k]
	}
	return s
}

func (s rowSet) without(t rowSet) rowSet {
	for k := range s {
		s[k] &^= t[k]
	}
	return s
}

// guess is what is known of a question before the callbacks are looked at: it
// holds for these rows, and may hold for those. Must is a part of may.
type guess struct{ must, may rowSet }

// opinion is what is known of one callback, for one question.
type opinion uint8

const (
	unsure opinion = iota
	no
	yes
)

func told(holds bool) opinion {
	if holds {
		return yes
	}
	return no
}

// note takes an answer for a row into a guess that began empty.
func (g *guess) note(n int, a opinion) {
	word, bit := n/64, uint64(1)<<(n%64)
	if a != no {
		g.may[word] |= bit
	}
	if a == yes {
		g.must[word] |= bit
	}
}

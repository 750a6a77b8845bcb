package needle

import "ringback/inspector/filter"

// SignatureBytes is the size of a [Signature].
const SignatureBytes = 8192

// half of a signature is for any three bytes that follow each other, half for
// six digits: of numbers any three digits are everywhere.
const half = SignatureBytes / 2

// window is how many digits are taken together.
const window = 6

// Signature says which needles cannot be in the texts that were added. The zero
// value has none.
type Signature [SignatureBytes]byte

// Add takes a text in.
func (s *Signature) Add(text []byte) {
	folded := filter.Fold(string(text))
	run := 0
	var number uint32
	for k := range len(folded) {
		c := folded[k]
		if k >= 2 {
			one, two := trigram(folded[k-2], folded[k-1], c)
			s.set(0, one)
			s.set(0, two)
		}
		if c < '0' || c > '9' {
			run, number = 0, 0
			continue
		}
		run++
		number = (number*10 + uint32(c-'0')) % 1_000_000
		if run >= window {
			one, two := spread(number)
			s.set(half, one)
			s.set(half, two)
		}
	}
}

func (s *Signature) set(from int, bit uint32) { s[from+int(bit/8)] |= 1 << (bit % 8) }

func trigram(a, b, c byte) (one, two uint32) {
	return spread(uint32(a)<<16 | uint32(b)<<8 | uint32(c))
}

// spread gives a value two bits of a half: by one alone, too many needles would
// be unlucky in every block.
func spread(x uint32) (one, two uint32) {
	x *= 0x9E3779B1 // odd numbers without a pattern
	x ^= x >> 15
	x *= 0x85EBCA6B
	return x >> 17, x & (8*half - 1)
}

// Probe is what a signature is asked for a needle, worked out once.
type Probe struct{ trigrams, digits []uint32 }

// Probe returns the bits that a needle needs.
func (n Needle) Probe() Probe {
	var p Probe
	run := 0
	var number uint32
	for k, c := range n.text {
		if k >= 2 {
			one, two := trigram(n.text[k-2], n.text[k-1], c)
			p.trigrams = append(p.trigrams, one, two)
		}
		if c < '0' || c > '9' {
			run, number = 0, 0
			continue
		}
		run++
		number = (number*10 + uint32(c-'0')) % 1_000_000
		if run >= window {
			one, two := spread(number)
			p.digits = append(p.digits, one, two)
		}
	}
	return p
}

// May tells whether the needle can be in one of the texts of a signature. What is
// no signature says nothing.
func (p Probe) May(signature []byte) bool {
	if len(signature) != SignatureBytes {
		return true
	}
	for _, bit := range p.digits {
		if signature[half+int(bit/8)]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	for _, bit := range p.trigrams {
		if signature[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}

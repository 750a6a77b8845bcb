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
			s.set(0, trigram(folded[k-2], folded[k-1], c))
		}
		if c < '0' || c > '9' {
			run, number = 0, 0
			continue
		}
		run++
		number = (number*10 + uint32(c-'0')) % 1_000_000
		if run >= window {
			s.set(half, digits(number))
		}
	}
}

func (s *Signature) set(from int, bit uint32) { s[from+int(bit/8)] |= 1 << (bit % 8) }

// trigram and digits spread their values over the bits of a half.
func trigram(a, b, c byte) uint32 {
	return (uint32(a)<<16 | uint32(b)<<8 | uint32(c)) * 2654435761 >> 17
}

func digits(n uint32) uint32 { return n * 2654435761 >> 17 }

// Probe is what a signature is asked for a needle, worked out once.
type Probe struct{ trigrams, digits []uint32 }

// Probe returns the bits that a needle needs.
func (n Needle) Probe() Probe {
	var p Probe
	run := 0
	var number uint32
	for k, c := range n.text {
		if k >= 2 {
			p.trigrams = append(p.trigrams, trigram(n.text[k-2], n.text[k-1], c))
		}
		if c < '0' || c > '9' {
			run, number = 0, 0
			continue
		}
		run++
		number = (number*10 + uint32(c-'0')) % 1_000_000
		if run >= window {
			p.digits = append(p.digits, digits(number))
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

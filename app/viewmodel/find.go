package viewmodel

import (
	"context"
	"unicode"
	"unicode/utf8"

	"ringback/app/say"
)

// Span is a part of one line: from (inclusive) to (exclusive), in bytes.
type Span struct{ Line, From, To int }

// maxFinds is how many places a search keeps; nobody walks through more.
const maxFinds = 10_000

// Finds is what a search in a text found, and the place that is looked at.
type Finds struct {
	Spans   []Span
	Current int  // in Spans, or -1
	More    bool // there are more than Spans holds
}

// Find searches a text for what was typed, whatever the case of its letters, line by line.
// The error is that of ctx.
func Find(ctx context.Context, t *Text, typed string) (Finds, error) {
	found := Finds{Current: -1}
	if typed == "" {
		return found, nil
	}
	needle := folded(typed)
	for i := range t.Len() {
		if i%1000 == 0 && ctx.Err() != nil {
			return Finds{Current: -1}, ctx.Err()
		}
		line := t.Line(i)
		for from := 0; from < len(line); {
			if from%checkEvery == checkEvery-1 && ctx.Err() != nil {
				return Finds{Current: -1}, ctx.Err()
			}
			if n := matchAt(line[from:], needle); n > 0 {
				if len(found.Spans) == maxFinds {
					found.Current, found.More = 0, true
					return found, nil
				}
				found.Spans = append(found.Spans, Span{i, from, from + n})
				from += n
				continue
			}
			if line[from] < utf8.RuneSelf {
				from++
				continue
			}
			_, size := utf8.DecodeRuneInString(line[from:])
			from += size
		}
	}
	if len(found.Spans) > 0 {
		found.Current = 0
	}
	return found, nil
}

func folded(s string) []rune {
	runes := []rune(s)
	for i, r := range runes {
		runes[i] = fold(r)
	}
	return runes
}

// fold returns one rune for all that differ in case only.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if 'A' <= least && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}

// matchAt returns how many bytes at the front of s match, or 0.
func matchAt(s string, needle []rune) int {
	at := 0
	for _, want := range needle {
		if at == len(s) {
			return 0
		}
		r, size := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		if fold(r) != want {
			return 0
		}
		at += size
	}
	return at
}

// Step goes to the next place, or with -1 to the one before, and round at the ends.
func (f *Finds) Step(by int) (Span, bool) {
	n := len(f.Spans)
	if n == 0 {
		return Span{}, false
	}
	f.Current = ((f.Current+by)%n + n) % n
	return f.Spans[f.Current], true
}

// From goes to the first place at or after a line, so that a search begins at what one sees.
func (f *Finds) From(line int) {
	for i, s := range f.Spans {
		if s.Line >= line {
			f.Current = i
			return
		}
	}
	f.Current = min(0, len(f.Spans)-1)
}

// Text returns "3 of 17", "3 of over 10,000" or "nothing found".
func (f *Finds) Text() string {
	switch n := Count(uint64(len(f.Spans))); {
	case len(f.Spans) == 0:
		return say.L("nothing found")
	case f.More:
		return say.L("%s of over %s", Count(uint64(f.Current+1)), n)
	default:
		return say.L("%s of %s", Count(uint64(f.Current+1)), n)
	}
}

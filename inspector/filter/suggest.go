package filter

import (
	"slices"
	"strconv"
	"strings"
)

// unknownField says that there is no such field, and which one may be meant.
func (p *parser) unknownField(name string) *SyntaxError {
	end := p.pos + len([]rune(name))
	e := p.wrong(p.pos, end, "", "there is no field %q", name)
	base, arg, dotted := strings.Cut(name, ".")
	var names []string
	for n := range fields {
		f := &fields[n]
		if f.Name == "" || f.Kind == Own || (f.Arg != "") != dotted {
			continue
		}
		names = append(append(names, f.Name), f.Aliases...)
	}
	near, ok := nearest(strings.ToLower(base), names)
	if ok && dotted {
		near += "." + arg
	}
	if ok {
		e.Hint, e.Replace, e.Fix = "did you mean "+near+":?", near, true
		return e
	}
	word := p.pos
	for !p.ends(word) && p.src[word] != '"' {
		word++
	}
	e.Hint = "to search for the text itself, put it in quotes: " + quote(string(p.src[p.pos:word]))
	return e
}

// noValue says that nothing stands behind the colon.
func (p *parser) noValue(f *Field, start int) *SyntaxError {
	e := p.wrong(start, p.pos, "", "%s: needs a value", f.Title())
	next := p.pos
	for next < len(p.src) && p.src[next] == ' ' {
		next++
	}
	if next > p.pos && next < len(p.src) && !p.ends(next) {
		e.End, e.Hint = next, "write no blank behind the colon"
		e.Replace, e.Fix = string(p.src[start:p.pos]), true
		return e
	}
	if p.peek() == '(' {
		e.Hint = "brackets go round whole terms: (kind:mo OR kind:status)"
		return e
	}
	e.Hint = "such as " + f.Examples[0]
	return e
}

// unknownWord says which words there are, and which one may be meant.
func unknownWord(f *Field, l literal) *SyntaxError {
	words := make([]string, len(f.Values))
	for n, v := range f.Values {
		words[n] = v.Word
	}
	e := l.wrong(f.Name+" is never "+strconv.Quote(l.text()), "")
	near, ok := nearest(Fold(l.text()), words)
	switch {
	case ok:
		e.Hint, e.Replace, e.Fix = "did you mean "+f.Name+":"+near+"?", near, true
	default:
		e.Hint = "it is one of " + strings.Join(words, ", ")
	}
	if f.open() {
		e.Hint += "; to search for it all the same, put it in quotes"
	}
	return e
}

// open tells whether a word that is not listed may be asked for in quotes: the
// provider may invent one.
func (f *Field) open() bool { return f.ID == Status || f.ID == Charge }

// nearest returns the name that a slip of the finger or two makes of s, or that
// s begins.
func nearest(s string, names []string) (string, bool) {
	best, at := 1+min(2, len(s)/3), -1
	for n, name := range names {
		d := distance(s, name)
		if len(s) > 1 && strings.HasPrefix(name, s) {
			d = 1
		}
		if d < best {
			best, at = d, n
		}
	}
	if at < 0 {
		return "", false
	}
	return names[at], true
}

// distance counts the letters to insert, drop, change or swap with the next.
func distance(a, b string) int {
	if len(a) > 50 { // names are short
		return len(a)
	}
	before, last, row := []int(nil), make([]int, len(b)+1), make([]int, len(b)+1)
	for k := range last {
		last[k] = k
	}
	for n := 1; n <= len(a); n++ {
		row[0] = n
		for k := 1; k <= len(b); k++ {
			cost := 1
			if a[n-1] == b[k-1] {
				cost = 0
			}
			row[k] = min(last[k]+1, row[k-1]+1, last[k-1]+cost)
			if n > 1 && k > 1 && a[n-1] == b[k-2] && a[n-2] == b[k-1] {
				row[k] = min(row[k], before[k-2]+1)
			}
		}
		before, last, row = slices.Clone(last), slices.Clone(row), make([]int, len(b)+1)
	}
	return last[len(b)]
}

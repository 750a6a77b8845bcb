package filter

import (
	"unicode"
)

// Bounds of a filter.
const (
	maxRunes = 4000
	maxTerms = 200
	maxDepth = 50
)

// Parse reads a filter. An error is a [*SyntaxError]. An empty one matches
// everything.
func Parse(src string) (Filter, error) {
	p := newParser(src)
	f, err := p.parse()
	if err != nil {
		return Filter{}, err
	}
	return f, nil
}

// parser reads by recursive descent: or, and, not, term.
type parser struct {
	scanner
	depth, terms int
}

func newParser(src string) *parser { return &parser{scanner: scanner{src: []rune(src)}} }

func (p *parser) parse() (Filter, error) {
	if len(p.src) > maxRunes {
		return Filter{}, p.wrong(maxRunes, len(p.src), "", "a filter may have %d characters at most", maxRunes)
	}
	if p.blanks(); p.pos == len(p.src) {
		return Filter{}, nil
	}
	n, err := p.or()
	if err != nil {
		return Filter{}, err
	}
	if p.pos < len(p.src) { // only a bracket ends an or
		return Filter{}, p.wrong(p.pos, p.pos+1, "take it away, or open one before", "this bracket was never opened")
	}
	return Filter{n}, nil
}

func (p *parser) or() (*Node, error) {
	var kids []*Node
	for {
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		kids = append(kids, n)
		if !p.operator("OR") {
			return join(Or, kids), nil
		}
	}
}

func (p *parser) and() (*Node, error) {
	var kids []*Node
	for {
		n, err := p.not()
		if err != nil {
			return nil, err
		}
		kids = append(kids, n)
		p.blanks()
		if p.operator("AND") {
			continue
		}
		if p.pos == len(p.src) || p.peek() == ')' || p.follows("OR") {
			return join(And, kids), nil
		}
	}
}

// operator reads a word that joins terms, if it comes next.
func (p *parser) operator(word string) bool {
	if p.blanks(); !p.follows(word) {
		return false
	}
	start := p.pos
	p.pos += len(word)
	p.mark(start, ClassOperator)
	return true
}

func (p *parser) not() (*Node, error) {
	negative := false
	for {
		start := p.pos
		if p.operator("NOT") {
			negative = !negative
			continue
		}
		if p.peek() == '-' && !p.ends(p.pos+1) || p.peek() == '-' && p.at(p.pos+1) == '(' {
			p.pos++
			p.mark(start, ClassOperator)
			negative = !negative
			continue
		}
		break
	}
	n, err := p.operand()
	if err == nil && negative {
		n = negate(n)
	}
	return n, err
}

func (p *parser) operand() (*Node, error) {
	if p.pos == len(p.src) {
		return nil, p.wrong(p.pos, p.pos, "write a term such as keyword:foo", "something is missing at the end")
	}
	for _, word := range []string{"OR", "AND"} {
		if p.follows(word) {
			return nil, p.wrong(p.pos, p.pos+len(word), `to search for the word itself, put it in quotes: "`+word+`"`, "%s stands between two terms", word)
		}
	}
	switch p.peek() {
	case '-': // the others are negations
		return nil, p.wrong(p.pos, p.pos+1, `for the sign itself write "-"`, "a - stands right before its term")
	case '(':
		return p.group()
	case ')':
		return nil, p.wrong(p.pos, p.pos+1, "write a term such as keyword:foo before it", "something is missing before this bracket")
	}
	if p.terms++; p.terms > maxTerms {
		return nil, p.wrong(p.pos, len(p.src), "", "a filter may have %d terms at most", maxTerms)
	}
	t, err := p.term()
	if err != nil {
		return nil, err
	}
	return &Node{Op: Leaf, Term: t}, nil
}

func (p *parser) group() (*Node, error) {
	start := p.pos
	if p.depth++; p.depth > maxDepth {
		return nil, p.wrong(p.pos, p.pos+1, "", "brackets may be %d deep at most", maxDepth)
	}
	p.pos++
	p.mark(start, ClassBracket)
	p.blanks()
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, &SyntaxError{Start: start, End: start + 1, Message: "this bracket is not closed", Hint: "put a ) at the end"}
	}
	end := p.pos
	p.pos++
	p.mark(end, ClassBracket)
	p.depth--
	return n, nil
}

// term reads a field and its value, an id, or a bare word.
func (p *parser) term() (*Term, error) {
	start := p.pos
	if p.peek() == '#' && unicode.IsDigit(p.at(p.pos+1)) {
		return p.own()
	}
	name, ok := p.name()
	if !ok {
		return p.value(&Term{Field: field(Any)})
	}
	f, arg, known := lookup(name)
	if !known {
		return nil, p.unknownField(name)
	}
	p.pos += len([]rune(name)) + 1
	p.mark(start, ClassField)
	if p.ends(p.pos) {
		return nil, p.noValue(f, start)
	}
	return p.value(&Term{Field: f, Arg: arg})
}

// name returns what stands before a colon, if it can be the name of a field.
func (p *parser) name() (string, bool) {
	if !unicode.IsLetter(p.peek()) {
		return "", false
	}
	for n := p.pos; !p.ends(n); n++ {
		switch r := p.src[n]; {
		case r == ':':
			return string(p.src[p.pos:n]), true
		case r == '"', r == '\\', r == '*':
			return "", false
		}
	}
	return "", false
}

package inspector

import (
	"cmp"
	"slices"

	"ringback/inspector/filter"
	"ringback/storage"
)

// quest is a filter with the cheapest way to answer each of its questions. A
// question is put to the columns of a whole block first, then to the bytes of the
// callbacks that are left, then to their meaning; [filter.Node.Match] says what
// the answer must be, and the plan may only come to it sooner.
type quest struct {
	op   filter.Op
	kids []*quest // the cheapest first
	// Of a leaf:
	term *filter.Term
	leaf int // its place in a state
	rows func(storage.Block, *guess)
	look func(*storage.Glimpse) opinion
	way  Way
}

// Way says by what a question is answered, the dearest that may be needed.
type Way uint8

// The ways.
const (
	WayIndex     Way = iota // columns decide
	WaySignature            // a signature leaves most blocks out, bytes decide
	WayBytes                // the bytes of each callback decide
	WayMeaning              // some callbacks must be understood
)

// String returns the way in a few words.
func (w Way) String() string {
	return [...]string{"index", "index, then bytes", "bytes", "each callback"}[w]
}

// compile plans a filter whose times are fixed; leaves counts its questions.
func (q *questions) compile(n *filter.Node, leaves *int) *quest {
	if n.Op == filter.Leaf {
		p := &quest{op: n.Op, term: n.Term, leaf: *leaves}
		*leaves++
		q.answerBy(p)
		return p
	}
	p := &quest{op: n.Op}
	for _, kid := range n.Kids {
		p.kids = append(p.kids, q.compile(kid, leaves))
	}
	slices.SortStableFunc(p.kids, func(a, b *quest) int { return cmp.Compare(a.cost(), b.cost()) })
	return p
}

// cost is that of the dearest question.
func (p *quest) cost() Way {
	way := p.way
	for _, kid := range p.kids {
		way = max(way, kid.cost())
	}
	return way
}

// sift puts the plan to the columns of a block. States keep what each question
// came to; where it no longer mattered they are old, and settle does not ask.
func (p *quest) sift(b storage.Block, present rowSet, states []guess) guess {
	switch p.op {
	case filter.Leaf:
		var g guess
		if p.rows == nil {
			g.may = present
		} else {
			p.rows(b, &g)
			g.may, g.must = g.may.and(present), g.must.and(present)
		}
		states[p.leaf] = g
		return g
	case filter.Not:
		g := p.kids[0].sift(b, present, states)
		return guess{must: present.without(g.may), may: present.without(g.must)}
	case filter.Or:
		var sum guess
		for _, kid := range p.kids {
			g := kid.sift(b, present, states)
			sum.must, sum.may = sum.must.or(g.must), sum.may.or(g.may)
			if sum.must == present {
				break
			}
		}
		return sum
	}
	sum := guess{must: present, may: present}
	for _, kid := range p.kids {
		g := kid.sift(b, present, states)
		sum.must, sum.may = sum.must.and(g.must), sum.may.and(g.may)
		if sum.may.empty() {
			break
		}
	}
	return sum
}

// settle decides about row n of the block that states are of.
func (p *quest) settle(n int, c *candidate, states []guess) bool {
	switch p.op {
	case filter.Leaf:
		switch g := &states[p.leaf]; {
		case !g.may.has(n):
			return false
		case g.must.has(n):
			return true
		}
		return c.holds(p)
	case filter.Not:
		return !p.kids[0].settle(n, c, states)
	case filter.Or:
		return slices.ContainsFunc(p.kids, func(kid *quest) bool { return kid.settle(n, c, states) })
	}
	return !slices.ContainsFunc(p.kids, func(kid *quest) bool { return !kid.settle(n, c, states) })
}

// candidate is a callback that the columns could not decide about.
type candidate struct {
	glimpse    *storage.Glimpse
	open       func(*storage.Glimpse) (*view, error)
	view       *view
	err        error
	understood bool
}

func (c *candidate) holds(p *quest) bool {
	if p.look != nil {
		if a := p.look(c.glimpse); a != unsure {
			return a == yes
		}
	}
	if c.view == nil && c.err == nil {
		c.view, c.err = c.open(c.glimpse)
		c.understood = true
	}
	return c.err == nil && p.term.Match(c.view)
}

// each calls fn with every question.
func (p *quest) each(fn func(*quest)) {
	if p.op == filter.Leaf {
		fn(p)
	}
	for _, kid := range p.kids {
		kid.each(fn)
	}
}

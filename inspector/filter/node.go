package filter

import (
	"math"
	"regexp"
	"slices"
	"time"
)

// Op says how a [Node] is put together.
type Op uint8

// The operators. An And of no kids is what matches everything.
const (
	And Op = iota
	Or
	Not
	Leaf
)

// Node is a filter, or a part of one. It is never changed once it is made.
type Node struct {
	Op   Op
	Kids []*Node // of And and Or any number but one; of Not one
	Term *Term   // of Leaf
}

// Test says how a term decides.
type Test uint8

// The tests of terms.
const (
	Fits    Test = iota // Glob, or Phone where that is set
	Between             // Low to High
	Decimal             // a number in JSON
	Matches             // Regex
)

// Open ends of [Term.Low] and [Term.High].
const (
	NoLow  = math.MinInt64
	NoHigh = math.MaxInt64
)

// Term is one question about a callback.
type Term struct {
	Field *Field
	Arg   string // NAME of header.NAME, PATH of json.PATH
	Test  Test
	Glob  Glob
	// Phone is the value as a number; of [Any] it is asked beside Glob.
	Phone *Phone
	// Low and High are inclusive: ids, codes, bytes, microseconds, for a Moment
	// microseconds since 1970.
	Low, High int64
	Regex     *regexp.Regexp

	decimals *decimals
	moment   *moment
	written  string // what stands behind the colon, in canonical form
}

// Filter is a filter that was read. The zero value matches everything.
type Filter struct {
	root *Node
}

// Empty tells whether f matches everything because nothing was asked.
func (f Filter) Empty() bool { return f.root == nil }

// At fixes what the filter says about time, by the time and zone of whoever asks.
func (f Filter) At(now time.Time, zone *time.Location) *Node {
	if f.root == nil {
		return &Node{Op: And}
	}
	return f.root.at(now.In(zone))
}

func (n *Node) at(now time.Time) *Node {
	if n.Op == Leaf {
		if n.Term.moment == nil {
			return n
		}
		t := *n.Term
		t.Low, t.High = t.moment.bounds(t.Field.ID, now)
		return &Node{Op: Leaf, Term: &t}
	}
	kids := make([]*Node, len(n.Kids))
	for k, kid := range n.Kids {
		kids[k] = kid.at(now)
	}
	return &Node{Op: n.Op, Kids: kids}
}

// Relative tells whether the meaning of the filter moves with the clock.
func (f Filter) Relative() bool {
	return f.root != nil && f.root.Any(func(t *Term) bool { return t.moment != nil && t.moment.relative() })
}

// Any tells whether fn says so of some term.
func (n *Node) Any(fn func(*Term) bool) bool {
	if n.Op == Leaf {
		return fn(n.Term)
	}
	return slices.ContainsFunc(n.Kids, func(kid *Node) bool { return kid.Any(fn) })
}

// join puts nodes under one operator, and lifts up those that have the same.
func join(op Op, nodes []*Node) *Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	var kids []*Node
	for _, n := range nodes {
		if n.Op == op {
			kids = append(kids, n.Kids...)
		} else {
			kids = append(kids, n)
		}
	}
	return &Node{Op: op, Kids: kids}
}

// negate turns a node round; two negations are none.
func negate(n *Node) *Node {
	if n.Op == Not {
		return n.Kids[0]
	}
	return &Node{Op: Not, Kids: []*Node{n}}
}

// Both returns what both filters match.
func Both(a, b Filter) Filter {
	switch {
	case a.root == nil:
		return b
	case b.root == nil:
		return a
	}
	return Filter{join(And, []*Node{a.root, b.root})}
}

package viewmodel

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"ringback/app/say"
)

// Tree is JSON as rows that open and close. Only what is open is taken apart: to open something
// costs one look at each of its bytes, and no more than a thousand rows.
type Tree struct {
	src  string
	rows []treeNode
}

// TreeRow is one row of a tree.
type TreeRow struct {
	Depth  int
	Branch bool // it can be opened
	Open   bool
	Name   string // of a member, with its quotes; the place of an item; "" for the whole
	Member bool   // Name is that of a member
	Value  string // a text with its quotes, a number, true, false, null; of a branch its brackets
	Kind   TokenKind
	Note   string // "3 members"
}

// treeNode is where a row stands in the source.
type treeNode struct {
	depth         int
	name, nameEnd int  // with quotes; both 0 where there is no name
	from, end     int  // the value; of a group where its first child begins
	index         int  // among the children, from 0
	count         int  // of children
	closing       byte // '}' or ']' for what has children, else 0
	group         bool // some of the children of what is above
	open          bool
}

const (
	treeGroup  = 1000 // children of one row; more of them stand in groups
	treeAtOnce = 40   // rows that are open at first, at most
	treeBelow  = 1000 // rows that opening all below one row adds, at most
)

// Tree makes the tree of a JSON body. An error is a problem of the JSON, or that of ctx.
func (b Body) Tree(ctx context.Context) (*Tree, error) {
	src := strings.TrimPrefix(string(b.Bytes), "\ufeff")
	var whole json.RawMessage
	if err := json.Unmarshal([]byte(src), &whole); err != nil {
		return nil, err
	}
	t := &Tree{src: src}
	t.rows = []treeNode{t.value(t.blank(0))}
	for i := 0; i < len(t.rows); i++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if i == 0 || len(t.rows)+t.rows[i].count <= treeAtOnce {
			t.Open(i)
		}
	}
	return t, nil
}

// Len returns how many rows there are now.
func (t *Tree) Len() int { return len(t.rows) }

// Row returns how a row looks.
func (t *Tree) Row(i int) TreeRow {
	n := t.rows[i]
	row := TreeRow{Depth: n.depth, Branch: n.count > 0, Open: n.open}
	switch {
	case n.group:
		row.Name = strconv.Itoa(n.index) + " … " + strconv.Itoa(n.index+n.count-1)
		return row
	case n.nameEnd > 0:
		row.Name, row.Member = OneLine(t.src[n.name:n.nameEnd], cellRunes), true
	case n.depth > 0:
		row.Name = strconv.Itoa(n.index)
	}
	switch c := t.src[n.from]; {
	case n.closing == '}':
		row.Value, row.Kind, row.Note = "{ }", TokenPunct, say.N(uint64(n.count), "%s member", "%s members")
	case n.closing == ']':
		row.Value, row.Kind, row.Note = "[ ]", TokenPunct, say.N(uint64(n.count), "%s item", "%s items")
	case c == '"':
		row.Kind = TokenString
	case c == 't' || c == 'f' || c == 'n':
		row.Kind = TokenWord
	default:
		row.Kind = TokenNumber
	}
	if n.closing == 0 {
		row.Value = OneLine(t.src[n.from:n.end], cellRunes)
	}
	return row
}

// Value returns the value of a row to be copied: a text without its quotes, else the JSON. A
// group has none.
func (t *Tree) Value(i int) string {
	n := t.rows[i]
	if n.group {
		return ""
	}
	return plainJSON(t.src[n.from:n.end])
}

func plainJSON(raw string) string {
	var text string
	if strings.HasPrefix(raw, `"`) && json.Unmarshal([]byte(raw), &text) == nil {
		return text
	}
	return raw
}

// Path returns where the value of a row stands, as filters name it: "message.tags.0". The whole
// and a group have no path.
func (t *Tree) Path(i int) string {
	if t.rows[i].group {
		return ""
	}
	var parts []string
	for ; i > 0; i = t.Parent(i) {
		switch n := t.rows[i]; {
		case n.group:
		case n.nameEnd > 0:
			parts = append(parts, pathPart(plainJSON(t.src[n.name:n.nameEnd])))
		default:
			parts = append(parts, strconv.Itoa(n.index))
		}
	}
	slices.Reverse(parts)
	return strings.Join(parts, ".")
}

// pathPart escapes what has a meaning of its own in a path.
func pathPart(name string) string {
	var b strings.Builder
	for _, r := range name {
		if strings.ContainsRune(`\.|#@*?!{}[]()=<>%`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Parent returns the row that holds a row; -1 for the first.
func (t *Tree) Parent(i int) int {
	depth := t.rows[i].depth
	for i--; i >= 0 && t.rows[i].depth >= depth; i-- {
	}
	return i
}

// Open opens a row that is closed and has children.
func (t *Tree) Open(i int) {
	n := &t.rows[i]
	if n.count == 0 || n.open {
		return
	}
	n.open = true
	t.rows = slices.Insert(t.rows, i+1, t.children(*n)...)
}

// Close closes a row that is open.
func (t *Tree) Close(i int) {
	if !t.rows[i].open {
		return
	}
	t.rows[i].open = false
	t.rows = slices.Delete(t.rows, i+1, t.after(i))
}

// after returns the row after all that a row holds.
func (t *Tree) after(i int) int {
	end := i + 1
	for end < len(t.rows) && t.rows[end].depth > t.rows[i].depth {
		end++
	}
	return end
}

// OpenBelow opens a row and all that it holds, up to a thousand rows.
func (t *Tree) OpenBelow(i int) {
	room := len(t.rows) + treeBelow
	for at := i; at < t.after(i) && len(t.rows) < room; at++ {
		t.Open(at)
	}
}

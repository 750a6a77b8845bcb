package filter

import (
	"strings"
	"unicode"
)

// String returns the filter in canonical form: it reads as the same filter.
func (f Filter) String() string {
	if f.root == nil {
		return ""
	}
	return f.root.String()
}

// String returns the node in canonical form.
func (n *Node) String() string {
	switch n.Op {
	case Leaf:
		return n.Term.String()
	case Not:
		return "-" + n.Kids[0].enclosed(true)
	}
	kids, between := make([]string, len(n.Kids)), " "
	for k, kid := range n.Kids {
		kids[k] = kid.enclosed(n.Op == And)
	}
	if n.Op == Or {
		between = " OR "
	}
	return strings.Join(kids, between)
}

// enclosed puts brackets round a node that would fall apart.
func (n *Node) enclosed(tight bool) string {
	if n.Op == Or || n.Op == And && tight {
		return "(" + n.String() + ")"
	}
	return n.String()
}

// String returns the term in canonical form.
func (t *Term) String() string {
	switch {
	case t.Field.ID == Any:
		return t.written
	case t.Field.Kind == Own:
		return "#" + t.written
	case t.Field.Arg != "":
		return t.Field.Name + "." + t.Arg + ":" + t.written
	}
	return t.Field.Name + ":" + t.written
}

// Of returns the term that asks whether a field has exactly this value: "filter
// for this". The filter that excludes it has a - before. arg is NAME or PATH.
func Of(id ID, arg, value string) string {
	f := field(id)
	name := f.Name
	if f.Arg != "" {
		name += "." + arg
	}
	if f.Kind == Own {
		return "#" + value
	}
	l := literal{parts: []string{value}}
	if f.Kind == Word || f.Kind == Number {
		value = Fold(value)
		if word, ok := f.word(value); ok {
			return name + ":" + word
		}
		if p := phoneOf(l); f.Kind == Number && p != nil {
			return name + ":" + p.String()
		}
	}
	if f.ID == Any {
		return l.print(f)
	}
	return name + ":" + l.print(f)
}

// print returns a value so that it is read again as it is.
func (l literal) print(f *Field) string {
	if !l.wild() {
		text := l.parts[0]
		if f.needsQuotes(text) {
			return quote(text)
		}
		return text
	}
	parts := make([]string, len(l.parts))
	for n, part := range l.parts {
		parts[n] = escape(part, f, n == 0)
	}
	return strings.Join(parts, "*")
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// safe tells whether a rune never means anything but itself within a value.
func safe(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_-.+@/,=?&%~;$!#':", r)
}

// unsafeStart tells whether a value that begins with r may mean something else.
func (f *Field) unsafeStart(r rune) bool {
	return r == '/' && f.ID != Path || f.ID == Any && (r == '-' || r == '#')
}

func (f *Field) needsQuotes(s string) bool {
	for n, r := range s {
		if !safe(r) || n == 0 && f.unsafeStart(r) || f.ID == Any && r == ':' {
			return true
		}
	}
	switch {
	case s == "", f.ordered() && strings.Contains(s, ".."):
		return true
	case f.ID == Path:
		return strings.HasPrefix(s, "/") && strings.HasSuffix(s, "/")
	}
	return f.ID == Any && (s == "OR" || s == "AND" || s == "NOT")
}

// escape puts a backslash before what means something.
func escape(part string, f *Field, first bool) string {
	var b strings.Builder
	for n, r := range part {
		if !safe(r) || first && n == 0 && (f.unsafeStart(r) || r == '/') || f.ID == Any && r == ':' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Error says where a scenario is wrong. Column is 0 where only the line is known.
type Error struct {
	Line, Column int
	Reason       string
}

func (e *Error) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// reader takes values out of YAML nodes. The first error stays; after it all
// values are zero.
type reader struct {
	vars map[string]string
	err  *Error
}

func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{Line: n.Line, Column: n.Column, Reason: fmt.Sprintf(format, args...)}
	}
}

// object is a mapping whose keys are taken one by one, and then [object.end]ed.
type object struct {
	*reader
	node  *yaml.Node
	known []string
}

// object reads a mapping. Each key may be there once.
func (r *reader) object(n *yaml.Node) *object {
	o := &object{reader: r, node: n}
	if n.Kind != yaml.MappingNode {
		if n.Kind != 0 && n.Tag != "!!null" {
			r.fail(n, "want keys with values")
		}
		o.node = &yaml.Node{Line: n.Line, Column: n.Column}
		return o
	}
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			r.fail(key, "want a plain key")
		} else if seen[key.Value] {
			r.fail(key, "the key %s is there twice", key.Value)
		}
		seen[key.Value] = true
	}
	return o
}

// value returns the value of a key, or nil where it is not there.
func (o *object) value(key string) *yaml.Node {
	o.known = append(o.known, key)
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		if o.node.Content[i].Value == key {
			return o.node.Content[i+1]
		}
	}
	return nil
}

func (o *object) has(key string) bool { return o.value(key) != nil }

// end complains of keys that nobody knows.
func (o *object) end() {
	slices.Sort(o.known)
	for i := 0; i < len(o.node.Content); i += 2 {
		if key := o.node.Content[i]; !slices.Contains(o.known, key.Value) {
			o.fail(key, "unknown key %s: want one of %s", key.Value, strings.Join(slices.Compact(o.known), ", "))
		}
	}
}

// object reads a mapping below a key. It is empty where the key is not there.
func (o *object) object(key string) *object {
	n := o.value(key)
	if n == nil {
		n = &yaml.Node{Line: o.node.Line, Column: o.node.Column}
	}
	return o.reader.object(n)
}

// list returns the elements below a key: of a list, or the one value.
func (o *object) list(key string) []*yaml.Node {
	n := o.value(key)
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	return []*yaml.Node{n}
}

func (o *object) text(key string) string {
	if n := o.value(key); n != nil {
		return o.scalar(n)
	}
	return ""
}

func (o *object) texts(key string) []string {
	var all []string
	for _, n := range o.list(key) {
		all = append(all, o.scalar(n))
	}
	return all
}

// word reads a text that is one of a few; "" where the key is not there.
func (o *object) word(key string, allowed ...string) string {
	n := o.value(key)
	if n == nil {
		return ""
	}
	s := o.scalar(n)
	if !slices.Contains(allowed, s) {
		o.fail(n, "%s is %q: want one of %s", key, s, strings.Join(allowed, ", "))
	}
	return s
}

func (o *object) boolean(key string) bool { return o.word(key, "true", "false") == "true" }

// number reads a number in bounds, or returns other where the key is not there.
func (o *object) number(key string, least, most, other float64) float64 {
	n := o.value(key)
	if n == nil {
		return other
	}
	v, err := strconv.ParseFloat(o.scalar(n), 64)
	if err != nil || !(v >= least && v <= most) {
		o.fail(n, "%s must be a number from %v to %v", key, least, strconv.FormatFloat(most, 'f', -1, 64))
		return other
	}
	return v
}

// whole reads a whole number in bounds.
func (o *object) whole(key string, least, most, other int) int {
	v := o.number(key, float64(least), float64(most), float64(other))
	if v != float64(int(v)) {
		o.fail(o.value(key), "%s must be a whole number", key)
	}
	return int(v)
}

// maxSpan is the longest time that a scenario can name.
const maxSpan = 30 * 24 * time.Hour

// span reads a duration such as 500ms, 5s or 24h; 0 where the key is not there.
func (o *object) span(key string) time.Duration {
	n := o.value(key)
	if n == nil {
		return 0
	}
	d, err := time.ParseDuration(o.scalar(n))
	if err != nil || d < 0 || d > maxSpan {
		o.fail(n, "%s must be a time such as 500ms, 5s or 24h, at most 720h", key)
	}
	return d
}

// scalar returns a text with its variables put in.
func (r *reader) scalar(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.AliasNode:
		r.fail(n, "aliases are not known here; use variables")
	case n.Kind != yaml.ScalarNode:
		r.fail(n, "want one value")
	case n.Tag == "!!null":
		r.fail(n, "there is no value; an empty text is ''")
	case strings.Contains(n.Value, "$"):
		return r.expand(n)
	default:
		return n.Value
	}
	return ""
}

// expand puts in what $name and ${name} stand for; $$ is a dollar sign.
func (r *reader) expand(n *yaml.Node) string {
	var out strings.Builder
	rest := n.Value
	for {
		before, after, found := strings.Cut(rest, "$")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if rest, found = strings.CutPrefix(after, "$"); found {
			out.WriteByte('$')
			continue
		}
		name := after
		if inner, ok := strings.CutPrefix(after, "{"); ok {
			name, rest, _ = strings.Cut(inner, "}")
		} else {
			name = after[:nameLength(after)]
			rest = after[len(name):]
		}
		value, ok := r.vars[name]
		if !ok {
			r.fail(n, "there is no variable $%s; a dollar sign is $$", name)
			return ""
		}
		if out.Len()+len(value) > maxSource {
			r.fail(n, "the text is too long")
			return ""
		}
		out.WriteString(value)
	}
}

func nameLength(s string) int {
	n := strings.IndexFunc(s, func(c rune) bool {
		return c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9')
	})
	if n < 0 {
		return len(s)
	}
	return n
}

package viewmodel

import (
	"errors"
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/filter"
)

// Typed is a filter while somebody types it. The last right one holds until the next.
type Typed struct {
	Text    string // as it stands in the field
	Right   string // the last right filter, in canonical form
	Problem string // what is wrong with Text; "" where nothing is
	// Unfinished tells that what is wrong reaches to the end: somebody may be typing it.
	Unfinished bool
}

// Set takes in another text and reports whether it is another filter.
func (t *Typed) Set(text string) bool {
	before := t.Right
	t.Text, t.Problem, t.Unfinished = text, "", false
	f, err := filter.Parse(text)
	if err != nil {
		t.Problem, t.Unfinished = problemText(err, len([]rune(text)))
		return false
	}
	t.Right = f.String()
	return t.Right != before
}

// problemText says where a filter of some runes is wrong and what would be right: "Column 1:
// there is no field "statu"; did you mean status:?".
func problemText(err error, length int) (text string, unfinished bool) {
	var wrong *filter.SyntaxError
	if !errors.As(err, &wrong) {
		return err.Error(), false
	}
	words := say.L("Column %d: %s", wrong.Start+1, wrong.Message)
	if wrong.Hint != "" {
		words += "; " + wrong.Hint
	}
	return OneLine(words, 400), wrong.End >= length
}

// WithTerm returns a filter that asks for a term too, or leaves out what the term is about.
// Both are right filters; a term that is asked already is not asked twice, and its opposite
// gives way to it.
func WithTerm(text, term string, exclude bool) string {
	positive, err := filter.Parse(term)
	if err != nil || positive.Empty() {
		return text
	}
	asked, opposite := positive.String(), negated(term)
	if exclude {
		asked, opposite = opposite, asked
	}
	all := conjuncts(text)
	kept := all[:0]
	for _, one := range all {
		if one != opposite && one != asked {
			kept = append(kept, one)
		}
	}
	whole, err := filter.Parse(strings.Join(kept, " "))
	if err != nil {
		return text
	}
	more, err := filter.Parse(asked)
	if err != nil {
		return text
	}
	return filter.Both(whole, more).String()
}

// negated returns the filter that leaves out what a term is about.
func negated(term string) string {
	f, err := filter.Parse("-(" + term + ")")
	if err != nil {
		return ""
	}
	return f.String()
}

// Excludes reports whether a filter leaves out what a term is about.
func Excludes(text, term string) bool {
	not := negated(term)
	for _, one := range conjuncts(text) {
		if one == not {
			return true
		}
	}
	return false
}

// conjuncts returns the parts of a right filter that all must hold, each one by itself a
// filter in canonical form.
func conjuncts(text string) []string {
	f, err := filter.Parse(text)
	if err != nil || f.Empty() {
		return nil
	}
	root := f.At(time.Time{}, time.UTC)
	if root.Op != filter.And {
		return []string{enclosed(root)}
	}
	parts := make([]string, len(root.Kids))
	for i, kid := range root.Kids {
		parts[i] = enclosed(kid)
	}
	return parts
}

// enclosed returns a part so that a blank may stand beside it.
func enclosed(n *filter.Node) string {
	if n.Op == filter.Or {
		return "(" + n.String() + ")"
	}
	return n.String()
}

// QuickTerm returns what a ready-made filter asks, as it is typed; "" for all.
func QuickTerm(q inspector.Quick) string {
	switch q {
	case inspector.Received:
		return "kind:mo"
	case inspector.Statuses:
		return "kind:status"
	case inspector.Failed:
		return "status:failed"
	case inspector.BadSignature:
		return "sig:bad"
	case inspector.Starred:
		return "is:starred"
	}
	return ""
}

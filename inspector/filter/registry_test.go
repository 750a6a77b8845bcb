package filter

import (
	"strings"
	"testing"
)

func TestEveryFieldIsWholeAndItsExamplesHold(t *testing.T) {
	names, ids := map[string]bool{}, map[ID]bool{}
	for _, f := range Fields() {
		if ids[f.ID] || f.Help == "" || len(f.Examples) == 0 {
			t.Errorf("%s: an id that is taken, no help, or no example", f.Title())
		}
		ids[f.ID] = true
		for _, name := range append(f.Aliases, f.Name) {
			if names[name] || name != strings.ToLower(name) {
				t.Errorf("%s: the name %q is taken or not in small letters", f.Title(), name)
			}
			names[name] = true
		}
		if (f.Kind == Word) != (len(f.Values) > 0) {
			t.Errorf("%s: of kind Word with %d values", f.Title(), len(f.Values))
		}
		for _, e := range f.Examples {
			parsed, err := Parse(e)
			if err != nil {
				t.Errorf("%s: its example: %v", f.Title(), err)
				continue
			}
			n := parsed.root
			if n.Op == Not {
				n = n.Kids[0]
			}
			if n.Op != Leaf || n.Term.Field.ID != f.ID {
				t.Errorf("%s: its example %s is about something else", f.Title(), e)
			}
			if !strings.Contains(Help(), f.Examples[0]) || !strings.Contains(Table(), "`"+e+"`") {
				t.Errorf("%s: the documentation lacks %s", f.Title(), e)
			}
		}
		for _, v := range f.Values {
			src := f.Name + ":" + v.Word
			if got, err := Parse(strings.ToUpper(src)); err != nil || got.String() != src {
				t.Errorf("%s: %s, %v", src, got, err)
			}
		}
	}
	for n := range int(OwnID) + 1 {
		if !ids[ID(n)] {
			t.Errorf("field %d is not in the table", n)
		}
	}
}

func TestHelpFitsATerminal(t *testing.T) {
	for line := range strings.Lines(Help()) {
		if len([]rune(strings.TrimSuffix(line, "\n"))) > 120 {
			t.Errorf("too long: %s", line)
		}
	}
}

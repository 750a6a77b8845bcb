package filter

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyText draws a value that may need quotes, backslashes or neither.
func anyText(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"foo", "OR", "-x", "#1", "a..b", "1..2", "/x/", "/", ">5", "a:b", `a"b`, `a\b`, "two words", "(x)", "æØ", "*", "a*b", "0x10", "+45 20"}),
		rapid.StringN(1, 8, -1),
	).Draw(t, "text")
}

// anyTerm draws a term, by the table of fields.
func anyTerm(t *rapid.T) string {
	f := rapid.SampledFrom(Fields()).Draw(t, "field")
	if rapid.Bool().Draw(t, "example") || f.Kind == Own {
		return rapid.SampledFrom(f.Examples).Draw(t, "example")
	}
	name := f.Name
	if f.Arg != "" {
		name += ".a.b"
	}
	switch f.Kind {
	case Word:
		return name + ":" + rapid.SampledFrom(f.Values).Draw(t, "value").Word
	case Count, Duration, Size:
		return name + ":" + rapid.SampledFrom([]string{"", ">", ">=", "<", "<="}).Draw(t, "op") + rapid.StringMatching(`[1-9][0-9]{0,5}`).Draw(t, "amount")
	case Moment:
		return name + ":" + rapid.SampledFrom([]string{"today", "yesterday", "2026-11-23", "2026-11", `"2026-11-23 10:30"`, "10:30"}).Draw(t, "moment")
	}
	return Of(f.ID, "a.b", anyText(t))
}

func anyFilter(t *rapid.T, depth int) string {
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "shape") == 0 {
		return anyTerm(t)
	}
	a, b := anyFilter(t, depth-1), anyFilter(t, depth-1)
	switch rapid.IntRange(0, 3).Draw(t, "op") {
	case 0:
		return a + " OR " + b
	case 1:
		return "-(" + a + ") " + b
	case 2:
		return "(" + a + ") AND NOT " + b
	}
	return a + " " + b
}

func sameAgain(f Filter) (again Filter, same bool) {
	again, err := Parse(f.String())
	return again, err == nil && again.String() == f.String() && reflect.DeepEqual(f, again)
}

func TestAFilterReadsAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := anyFilter(t, 3)
		f, err := Parse(src)
		if err != nil {
			var bad *SyntaxError
			if errors.As(err, &bad) && (strings.Contains(bad.Message, "empty text") || strings.Contains(bad.Message, "no id")) {
				return
			}
			t.Fatalf("%s: %v", src, err)
		}
		if again, same := sameAgain(f); !same {
			t.Fatalf("%s prints as %s, which reads as %s", src, f, again)
		}
	})
}

// What Of writes is one term, which asks for exactly the value.
func TestOfAsksForTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := anyText(t)
		f, err := Parse(Of(Keyword, "", value))
		if err != nil {
			t.Fatal(err)
		}
		if f.root.Op != Leaf || f.root.Term.Test != Fits || !f.root.Term.Holds([]string{value}) {
			t.Fatalf("%q became %s", value, f)
		}
	})
}

// FuzzParse looks for texts that make the parser fail badly: what it takes must
// read again as it prints, what it refuses must be refused at a place in the text.
func FuzzParse(f *testing.F) {
	for _, field := range Fields() {
		for _, e := range field.Examples {
			f.Add(e)
		}
	}
	for _, src := range []string{"(a OR -b) c", `"x`, "a\\", "keyword:/a/ b/", "#1..#2", "json.a:>=1.5", "from:+45*", "since:10:30", `path:/a/b"`, "--(-x)"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !isValid(src) {
			t.Skip()
		}
		size := len([]rune(src))
		last := 0
		for _, s := range Highlight(src) {
			if s.Start < last || s.End <= s.Start || s.End > size {
				t.Fatalf("span %v after %d of %d", s, last, size)
			}
			last = s.End
		}
		for _, c := range Complete(src, size/2, nil) {
			if c.Start < 0 || c.Start > c.End || c.End > size {
				t.Fatalf("completion %v of %d", c, size)
			}
		}
		parsed, err := Parse(src)
		var bad *SyntaxError
		switch {
		case err == nil:
			if again, same := sameAgain(parsed); !same {
				t.Fatalf("%q prints as %q, which reads as %q", src, parsed, again)
			}
		case !errors.As(err, &bad):
			t.Fatalf("%v is no syntax error", err)
		case bad.Start < 0 || bad.Start > bad.End || bad.End > size || bad.Message == "":
			t.Fatalf("%+v of %d runes", bad, size)
		}
	})
}

func isValid(s string) bool { return strings.ToValidUTF8(s, "") == s }

package filter

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// Rules says in a few lines how terms are put together.
const Rules = `A filter is a list of terms. A blank means AND; OR, NOT (or a leading -) and
brackets work as usual: NOT before AND before OR.

  field:value      field:"two words"   field:val*        field:/regex/ (RE2)
  field:>value     field:>=value       field:<value      field:<=value
  field:low..high  #42..#60            word              -field:value

Case does not matter, but in a regular expression without (?i), and in names of
json.PATH. In quotes a * is a *; outside, \* is one. field:* asks whether there
is a value at all. A number without + may leave its country code out.`

// Help returns the language as a text for a terminal.
func Help() string {
	var b strings.Builder
	b.WriteString(Rules + "\n\n")
	w := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	for n := range fields {
		f := &fields[n]
		fmt.Fprintf(w, "  %s\t%s\t%s\n", f.Title(), f.Help, f.Examples[0])
	}
	_ = w.Flush() // a builder takes everything
	b.WriteString("\nWords that are known:\n\n")
	for n := range fields {
		f := &fields[n]
		if len(f.Values) > 0 {
			b.WriteString(wrap("  "+f.Name+": ", f.words()))
		}
	}
	return b.String()
}

func (f *Field) words() []string {
	words := make([]string, len(f.Values))
	for n, v := range f.Values {
		words[n] = v.Word
	}
	return words
}

// wrap writes words in lines of up to 79 letters.
func wrap(line string, words []string) string {
	var b strings.Builder
	for n, word := range words {
		if n < len(words)-1 {
			word += ","
		}
		if len(line)+1+len(word) > 79 {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = "    "
		}
		line += word + " "
	}
	return b.String() + strings.TrimRight(line, " ") + "\n"
}

// Table returns the fields as a table in Markdown, for the README.
func Table() string {
	var b strings.Builder
	b.WriteString("| field | finds | for example |\n|---|---|---|\n")
	for n := range fields {
		f := &fields[n]
		examples := make([]string, len(f.Examples))
		for k, e := range f.Examples {
			examples[k] = "`" + e + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Title(), f.Help, strings.Join(examples, " "))
	}
	return b.String()
}

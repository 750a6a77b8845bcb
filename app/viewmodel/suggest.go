package viewmodel

import (
	"slices"
	"strings"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/filter"
)

// Suggestion is a line of what can be typed next. A head between groups has nothing to take.
type Suggestion struct {
	Text string // what is typed for one
	Note string
	Head bool
	// Count is a filter of which it is worth saying how much it finds; "" for none.
	Count string

	start, end int // the runes that Text replaces
}

// Known is what completes a filter besides the language. Seen may be nil.
type Known struct {
	Seen  filter.Provider
	Views []inspector.View
}

// How many suggestions there are of each sort at most.
const (
	mostNext   = 9
	mostRecent = 4
	mostViews  = 4
)

// Suggestions is what can be typed at a place of a filter.
type Suggestions struct {
	Title string // what the field there is about
	Lines []Suggestion
}

// Suggest returns what can be typed at the cursor, which stands before the rune of that
// number: fields or values, then filters that were used lately, then saved views.
func Suggest(text string, cursor int, known Known) Suggestions {
	s := Suggestions{Title: say.L("Fields")}
	for _, c := range filter.Complete(text, cursor, values{known.Seen}) {
		if len(s.Lines) == mostNext {
			break
		}
		next := Suggestion{Text: c.Text, Note: told(c.Help), start: c.Start, end: c.End}
		if f, err := filter.Parse(c.Text); err == nil {
			next.Count = f.String()
		}
		s.Lines = append(s.Lines, next)
	}
	if f, ok := fieldAt(text, cursor); ok {
		s.Title = f.Title() + ": " + told(f.Help)
	}
	length := len([]rune(text))
	group := func(head string, most int, lines []Suggestion) {
		if len(lines) > 0 {
			s.Lines = append(s.Lines, Suggestion{Text: head, Head: true})
			s.Lines = append(s.Lines, lines[:min(len(lines), most)]...)
		}
	}
	var recent, saved []Suggestion
	if known.Seen != nil {
		for _, r := range known.Seen.Recent() {
			if r != text && begins(r, text) {
				recent = append(recent, Suggestion{Text: r, end: length})
			}
		}
	}
	for _, v := range known.Views {
		if v.Filter != text && (begins(v.Filter, text) || begins(v.Name, text)) {
			saved = append(saved, Suggestion{Text: v.Filter, Note: v.Name, Count: v.Filter, end: length})
		}
	}
	group(say.L("Recent"), mostRecent, recent)
	group(say.L("Saved views"), mostViews, saved)
	return s
}

// Take returns the filter with a suggestion in it, and where the cursor stands then.
func (s Suggestion) Take(text string) (taken string, cursor int) {
	runes := []rune(text)
	start, end := min(s.start, len(runes)), min(s.end, len(runes))
	put := s.Text
	if end == len(runes) && !strings.HasSuffix(put, ":") && !strings.HasSuffix(put, ".") && put != "#" {
		put += " "
	}
	return string(slices.Concat(runes[:start], []rune(put), runes[end:])), start + len([]rune(put))
}

// values gives the values that were seen; what was used lately is a group of its own.
type values struct{ seen filter.Provider }

// Values implements [filter.Provider].
func (v values) Values(id filter.ID, prefix string) []string {
	if v.seen == nil {
		return nil
	}
	return v.seen.Values(id, prefix)
}

// Recent implements [filter.Provider].
func (v values) Recent() []string { return nil }

func begins(whole, typed string) bool {
	return strings.HasPrefix(filter.Fold(whole), filter.Fold(strings.TrimSpace(typed)))
}

// fieldAt returns the field whose value is being typed at the cursor.
func fieldAt(text string, cursor int) (filter.Field, bool) {
	runes := []rune(text)
	before := string(runes[:min(max(cursor, 0), len(runes))])
	word := before[strings.LastIndexAny(before, " (")+1:]
	name, _, ok := strings.Cut(strings.TrimPrefix(word, "-"), ":")
	if !ok {
		return filter.Field{}, false
	}
	name, _, dotted := strings.Cut(filter.Fold(name), ".")
	for _, f := range filter.Fields() {
		if f.Name != "" && (f.Arg != "") == dotted && (f.Name == name || slices.Contains(f.Aliases, name)) {
			return f, true
		}
	}
	return filter.Field{}, false
}

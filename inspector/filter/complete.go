package filter

import (
	"strings"
	"unicode"
)

// Provider knows what the recording has, for [Complete].
type Provider interface {
	// Values returns some values of a field that begin with prefix, in whichever
	// case, the most useful first.
	Values(id ID, prefix string) []string
	// Recent returns filters that were used lately, the latest first.
	Recent() []string
}

// Completion is something that can be typed next.
type Completion struct {
	// Text goes in the place of the runes from Start to End.
	Text       string
	Start, End int
	Help       string
}

// maxCompletions bounds a list that a person looks through.
const maxCompletions = 30

// Complete returns what can be typed at the cursor, which stands before the rune
// of that number. A nil provider knows nothing.
func Complete(src string, cursor int, known Provider) []Completion {
	runes := []rune(src)
	cursor = min(max(cursor, 0), len(runes))
	start, quoted := wordAt(runes[:cursor])
	end := cursor
	for !quoted && end < len(runes) && !unicode.IsSpace(runes[end]) && !isBracket(runes[end]) {
		end++
	}
	typed := string(runes[start:cursor])
	var list []Completion
	add := func(text, help string, from int) {
		if len(list) < maxCompletions && text != typed {
			list = append(list, Completion{text, from, end, help})
		}
	}
	if name, prefix, ok := strings.Cut(typed, ":"); ok && !strings.HasPrefix(typed, `"`) {
		if f, arg, found := lookup(name); found {
			completeValue(f, arg, strings.TrimPrefix(prefix, `"`), known, func(text, help string) { add(text, help, start) })
		}
		return list
	}
	if known != nil && strings.TrimSpace(string(runes[:cursor])) == typed {
		for _, recent := range known.Recent() {
			if strings.HasPrefix(Fold(recent), Fold(typed)) {
				list = append(list, Completion{recent, 0, len(runes), "used lately"})
			}
		}
	}
	if !quoted {
		completeField(Fold(typed), func(text, help string) { add(text, help, start) })
	}
	return list
}

// wordAt finds where the term begins that the end of runes lies in, and whether
// it is within quotes.
func wordAt(runes []rune) (start int, quoted bool) {
	for n := 0; n < len(runes); n++ {
		switch r := runes[n]; {
		case r == '\\':
			n++
		case r == '"':
			quoted = !quoted
		case quoted:
		case unicode.IsSpace(r) || isBracket(r), r == '-' && n == start:
			start = n + 1
		}
	}
	return min(start, len(runes)), quoted
}

func completeField(typed string, add func(text, help string)) {
	for n := range fields {
		f := &fields[n]
		if f.Name == "" {
			continue
		}
		text := f.Name + ":"
		switch {
		case f.Kind == Own:
			text = f.Name
		case f.Arg != "":
			text = f.Name + "."
		}
		if strings.HasPrefix(text, typed) {
			add(text, f.Help)
			continue
		}
		for _, alias := range f.Aliases {
			if strings.HasPrefix(alias, typed) {
				add(text, f.Help)
				break
			}
		}
	}
}

func completeValue(f *Field, arg, prefix string, known Provider, add func(text, help string)) {
	for _, v := range f.Values {
		if strings.HasPrefix(v.Word, Fold(prefix)) {
			add(Of(f.ID, arg, v.Word), v.Help)
		}
	}
	if known != nil && f.Kind != Word && f.Arg == "" {
		for _, value := range known.Values(f.ID, prefix) {
			add(Of(f.ID, arg, value), "")
		}
	}
	if prefix != "" || len(f.Values) > 0 {
		return
	}
	for _, example := range f.Examples {
		add(example, "for example")
	}
}

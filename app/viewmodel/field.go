package viewmodel

import (
	"encoding/json"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Field is a line of the detail: what it is called, its value, and a remark.
type Field struct {
	Label    string
	Value    string
	Tone     Tone // of the value
	Hint     string
	HintTone Tone
	Mono     bool
	Copy     string // the value as it is copied; "" where there is nothing to copy
	Term     string // what asks for the value in a filter; "" where nothing does
}

// Note is a remark that stands by itself: a warning, an anomaly.
type Note struct {
	Text string
	Tone Tone
}

// Badge is a word in a coloured pill that leads to a tab.
type Badge struct {
	Text string
	Tone Tone
	Icon string
	Tab  string
}

// valueOf returns a JSON value as a field shows it: a text without its quotes, all else as it
// stands, and what is copied for it.
func valueOf(v jsontext.Value) (shown, plain string) {
	plain = string(v)
	if v.Kind() == '"' {
		var s string
		if json.Unmarshal(v, &s) == nil {
			plain = s
		}
	}
	shown = OneLine(plain, valueRunes)
	if plain == "" {
		shown = `""`
	}
	return shown, plain
}

// sentences joins sentences and parts, leaving out the empty ones.
func sentences(parts ...string) string { return joined(" ", parts...) }

// dotted joins parts by a middle dot, leaving out the empty ones.
func dotted(parts ...string) string { return joined(" · ", parts...) }

func joined(by string, parts ...string) string {
	kept := parts[:0:0]
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, by)
}

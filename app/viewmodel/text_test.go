package viewmodel

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOneLine(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"plain", "foo hello world", "foo hello world"},
		{"line breaks", "a\nb\r\nc\rd\u2028e", "a↵b↵c↵d↵e"},
		{"only line breaks", "\n\n", "↵↵"},
		{"tab", "a\tb", "a b"},
		{"NUL and other controls", "a\x00b\x1bc\x7fd\u0090", "a␀b␛c␡d‹U+0090›"},
		{"only blanks", "  ", "␠␠"},
		{"only a tab", "\t", "␉"},
		{"only a hard blank", "\u00a0", "‹NBSP›"},
		{"only a joiner", "\u200d", "‹ZWJ›"},
		{"only a combining mark", "\u0301", "‹U+0301›"},
		{"Hangul filler", "\u3164", "‹U+3164›"},
		{"reordering", "+45\u202E40302010\u202C", "+45‹RLO›40302010‹PDF›"},
		{"isolates and marks", "\u2066a\u2069\u200e\u200f\u061c", "‹LRI›a‹PDI›‹LRM›‹RLM›‹ALM›"},
		{"byte order mark", "\ufefffoo", "‹BOM›foo"},
		{"Arabic", "مرحبا بالعالم", "مرحبا بالعالم"},
		{"Hebrew", "שלום", "שלום"},
		{"emoji with joiners", "👩‍👩‍👧 👍🏽", "👩‍👩‍👧 👍🏽"},
		{"combining", "e\u0301", "e\u0301"},
		{"a flag of tags", "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F!", "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F!"},
		{"tags that hide a text", "hi\U000E0041", "hi‹U+E0041›"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := OneLine(tt.text, 100); got != tt.want {
				t.Errorf("OneLine(%+q) = %+q, want %+q", tt.text, got, tt.want)
			}
		})
	}
}

func TestOneLineCutsLongTexts(t *testing.T) {
	long := strings.Repeat("é", 1_000_000)
	if got := OneLine(long, 5); got != "ééééé…" {
		t.Errorf("got %q", got)
	}
	if got := OneLine("ééééé", 5); got != "ééééé" {
		t.Errorf("a text that fits was cut: %q", got)
	}
}

func TestVisibleKeepsLines(t *testing.T) {
	if got := Visible("a\r\nb\tc\u202Ed"); got != "a\nb\tc‹RLO›d" {
		t.Errorf("got %q", got)
	}
	if got := Visible("\n"); got != "↵" {
		t.Errorf("a lone line break cannot be seen: %q", got)
	}
}

func TestCodePoints(t *testing.T) {
	got := CodePoints("a\u202E\xff é", 4)
	want := []CodePoint{
		{"U+0061", "LATIN SMALL LETTER A", "a"},
		{"U+202E", "RIGHT-TO-LEFT OVERRIDE", "‹RLO›"},
		{"0xFF", "a byte that is not UTF-8", "�"},
		{"U+0020", "SPACE", "␠"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %v, want %v", i, got[i], want[i])
		}
	}
}

func FuzzOneLine(f *testing.F) {
	f.Add("a\x00\u202E\n", 3)
	f.Add("\U000E0041\u200d", 100)
	f.Fuzz(func(t *testing.T, s string, most int) {
		most = max(most%1000, 1)
		got := OneLine(s, most)
		if (s == "") != (got == "") {
			t.Fatalf("OneLine(%q) = %q", s, got)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r\x00\u202e\u2028\t") {
			t.Fatalf("OneLine(%q) = %q", s, got)
		}
		if s != "" && !hasInk(got) {
			t.Fatalf("OneLine(%q) = %q shows nothing", s, got)
		}
	})
}

package viewmodel

import (
	"strings"
	"testing"
)

func TestPartsOf(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for _, tt := range []struct {
		name, text  string
		units, want int
		encoding    Encoding
		room        int
	}{
		{"empty", "", 0, 1, GSM7, 160},
		{"plain", "foo hello world", 15, 1, GSM7, 160},
		{"full", a(160), 160, 1, GSM7, 160},
		{"one more", a(161), 161, 2, GSM7, 306},
		{"two full", a(306), 306, 2, GSM7, 306},
		{"three", a(307), 307, 3, GSM7, 459},
		{"Greek capitals, Nordic, line break", "ΔΦæøåÆØÅñ¿\n\r", 12, 1, GSM7, 160},
		{"an escape counts twice", "€", 2, 1, GSM7, 160},
		{"80 escapes", strings.Repeat("€", 80), 160, 1, GSM7, 160},
		// A pair must not be cut: 152 and the pair do not fit into 153.
		{"a pair at the edge", a(152) + "€" + a(20), 174, 2, GSM7, 305},
		{"a pair that pushes out a part", a(152) + "€" + a(151) + "a", 306, 3, GSM7, 458},
		{"a letter outside", "ç", 1, 1, UCS2, 70},
		{"a backtick", "`", 1, 1, UCS2, 70},
		{"full UCS-2", strings.Repeat("я", 70), 70, 1, UCS2, 70},
		{"one more UCS-2", strings.Repeat("я", 71), 71, 2, UCS2, 134},
		{"emoji count twice", "👍", 2, 1, UCS2, 70},
		{"an emoji at the edge", strings.Repeat("я", 66) + "👍" + strings.Repeat("я", 5), 73, 2, UCS2, 133},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := PartsOf(tt.text)
			if p.Units != tt.units || p.Parts != tt.want || p.Encoding != tt.encoding || p.Room != tt.room {
				t.Errorf("%+v", p)
			}
		})
	}
}

func TestPartsInWords(t *testing.T) {
	for text, want := range map[string]string{
		"foo hello world":          "15 characters · 1 part · GSM 03.38",
		"a":                        "1 character · 1 part · GSM 03.38",
		strings.Repeat("a", 161):   "161 characters · 2 parts · GSM 03.38",
		"naïve":                    "5 characters · 1 part · UCS-2 because of “ï”",
		"a\u200bb":                 "3 characters · 1 part · UCS-2 because of ‹ZWSP›",
		strings.Repeat("a", 40000): "40,000 characters · 262 parts, more than can be sent · GSM 03.38",
	} {
		if got := PartsOf(text).Text(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The alphabet has 128 places, of which one is the escape.
func TestAlphabetIsWhole(t *testing.T) {
	if basic, extended := len([]rune(gsmBasic)), len([]rune(gsmExtended)); basic != 127 || extended != 10 {
		t.Errorf("%d and %d characters", basic, extended)
	}
}

package gatewayapi

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMeasureSMS(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for _, tt := range []struct {
		name, text  string
		units, want int
		alphabet    Alphabet
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
			p := MeasureSMS(tt.text)
			if p.Units != tt.units || p.Parts != tt.want || p.Alphabet != tt.alphabet || p.Room != tt.room {
				t.Errorf("%+v", p)
			}
		})
	}
}

// The parts are the text, each fits, and there are as many as were counted.
func TestSplitSMS(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab€ {å👍я")), 0, 400, -1).Draw(t, "text")
		parts, err := SplitSMS(text)
		if err != nil {
			t.Fatal(err)
		}
		size := MeasureSMS(text)
		if strings.Join(parts, "") != text || len(parts) != size.Parts {
			t.Fatalf("%d parts, counted %d", len(parts), size.Parts)
		}
		limit, units := 153, gsmUnits
		if size.Alphabet == UCS2 {
			limit, units = 67, ucs2Units
		}
		for _, part := range parts {
			used := 0
			for _, r := range part {
				used += units(r)
			}
			if len(parts) > 1 && used > limit {
				t.Fatalf("a part of %d units", used)
			}
		}
	})
}

func TestSplitSMSAtTheLimit(t *testing.T) {
	if parts, err := SplitSMS(strings.Repeat("a", 255*153)); err != nil || len(parts) != 255 {
		t.Errorf("%d parts, %v", len(parts), err)
	}
	if _, err := SplitSMS(strings.Repeat("a", 255*153+1)); !errors.Is(err, ErrTooManyParts) {
		t.Errorf("one more: %v", err)
	}
}

// The alphabet has 128 places, of which one is the escape.
func TestAlphabetIsWhole(t *testing.T) {
	if basic, extended := len([]rune(gsmBasic)), len([]rune(gsmExtended)); basic != 127 || extended != 10 {
		t.Errorf("%d and %d characters", basic, extended)
	}
}

func TestConcatHeader(t *testing.T) {
	if got := ConcatHeader(0xA7, 2, 1); got != "050003A70201" {
		t.Error(got)
	}
}

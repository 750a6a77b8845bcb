package look

import (
	"image/color"
	"math"
	"testing"
)

// contrast is the ratio of WCAG 2.2, "contrast ratio": 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestTextIsReadable(t *testing.T) {
	tests := []struct {
		text, on, under Role // on lies over under
		least           float64
	}{
		{Text, Surface, Surface, 6},
		{Text2, Surface, Surface, 6},
		{Text3, Surface, Surface, 4.5},
		{OK, Surface, Surface, 4.5},
		{Info, Surface, Surface, 4.5},
		{Warn, Surface, Surface, 4.5},
		{Bad, Surface, Surface, 4.5},
		{Mute, Surface, Surface, 4.5},
		{Accent, Surface, Surface, 4.5},
		{OK, OKBg, Surface, 4},
		{Info, InfoBg, Surface, 4},
		{Warn, WarnBg, Surface, 4},
		{Bad, BadBg, Surface, 4},
		{Mute, MuteBg, Surface, 4},
		{Accent, AccentBg, Surface, 3.8}, // tags are SemiBold
		{OnAccent, AccentFill, Surface, 4.5},
		{Text, Select, Surface, 6},
		{Text, Raised, Surface, 6},
		{Text3, Raised, Surface, 4.5},
		{Text, Zebra, Surface, 6},
		{Key, Code, Surface, 4.5},
		{String, Code, Surface, 4.5},
		{Number, Code, Surface, 4.5},
		{Keyword, Code, Surface, 4.5},
	}
	for name, p := range map[string]*Palette{"light": lightPalette(), "dark": darkPalette()} {
		for _, tt := range tests {
			got := contrast(p.Of(tt.text), Over(p.Of(tt.on), p.Of(tt.under)))
			if got < tt.least {
				t.Errorf("%s: role %d on %d has %.2f, want at least %.1f", name, tt.text, tt.on, got, tt.least)
			}
		}
	}
}

func TestEveryRoleHasAColour(t *testing.T) {
	for name, p := range map[string]*Palette{"light": lightPalette(), "dark": darkPalette()} {
		for role := None + 1; role < roles; role++ {
			if p.Paint(role) != color.Color(p.Of(role)) {
				t.Errorf("%s: role %d is painted as %v", name, role, p.Paint(role))
			}
			if p.Of(role).A == 0 {
				t.Errorf("%s: role %d draws nothing", name, role)
			}
		}
		if p.Of(None).A != 0 || p.Of(roles).A != 0 {
			t.Errorf("%s: what is no role draws something", name)
		}
		if p.Paint(None) != color.Transparent {
			t.Errorf("%s: what draws nothing is no value that the toolkit passes over", name)
		}
	}
}

func TestTintsBelongToTheirState(t *testing.T) {
	for role, want := range map[Role]Role{
		OK: OKBg, Info: InfoBg, Warn: WarnBg, Bad: BadBg, Mute: MuteBg, Accent: AccentBg, AccentFill: AccentBg, Text3: MuteBg,
	} {
		if got := role.Bg(); got != want {
			t.Errorf("tint of %d is %d, want %d", role, got, want)
		}
	}
}

func TestOverMixes(t *testing.T) {
	white, half := rgb(0xFFFFFF), rgba(0x00000080)
	if got := Over(half, white); got != rgb(0x7F7F7F) {
		t.Errorf("half black on white is %v", got)
	}
	if got := Over(rgb(0x123456), white); got != rgb(0x123456) {
		t.Errorf("an opaque colour on white is %v", got)
	}
}

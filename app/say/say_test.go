package say

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
)

// english lets the other tests of the package find what they expect.
func english(t *testing.T) {
	t.Helper()
	if err := Speak("en"); err != nil {
		t.Fatal(err)
	}
}

func TestEnglish(t *testing.T) {
	english(t)
	day := time.Date(2026, 3, 2, 15, 4, 5, 0, time.UTC)
	for want, got := range map[string]string{
		"Nothing is selected":                        L("Nothing is selected"),
		"under 1 % of the 5 s that the sender waits": L("under 1 % of the 5 s that the sender waits"),
		"2 of 17":                    L("%s of %s", "2", "17"),
		"Other":                      X("kind", "Other"),
		"0 rows":                     N(0, "%s row", "%s rows"),
		"1 row":                      N(1, "%s row", "%s rows"),
		"2,000 rows":                 N(2000, "%s row", "%s rows"),
		"18,446,744,073,709,551,615": Number(1<<64 - 1),
		"999":                        Number(999),
		"0.3":                        Tenths(0.34),
		"2 Mar":                      Day(day),
		"not a key":                  L("not a key"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if Tag().String() != "en" {
		t.Error(Tag())
	}
}

func TestAnUnknownLanguageChangesNothing(t *testing.T) {
	english(t)
	if err := Speak("xx"); !errors.Is(err, ErrNoLanguage) {
		t.Error(err)
	}
	if got := N(1, "%s row", "%s rows"); got != "1 row" {
		t.Error(got)
	}
}

func TestDanish(t *testing.T) {
	t.Cleanup(func() { english(t) })
	if err := Speak("da"); err != nil {
		t.Fatal(err)
	}
	for want, got := range map[string]string{
		"Intet er valgt": L("Nothing is selected"),
		"Andet":          X("kind", "Other"),
		"1 række":        N(1, "%s row", "%s rows"),
		"2.000 rækker":   N(2000, "%s row", "%s rows"),
		"1.234.567":      Number(1_234_567),
		"0,3":            Tenths(0.34),
		"0,125":          Decimal(0.125),
		"2. maj":         Day(time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)),
		"Annullér":       lang.L("Cancel"), // the toolkit's own
		"not a key":      L("not a key"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if Tag() != language.Danish {
		t.Error(Tag())
	}
}

// Whatever the toolkit finds that the system speaks, it finds the words of the language that
// was chosen; the system's own is taken where none was.
func TestTheLanguageHoldsOnEverySystem(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("the language of the system is not in the environment")
	}
	t.Setenv("LANGUAGE", "")
	t.Cleanup(func() { english(t) })
	for _, tt := range []struct{ system, code, want string }{
		{"en_US.UTF-8", "", "1 row"},
		{"en_US.UTF-8", "da", "1 række"},
		{"da_DK.UTF-8", "", "1 række"},
		{"da_DK.UTF-8", "en", "1 row"},
		{"fr_FR.UTF-8", "", "1 row"},
		{"fr_FR.UTF-8", "da", "1 række"},
		{"zh_CN.UTF-8", "da", "1 række"},
		{"pt_BR.UTF-8", "", "1 row"},
		{"C", "da", "1 række"},
		{"C", "", "1 row"},
	} {
		t.Setenv("LC_ALL", tt.system)
		if err := Speak(tt.code); err != nil {
			t.Fatal(err)
		}
		if got := N(1, "%s row", "%s rows"); got != tt.want {
			t.Errorf("%s, %q: %s, want %s", tt.system, tt.code, got, tt.want)
		}
	}
}

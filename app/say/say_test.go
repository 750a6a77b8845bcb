package say

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
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

// Whatever the toolkit finds that the system speaks, it finds the words of the language that
// was chosen.
func TestTheLanguageHoldsOnEverySystem(t *testing.T) {
	for _, system := range []fyne.Locale{"fr-FR", "da-DK", "zh-CN-Hans", "pt-BR", "C"} {
		t.Setenv("LANGUAGE", "")
		t.Setenv("LC_ALL", string(system))
		english(t)
		if got := N(1, "%s row", "%s rows"); got != "1 row" {
			t.Errorf("%s: %s", system, got)
		}
	}
}

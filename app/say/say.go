// Package say is what the window says, in the language of the person: English sentences are
// the keys, and the translations in assets say them in others. The models of what is on
// screen and the panes call it for each word that a person reads. It must never be asked for
// what is contract or data, such as kinds in JSON, the filter language and header names, and
// the command line does not know it.
package say

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"ringback/assets"
)

// ErrNoLanguage means that there are no translations into a language.
var ErrNoLanguage = errors.New("no such language")

// Language is one that the window speaks.
type Language struct {
	Code string // "da"
	Name string // as its speakers call it: "Dansk"
}

// Languages lists them.
func Languages() []Language { return []Language{{"en", "English"}, {"da", "Dansk"}} }

// Speak makes the language with a code the one that all is said in; "" is that of the system,
// or English where it is not among [Languages]. What was said before stays as it is, so call
// it before anything is built. It returns [ErrNoLanguage] for an unknown code, and changes
// nothing then.
func Speak(code string) error {
	system := lang.SystemLocale()
	base, _, _ := strings.Cut(system.String(), "-")
	if code == "" {
		code = base
		if _, known := Known(code); !known {
			code = "en"
		}
	}
	if _, known := Known(code); !known {
		return fmt.Errorf("speak %q: %w", code, ErrNoLanguage)
	}
	return speak(assets.Translation(code), "en", fyne.Locale(base), system)
}

// Known returns the language with a code, and whether there is one.
func Known(code string) (l Language, known bool) {
	for _, l := range Languages() {
		if l.Code == code {
			return l, true
		}
	}
	return Language{}, false
}

// speak takes in one language for all that the toolkit may look for: it goes by the system
// alone, and falls back to English.
func speak(translation []byte, locales ...fyne.Locale) error {
	for _, locale := range locales {
		if err := lang.AddTranslationsForLocale(translation, locale); err != nil {
			return fmt.Errorf("read translations: %w", err)
		}
	}
	return nil
}

// L says a text. Its verbs are those of [fmt.Sprintf]; a text without arguments has none.
func L(text string, args ...any) string { return filled(lang.L(text), args) }

// X says a text that means something else elsewhere; the context tells which is meant.
func X(context, text string, args ...any) string {
	return filled(lang.X(context+": "+text, text), args)
}

// N says a text about a number of things, which the first %s stands for, in one of two ways:
// N(2000, "%s row", "%s rows") is "2,000 rows". Further verbs are for args. It asks for one of
// the two as a text of its own, and not for a plural of the toolkit, which would count by the
// language of the system and not by the one that was chosen.
func N(n uint64, one, many string, args ...any) string {
	text := many
	if n == 1 {
		text = one
	}
	return filled(lang.L(text), append([]any{Number(n)}, args...))
}

func filled(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

package ui

import (
	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// newAppearanceSection sets how the window looks. It holds at once.
func newAppearanceSection(d settingsDeps) settingsSection {
	variants := []string{say.L("System"), say.L("Light"), say.L("Dark")}          // in the order of look.Variant
	densities := []string{say.L("Compact"), say.L("Comfortable"), say.L("Roomy")} // closest first
	values := []look.Density{look.Compact, look.Comfortable, look.Roomy}          // of these
	variant := controls.NewSegmented(variants, nil)
	density := controls.NewSegmented(densities, nil)
	variant.OnChoose = func(word string) {
		o := d.look()
		for i, v := range variants {
			if v == word {
				o.Variant = look.Variant(i)
			}
		}
		d.setLook(o)
	}
	density.OnChoose = func(word string) {
		o := d.look()
		for i, v := range densities {
			if v == word {
				o.Density = values[i]
			}
		}
		d.setLook(o)
	}
	speaks := newLanguageField(d.language)
	return settingsSection{
		id: sectionAppearance, title: say.L("Appearance"), sub: say.L("Colours, density, language"),
		words: say.L("theme light dark system compact comfortable roomy rows translation"),
		content: sectionColumn(say.L("Appearance"), say.L("How the window looks, and what it speaks."),
			controls.NewFormField(say.L("Colours"), say.L("System follows what is set for all programs, also while Ringback runs."), variant),
			controls.NewFormField(say.L("Density of lists"), say.L("How close the rows of a list stand."), density),
			controls.NewFormField(say.L("Language"), say.L("Takes effect at the next start of Ringback."), speaks.choice),
		),
		refresh: func() {
			speaks.refresh()
			o := d.look()
			variant.Choose(variants[o.Variant])
			for i, v := range values {
				if v == o.Density {
					density.Choose(densities[i])
				}
			}
		},
	}
}

// languageField chooses what the window speaks.
type languageField struct {
	language language
	choice   *controls.Segmented
	words    []string // the system's, then those of say.Languages
}

func newLanguageField(l language) *languageField {
	f := &languageField{language: l, words: []string{say.L("System")}}
	for _, l := range say.Languages() {
		f.words = append(f.words, l.Name)
	}
	f.choice = controls.NewSegmented(f.words, func(word string) {
		code := ""
		for _, l := range say.Languages() {
			if l.Name == word {
				code = l.Code
			}
		}
		f.language.set(code)
	})
	return f
}

func (f *languageField) refresh() {
	word := f.words[0]
	if l, known := say.Known(f.language.get()); known {
		word = l.Name
	}
	f.choice.Choose(word)
}

package ui

import (
	"ringback/app/controls"
	"ringback/app/look"
)

// newAppearanceSection sets how the window looks. It holds at once.
func newAppearanceSection(d settingsDeps) settingsSection {
	variants := []string{"System", "Light", "Dark"}                      // in the order of look.Variant
	densities := []string{"Compact", "Comfortable", "Roomy"}             // closest first
	values := []look.Density{look.Compact, look.Comfortable, look.Roomy} // of these
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
	return settingsSection{
		id: sectionAppearance, title: "Appearance", sub: "Colours and density",
		words: "theme light dark system compact comfortable roomy rows",
		content: sectionColumn("Appearance", "Changes show at once.",
			controls.NewFormField("Colours", "System follows what is set for all programs, also while Ringback runs.", variant),
			controls.NewFormField("Density of lists", "How close the rows of a list stand.", density),
		),
		refresh: func() {
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

package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

func TestAppearanceHoldsAtOnce(t *testing.T) {
	s := plainStage(t)
	s.page.show(sectionAppearance)
	var found []*controls.Segmented
	s.each(func(o fyne.CanvasObject) {
		if c, ok := o.(*controls.Segmented); ok {
			found = append(found, c)
		}
	})
	if len(found) != 3 || found[0].Chosen() != "Dark" || found[1].Chosen() != "Comfortable" {
		t.Fatalf("shown are %d choices", len(found))
	}
	found[0].OnChoose("Light")
	found[1].OnChoose("Compact")
	if found[2].Chosen() != "System" {
		t.Errorf("the language is %s", found[2].Chosen())
	}
	for _, l := range say.Languages() {
		if found[2].OnChoose(l.Name); s.language != l.Code {
			t.Errorf("%s is kept as %q", l.Name, s.language)
		}
	}
	if want := (look.Options{Variant: look.Light, Density: look.Compact}); s.options != want {
		t.Errorf("got %+v, want %+v", s.options, want)
	}
	s.page.refresh()
	if found[0].Chosen() != "Light" || found[1].Chosen() != "Compact" {
		t.Errorf("shown: %s, %s", found[0].Chosen(), found[1].Chosen())
	}
}

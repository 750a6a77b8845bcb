package controls

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

func TestChoiceAsksForAMenuAndStepsByKeys(t *testing.T) {
	var got []string
	choice := NewChoice(func(value string) { got = append(got, value) })
	s := newStage(t, look.Light, fyne.NewSize(200, look.FilterHeight), choice)
	choice.Set("default", []string{"default", "shop", "status"})
	opened := 0
	choice.OnOpen = func(at fyne.Position) {
		opened++
		if at.Y < look.FilterHeight {
			t.Errorf("the menu lies over the field, at %v", at)
		}
	}
	test.Tap(choice)
	choice.TypedKey(key(fyne.KeyReturn))
	if opened != 2 {
		t.Errorf("a press and Enter ask %d times for the menu", opened)
	}
	for _, name := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp} {
		choice.TypedKey(key(name))
	}
	choice.Choose("shop") // it is chosen already
	if want := []string{"shop", "status", "shop"}; !slices.Equal(got, want) || choice.Value() != "shop" {
		t.Errorf("chosen were %v, want %v; it shows %q", got, want, choice.Value())
	}
	s.window.Canvas().Focus(choice)
	s.wantAt(0, 16, look.Accent, "the ring of the field that has the keys")
}

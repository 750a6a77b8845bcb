package controls

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

func TestABandStaysWithinItsWidth(t *testing.T) {
	test.NewTempApp(t)
	b := NewBand()
	b.SetParts([]BandPart{{From: 0, To: 0.5, Role: look.OK}, {From: 1, To: 1, Role: look.OK}}, [2]string{"then", "now"})
	b.Resize(fyne.NewSize(200, b.MinSize().Height))
	for _, o := range test.WidgetRenderer(b).Objects() {
		if right := o.Position().X + o.Size().Width; right > 201 || o.Position().X < 0 {
			t.Errorf("%T lies at %v, %v wide", o, o.Position(), o.Size())
		}
	}
}

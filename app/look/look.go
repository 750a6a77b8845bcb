// Package look is how the window looks: colours by role, sizes, faces and icons.
//
// The theme is built from it, and the controls and panes ask it for what the toolkit's
// theme has no name for. It knows no widget and nothing of callbacks, and nobody else
// writes down a colour.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Current returns the palette the window is drawn in now. Own controls ask for it in
// each Refresh, as a change of the variant refreshes everything.
func Current() *Palette {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(*Theme); ok {
		return t.palette(settings.ThemeVariant())
	}
	if settings.ThemeVariant() == theme.VariantLight {
		return lightPalette()
	}
	return darkPalette()
}

// Color returns what a role looks like now. Who needs several asks Current once.
func Color(role Role) color.NRGBA { return Current().Of(role) }

// IsDark says whether the window is dark now.
func IsDark() bool { return Current().dark }

// RowHeight is how high a row of a list is at the chosen density, in units.
func RowHeight() float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t.options.Density.rowHeight()
	}
	return Comfortable.rowHeight()
}

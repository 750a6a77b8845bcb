package look

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"ringback/assets"
)

func TestVariantFollowsTheSystemUnlessChosen(t *testing.T) {
	tests := []struct {
		chosen Variant
		system fyne.ThemeVariant
		dark   bool
	}{
		{System, theme.VariantDark, true},
		{System, theme.VariantLight, false},
		{Dark, theme.VariantLight, true},
		{Light, theme.VariantDark, false},
	}
	for _, tt := range tests {
		th := New(Options{Variant: tt.chosen})
		want := lightPalette().Of(Base)
		if tt.dark {
			want = darkPalette().Of(Base)
		}
		if got := th.Color(theme.ColorNameBackground, tt.system); got != want {
			t.Errorf("chosen %d, system %d: background %v, want %v", tt.chosen, tt.system, got, want)
		}
	}
}

func TestToolkitNamesAreRoles(t *testing.T) {
	th, p := New(Options{Variant: Dark}), darkPalette()
	for name, role := range map[fyne.ThemeColorName]Role{
		theme.ColorNameBackground: Base, theme.ColorNameForeground: Text, theme.ColorNameButton: Raised,
		theme.ColorNameInputBackground: Raised, theme.ColorNameMenuBackground: Raised,
		theme.ColorNameInputBorder: BorderStrong, theme.ColorNameScrollBar: BorderStrong,
		theme.ColorNamePlaceHolder: Text3, theme.ColorNameDisabled: Text3,
		theme.ColorNameOverlayBackground: Surface, theme.ColorNameHeaderBackground: Surface,
		theme.ColorNamePrimary: Accent, theme.ColorNameHyperlink: Accent,
		theme.ColorNameFocus: AccentBg, theme.ColorNameSelection: AccentBg,
		theme.ColorNameHover: Hover, theme.ColorNamePressed: Press, theme.ColorNameSeparator: Border,
		theme.ColorNameSuccess: OK, theme.ColorNameWarning: Warn, theme.ColorNameError: Bad,
	} {
		if got := th.Color(name, theme.VariantLight); got != p.Of(role) {
			t.Errorf("%s is %v, want role %d", name, got, role)
		}
	}
	if c := th.Color("a name of a later version", theme.VariantLight); c == nil {
		t.Error("an unknown name has no colour, which the painter cannot draw")
	}
}

func TestFaces(t *testing.T) {
	th := New(Options{})
	for want, style := range map[string]fyne.TextStyle{
		"Inter-Regular.otf":           {},
		"Inter-SemiBold.otf":          {Bold: true},
		"Inter-Italic.otf":            {Italic: true},
		"JetBrainsMonoNL-Regular.ttf": {Monospace: true},
		"JetBrainsMonoNL-Bold.ttf":    {Monospace: true, Bold: true},
	} {
		if got := th.Font(style).Name(); got != want {
			t.Errorf("%+v is drawn in %s, want %s", style, got, want)
		}
	}
}

func TestScriptsHaveTheirFace(t *testing.T) {
	app := test.NewTempApp(t)
	for letter, want := range map[rune]string{'ع': "Arabic", 'ﻋ': "Arabic", 'ש': "Hebrew", 'ก': "Thai", 'a': "", 'я': "", '好': ""} {
		app.Settings().SetTheme(New(Options{}))
		face := ScriptFace(letter)
		switch {
		case want == "" && face != nil:
			t.Errorf("%c is set in %s, want the theme's face", letter, face.Name())
		case want != "" && (face == nil || face.Name() != "NotoSans"+want+"-Regular.ttf"):
			t.Errorf("%c is set in %v, want %s", letter, face, want)
		}
	}
}

func TestDensityIsTheHeightOfRows(t *testing.T) {
	app := test.NewTempApp(t)
	for density, want := range map[Density]float32{Compact: 24, Comfortable: 28, Roomy: 32} {
		app.Settings().SetTheme(New(Options{Density: density}))
		if got := RowHeight(); got != want {
			t.Errorf("density %d: rows of %v, want %v", density, got, want)
		}
	}
}

func TestIconsHaveOneNameAColour(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Options{Variant: Light}))
	light, again, accent := Icon("copy", Text2), Icon("copy", Text2), Icon("copy", Accent)
	app.Settings().SetTheme(New(Options{Variant: Dark}))
	dark := Icon("copy", Text2)
	if light != again {
		t.Error("the same icon was made twice")
	}
	if light.Name() == accent.Name() || light.Name() == dark.Name() {
		t.Errorf("two colours share a name: %s, %s, %s", light.Name(), accent.Name(), dark.Name())
	}
}

// A path form that the toolkit does not understand leaves nothing, or a line across.
func TestEveryIconIsDrawn(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Options{Variant: Light}))
	for _, size := range []float32{IconBar, IconRail} {
		const cell, across = 32, 12
		sheet := container.NewWithoutLayout()
		for i, name := range assets.IconNames() {
			icon := canvas.NewImageFromResource(Icon(name, Text))
			icon.Move(fyne.NewPos(float32(i%across*cell), float32(i/across*cell)))
			icon.Resize(fyne.NewSquareSize(size))
			sheet.Add(icon)
		}
		window := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(Color(Surface)), sheet))
		window.SetPadded(false)
		window.Resize(fyne.NewSize(across*cell, float32((len(sheet.Objects)/across+1)*cell)))
		shot := window.Canvas().Capture()
		for i, name := range assets.IconNames() {
			at := image.Pt(i%across*cell, i/across*cell)
			inked := ink(shot, image.Rectangle{Min: at, Max: at.Add(image.Pt(int(size), int(size)))})
			if least := int(size) / 2; inked < least || inked > int(size*size)*3/4 {
				t.Errorf("%s at %v: %d pixels", name, size, inked)
			}
		}
	}
}

// ink counts the pixels that are clearly darker than paper.
func ink(shot image.Image, in image.Rectangle) int {
	n := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if color.GrayModel.Convert(shot.At(x, y)).(color.Gray).Y < 160 {
				n++
			}
		}
	}
	return n
}

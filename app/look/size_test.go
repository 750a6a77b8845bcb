package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestToolkitSizes(t *testing.T) {
	th := New(Options{})
	for name, want := range map[fyne.ThemeSizeName]float32{
		theme.SizeNamePadding: 4, theme.SizeNameInnerPadding: 7, theme.SizeNameLineSpacing: 4, theme.SizeNameInlineIcon: 16,
		theme.SizeNameScrollBar: 10, theme.SizeNameScrollBarSmall: 5, theme.SizeNameSeparatorThickness: 1,
		theme.SizeNameInputBorder: 1, theme.SizeNameText: 13, theme.SizeNameCaptionText: 11,
		theme.SizeNameSubHeadingText: 15, theme.SizeNameHeadingText: 20,
	} {
		if got := th.Size(name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if later := fyne.ThemeSizeName("a name that only the toolkit knows"); th.Size(later) != theme.DefaultTheme().Size(later) {
		t.Error("a size without a place here is not the toolkit's")
	}
}

// An entry that is higher than the filter row would be drawn with scroll shadows.
func TestOneLineFieldFitsTheFilterRow(t *testing.T) {
	th := New(Options{})
	line := fyne.MeasureText("Mg", th.Size(theme.SizeNameText), fyne.TextStyle{}).Height
	if high := line + 2*th.Size(theme.SizeNameInnerPadding); high > FilterHeight {
		t.Errorf("a field is %v high, the filter row %v", high, FilterHeight)
	}
}

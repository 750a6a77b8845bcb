package look

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"ringback/assets"
)

// Variant is what the person wants: as the system, or always light or dark.
type Variant uint8

// The variants.
const (
	System Variant = iota
	Light
	Dark
)

// Density is how close the rows of lists stand.
type Density uint8

// The densities. Comfortable is what the window starts with.
const (
	Comfortable Density = iota
	Compact
	Roomy
)

func (d Density) rowHeight() float32 {
	switch d {
	case Compact:
		return 24
	case Roomy:
		return 32
	default:
		return 28
	}
}

// Options are the choices a person has in how the window looks.
type Options struct {
	Variant Variant
	Density Density
}

// Theme is the toolkit's theme in our colours, faces and sizes. It never changes: other
// options make a new one, which is given to the app's settings.
type Theme struct {
	options     Options
	light, dark *Palette
	sizes       map[fyne.ThemeSizeName]float32
	faces       [5]fyne.Resource
	scripts     [3]fyne.Resource
	icons       sync.Map // name with colour → fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme.
func New(options Options) *Theme {
	return &Theme{
		options: options, light: lightPalette(), dark: darkPalette(), sizes: themeSizes(),
		faces: [5]fyne.Resource{
			fyne.NewStaticResource("Inter-Regular.otf", assets.InterRegular),
			fyne.NewStaticResource("Inter-SemiBold.otf", assets.InterSemiBold),
			fyne.NewStaticResource("Inter-Italic.otf", assets.InterItalic),
			fyne.NewStaticResource("JetBrainsMonoNL-Regular.ttf", assets.MonoRegular),
			fyne.NewStaticResource("JetBrainsMonoNL-Bold.ttf", assets.MonoBold),
		},
		scripts: [3]fyne.Resource{
			fyne.NewStaticResource("NotoSansArabic-Regular.ttf", assets.NotoArabic),
			fyne.NewStaticResource("NotoSansHebrew-Regular.ttf", assets.NotoHebrew),
			fyne.NewStaticResource("NotoSansThai-Regular.ttf", assets.NotoThai),
		},
	}
}

// Options returns what the theme was made of.
func (t *Theme) Options() Options { return t.options }

// palette is the one for the wanted variant, or for the system's.
func (t *Theme) palette(system fyne.ThemeVariant) *Palette {
	if t.options.Variant == Light || t.options.Variant == System && system == theme.VariantLight {
		return t.light
	}
	return t.dark
}

// Color returns what the toolkit draws a part in.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	p := t.palette(system)
	if role, ok := roleOf(name); ok {
		return p.Of(role)
	}
	variant := theme.VariantDark
	if !p.dark {
		variant = theme.VariantLight
	}
	return theme.DefaultTheme().Color(name, variant)
}

// roleOf maps the toolkit's names to our roles.
func roleOf(name fyne.ThemeColorName) (Role, bool) {
	switch name {
	case theme.ColorNameBackground:
		return Base, true
	case theme.ColorNameForeground:
		return Text, true
	case theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameDisabledButton:
		return Raised, true
	case theme.ColorNameInputBorder, theme.ColorNameScrollBar:
		return BorderStrong, true
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return Text3, true
	case theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground:
		return Surface, true
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return Accent, true
	case theme.ColorNameFocus, theme.ColorNameSelection:
		return AccentBg, true
	case theme.ColorNameHover:
		return Hover, true
	case theme.ColorNamePressed:
		return Press, true
	case theme.ColorNameSeparator:
		return Border, true
	case theme.ColorNameSuccess:
		return OK, true
	case theme.ColorNameWarning:
		return Warn, true
	case theme.ColorNameError:
		return Bad, true
	case theme.ColorNameForegroundOnPrimary:
		return OnAccent, true
	case theme.ColorNameShadow:
		return Shadow, true
	case theme.ColorNameScrollBarBackground:
		return None, true
	default:
		return None, false
	}
}

// Size returns the toolkit's sizes as they are here.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := t.sizes[name]; ok {
		return size
	}
	return theme.DefaultTheme().Size(name)
}

// Font returns Inter, or JetBrains Mono NL for what a machine wrote. Bold is SemiBold.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Monospace && style.Bold:
		return t.faces[4]
	case style.Monospace:
		return t.faces[3]
	case style.Bold:
		return t.faces[1]
	case style.Italic:
		return t.faces[2]
	default:
		return t.faces[0]
	}
}

// Icon returns the toolkit's own icons, which its menus and dialogs use.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

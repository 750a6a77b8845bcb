// Package assets holds what the window is drawn with (fonts, icons and the app's own icon),
// the translations of its words, and the scenarios that come with the app.
//
// The look of the window, the packaging and the simulator read it. It knows no toolkit, and
// nothing of callbacks. Licences lie beside what they cover and are embedded with it.
package assets

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed fonts/*.txt icons scenarios translations
var files embed.FS

// ErrNoIcon is returned for a name that no icon has, ErrNoScenario for one that no scenario
// has.
var (
	ErrNoIcon     = errors.New("no such icon")
	ErrNoScenario = errors.New("no such scenario")
)

// InterRegular is the face of the interface. Licence: SIL OFL 1.1.
//
//go:embed fonts/Inter-Regular.otf
var InterRegular []byte

// InterSemiBold is what the interface uses for bold.
//
//go:embed fonts/Inter-SemiBold.otf
var InterSemiBold []byte

// InterItalic is the italic of the interface.
//
//go:embed fonts/Inter-Italic.otf
var InterItalic []byte

// MonoRegular is the face of everything that a machine wrote: JetBrains Mono without
// ligatures, so that "//" in an address keeps its width. Licence: SIL OFL 1.1.
//
//go:embed fonts/JetBrainsMonoNL-Regular.ttf
var MonoRegular []byte

// MonoBold is the bold of MonoRegular.
//
//go:embed fonts/JetBrainsMonoNL-Bold.ttf
var MonoBold []byte

// NotoArabic has the letters of Arabic, for systems without a face that does.
// Licence: SIL OFL 1.1.
//
//go:embed fonts/NotoSansArabic-Regular.ttf
var NotoArabic []byte

// NotoHebrew has the letters of Hebrew.
//
//go:embed fonts/NotoSansHebrew-Regular.ttf
var NotoHebrew []byte

// NotoThai has the letters of Thai.
//
//go:embed fonts/NotoSansThai-Regular.ttf
var NotoThai []byte

// IconPNG is the app's icon, 512 by 512 pixels.
//
//go:embed icon.png
var IconPNG []byte

// IconSVG is the app's icon as a drawing of 512 units.
//
//go:embed icon.svg
var IconSVG []byte

// Icon returns the drawing of one icon of the set, 24 by 24 units, by its Lucide name
// ("shield-check"). It is drawn in currentColor, which the caller replaces, and consists
// of one path of straight lines and curves, without the arcs, lines and polylines that
// SVG readers draw wrong or leave out. It returns ErrNoIcon for an unknown name.
// Licence: ISC.
func Icon(name string) ([]byte, error) {
	svg, err := files.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil, fmt.Errorf("read icon %q: %w", name, ErrNoIcon)
	}
	return svg, nil
}

// IconNames lists the icons of the set in alphabetical order.
func IconNames() []string { return names("icons/", ".svg") }

// Scenario returns the text of a scenario by its name ("late-enroute"), or ErrNoScenario.
func Scenario(name string) ([]byte, error) {
	text, err := files.ReadFile("scenarios/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("read scenario %q: %w", name, ErrNoScenario)
	}
	return text, nil
}

// ScenarioNames lists the scenarios in alphabetical order.
func ScenarioNames() []string { return names("scenarios/", ".yaml") }

// names lists the files in a folder, without their end.
func names(folder, end string) []string {
	found, err := fs.Glob(files, folder+"*"+end)
	if err != nil { // only for a malformed pattern
		panic(err)
	}
	for i, name := range found {
		found[i] = strings.TrimSuffix(strings.TrimPrefix(name, folder), end)
	}
	return found
}

// Translation returns the words of the window in a language by its code, as JSON that maps
// English texts to what is said; plurals are objects. It returns nil for a code that there is
// no translation for.
func Translation(code string) []byte {
	text, err := files.ReadFile("translations/" + code + ".json")
	if err != nil {
		return nil
	}
	return text
}

// Licences returns the texts of the licences under which fonts and icons are shipped,
// by what they cover.
func Licences() map[string]string {
	texts := map[string]string{}
	for what, name := range map[string]string{
		"Inter":             "fonts/Inter-OFL.txt",
		"JetBrains Mono NL": "fonts/JetBrainsMonoNL-OFL.txt",
		"Lucide":            "icons/LICENSE",
		"Noto Sans":         "fonts/NotoSans-OFL.txt",
	} {
		text, err := files.ReadFile(name)
		if err != nil { // embedded: the build would have failed
			panic(err)
		}
		texts[what] = string(text)
	}
	return texts
}

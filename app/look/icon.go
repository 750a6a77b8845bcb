package look

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"ringback/assets"
)

// Icon returns an icon of the set in the colour that a role has now. The toolkit keeps
// drawings by the name of the resource, so each colour has a name of its own. An
// unknown name panics: names are constants in the code.
func Icon(name string, role Role) fyne.Resource {
	c := Color(role)
	key := fmt.Sprintf("%s-%02x%02x%02x.svg", name, c.R, c.G, c.B)
	t, ours := fyne.CurrentApp().Settings().Theme().(*Theme)
	if ours {
		if icon, ok := t.icons.Load(key); ok {
			return icon.(fyne.Resource)
		}
	}
	svg, err := assets.Icon(name)
	if err != nil {
		panic(err)
	}
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	icon := fyne.NewStaticResource(key, []byte(strings.ReplaceAll(string(svg), "currentColor", hex)))
	if ours {
		t.icons.Store(key, icon)
	}
	return icon
}

package look

import "fyne.io/fyne/v2"

// ScriptFace returns the face for letters that neither the theme's faces nor the toolkit's have,
// Arabic, Hebrew and Thai, or nil for any other. A theme cannot add faces to the toolkit's
// chain of them, so a text in such a script is given its own, run by run.
func ScriptFace(r rune) fyne.Resource {
	at := script(r)
	if at < 0 {
		return nil
	}
	t, ok := fyne.CurrentApp().Settings().Theme().(*Theme)
	if !ok {
		return nil
	}
	return t.scripts[at]
}

// script returns which of the theme's script faces has a letter, or -1.
func script(r rune) int {
	switch {
	case r < 0x590:
		return -1
	case r < 0x600, r >= 0xFB1D && r < 0xFB50:
		return 1 // Hebrew
	case r < 0x700, r >= 0x750 && r < 0x780, r >= 0x8A0 && r < 0x900, r >= 0xFB50 && r < 0xFE00, r >= 0xFE70 && r < 0xFEFF:
		return 0 // Arabic
	case r >= 0xE00 && r < 0xE80:
		return 2 // Thai
	default:
		return -1
	}
}

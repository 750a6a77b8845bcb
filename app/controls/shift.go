package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ShiftHeld says whether Shift is held down now, which typed keys do not carry. The driver is
// asked each time: the event of letting go is lost to a control while a dialog, a menu or
// another window has the keys, and a noted Shift would stick.
func ShiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// touch is what controls that one can press have in common: they feel the pointer and
// the focus, and Space and Enter press them. Embed it, and call extend.
type touch struct {
	widget.BaseWidget

	// Tip is shown when the pointer rests on the control.
	Tip string

	self    fyne.Widget
	act     func(fyne.KeyModifier)
	hovered bool
	pressed bool
	focused bool
	why     string // what is in the way, for a disabled one
	off     bool
	held    fyne.KeyModifier // while the button went down
}

var (
	_ fyne.Tappable      = (*touch)(nil)
	_ fyne.Focusable     = (*touch)(nil)
	_ fyne.Shortcutable  = (*touch)(nil)
	_ desktop.Hoverable  = (*touch)(nil)
	_ desktop.Mouseable  = (*touch)(nil)
	_ desktop.Cursorable = (*touch)(nil)
	_ fyne.Disableable   = (*touch)(nil)
	_ fyne.CanvasObject  = (*touch)(nil)
)

// Disabled says whether the control does nothing now.
func (t *touch) Disabled() bool { return t.off }

// Enable lets the control be pressed.
func (t *touch) Enable() { t.setOff(false, "") }

// Disable greys the control out. DisableFor says why, which is better.
func (t *touch) Disable() { t.setOff(true, "") }

// DisableFor greys the control out and shows the reason in place of the tip.
func (t *touch) DisableFor(why string) { t.setOff(true, why) }

func (t *touch) setOff(off bool, why string) {
	if t.off == off && t.why == why {
		return
	}
	t.off, t.why, t.pressed = off, why, false
	t.Refresh()
}

// tip is what is shown when the pointer rests here.
func (t *touch) tip() string {
	if t.off && t.why != "" {
		return t.why
	}
	return t.Tip
}

// Tapped presses the control.
func (t *touch) Tapped(*fyne.PointEvent) {
	held := t.held
	t.held = 0
	t.press(held)
}

func (t *touch) press(held fyne.KeyModifier) {
	hideTip(t.self)
	if !t.off && t.act != nil {
		t.act(held)
	}
}

// extend makes the control that embeds this the one that the toolkit knows.
func (t *touch) extend(self fyne.Widget, act func(fyne.KeyModifier)) {
	t.self, t.act = self, act
	t.ExtendBaseWidget(self)
}

// MouseDown shows the control pressed.
func (t *touch) MouseDown(ev *desktop.MouseEvent) {
	t.held = ev.Modifier
	t.setPressed(!t.off && ev.Button == desktop.MouseButtonPrimary)
}

// MouseUp shows the control released.
func (t *touch) MouseUp(*desktop.MouseEvent) { t.setPressed(false) }

func (t *touch) setPressed(pressed bool) {
	if t.pressed != pressed {
		t.pressed = pressed
		t.Refresh()
	}
}

// MouseIn lights the control up.
func (t *touch) MouseIn(ev *desktop.MouseEvent) {
	t.hovered = true
	t.Refresh()
	showTip(t.self, t.tip(), ev.AbsolutePosition)
}

// MouseMoved does nothing: the tip stays where it is.
func (t *touch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets the control be as it was.
func (t *touch) MouseOut() {
	t.hovered, t.pressed = false, false
	t.Refresh()
	hideTip(t.self)
}

// Cursor is a hand over what can be pressed.
func (t *touch) Cursor() desktop.Cursor {
	if t.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained draws the ring.
func (t *touch) FocusGained() { t.setFocused(true) }

// FocusLost takes the ring away.
func (t *touch) FocusLost() { t.setFocused(false) }

func (t *touch) setFocused(focused bool) {
	if t.focused != focused {
		t.focused = focused
		t.Refresh()
	}
}

// TypedRune presses the control with Space, and hands other letters on.
func (t *touch) TypedRune(r rune) {
	if r == ' ' {
		t.press(0)
		return
	}
	HandOnRune(t.self, r)
}

// TypedKey presses the control with Enter, and hands other keys on: Escape must
// close a question also while one of its buttons has the focus.
func (t *touch) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
		t.press(0)
		return
	}
	HandOnKey(t.self, ev)
}

// TypedShortcut hands every shortcut on: the toolkit gives it to the focused control
// and to nobody else.
func (t *touch) TypedShortcut(s fyne.Shortcut) { handOn(t.self, s) }

// handOn gives a shortcut that a control does not know to its canvas.
func handOn(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// HandOnKey gives a key that a control has no use for to its canvas.
func HandOnKey(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// HandOnRune gives a letter that a control has no use for to its canvas.
func HandOnRune(from fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

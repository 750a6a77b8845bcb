package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TextField is the toolkit's entry that keeps only the shortcuts it has a use for, and hands
// the others on. OnKey sees each key first and returns whether it took it.
type TextField struct {
	widget.Entry

	OnKey func(key fyne.KeyName) bool
	// OnShortcut sees each shortcut first, and returns whether it took it.
	OnShortcut func(fyne.Shortcut) bool
	OnFocus    func(focused bool)
	// TakesTab says whether Tab is a key for OnKey now, and not the way out.
	TakesTab bool
	// Tip is shown when the pointer rests on the field.
	Tip string
}

// NewTextField makes an empty field with a hint in it.
func NewTextField(hint string) *TextField {
	f := &TextField{}
	f.PlaceHolder = hint
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab is TakesTab.
func (f *TextField) AcceptsTab() bool { return f.TakesTab }

// TypedKey asks OnKey first.
func (f *TextField) TypedKey(ev *fyne.KeyEvent) {
	if f.OnKey == nil || !f.OnKey(ev.Name) {
		f.Entry.TypedKey(ev)
	}
}

// TypedShortcut does what an entry can do, and hands on what it cannot.
func (f *TextField) TypedShortcut(s fyne.Shortcut) {
	if f.OnShortcut != nil && f.OnShortcut(s) {
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll,
		*fyne.ShortcutUndo, *fyne.ShortcutRedo:
		f.Entry.TypedShortcut(s)
	case *desktop.CustomShortcut:
		if editsText(s.KeyName) && s.Modifier != fyne.KeyModifierAlt {
			f.Entry.TypedShortcut(s)
			return
		}
		handOn(f, s)
	default:
		handOn(f, s)
	}
}

// editsText says whether a key with a modifier moves or deletes by words.
func editsText(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	default:
		return false
	}
}

// MouseIn shows the tip.
func (f *TextField) MouseIn(ev *desktop.MouseEvent) { showTip(f, f.Tip, ev.AbsolutePosition) }

// MouseMoved does nothing: the tip stays where it is.
func (f *TextField) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tip away.
func (f *TextField) MouseOut() { hideTip(f) }

// FocusGained tells OnFocus too.
func (f *TextField) FocusGained() {
	f.Entry.FocusGained()
	if f.OnFocus != nil {
		f.OnFocus(true)
	}
}

// FocusLost tells OnFocus too.
func (f *TextField) FocusLost() {
	f.Entry.FocusLost()
	if f.OnFocus != nil {
		f.OnFocus(false)
	}
}

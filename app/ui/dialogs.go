package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// confirmation asks before something is done. Its buttons are verbs.
type confirmation struct {
	title  string
	text   string // what happens, and what is lost
	yes    string // the verb: "Delete 412 callbacks"
	no     string // "Cancel" where it is empty
	danger bool   // something is lost: Enter then says no
	do     func()
}

// dialogWidth is how wide questions are.
const dialogWidth = 440

// confirm asks a question over a window. Esc says no, Enter what is safe.
func confirm(over fyne.Window, q confirmation) {
	if q.no == "" {
		q.no = say.L("Cancel")
	}
	var f *floating
	no := func() { f.close() }
	yes := func() {
		f.close()
		q.do()
	}
	kind, safe := controls.Primary, yes
	if q.danger {
		kind, safe = controls.Danger, no
	}
	f = float(over, dialogPlace(), dialogBody(q.title, q.text, nil,
		controls.NewButton(controls.Plain, q.no, "", no),
		controls.NewButton(kind, q.yes, "", yes),
	), answerKeys(no, safe))
}

// tell says that something failed, and what to try.
func tell(over fyne.Window, p problem) {
	var f *floating
	closeIt := func() { f.close() }
	cause := controls.NewParagraph(p.cause, look.Text2)
	cause.Mono, cause.TextSize, cause.MaxLines = true, look.SmallSize, 6
	f = float(over, dialogPlace(), dialogBody(p.title, p.hint, controls.NewCard(cause),
		controls.NewButton(controls.Primary, say.L("Close"), "", closeIt),
	), answerKeys(closeIt, closeIt))
}

func dialogPlace() floatPlace { return floatPlace{width: dialogWidth, pad: 20} }

// answerKeys makes Esc and Enter answer.
func answerKeys(escape, enter func()) func(fyne.KeyName) {
	return func(key fyne.KeyName) {
		switch key {
		case fyne.KeyEscape:
			escape()
		case fyne.KeyReturn, fyne.KeyEnter:
			enter()
		}
	}
}

// dialogBody is a title, a text, what is between (nil for nothing), and buttons.
func dialogBody(title, text string, between fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	head := controls.NewParagraph(title, look.Text)
	head.Bold, head.TextSize = true, look.LeadSize
	parts := []fyne.CanvasObject{head}
	if text != "" {
		parts = append(parts, controls.NewParagraph(text, look.Text2))
	}
	if between != nil {
		parts = append(parts, between)
	}
	row := controls.Across(look.GapBar, append([]fyne.CanvasObject{layout.NewSpacer()}, buttons...)...)
	return controls.Down(look.GapEdge, append(parts, controls.Pad(0, 4, row))...)
}

// askDiscard asks before what was typed is lost.
func askDiscard(over fyne.Window, do func()) {
	confirm(over, confirmation{
		title: say.L("Discard the changes?"), text: say.L("What you changed in this form is not saved."),
		yes: say.L("Discard changes"), no: say.L("Go on editing"), danger: true, do: do,
	})
}

// textInput is a dialog that asks for a text.
type textInput struct {
	title       string
	label, hint string
	text        string // what stands there at first
	secret      bool   // shown as dots
	lines       int    // more than one for a long text; Enter is then a line end
	yes         string // the verb
	// check returns why a text cannot be taken, or "". It may be nil.
	check func(text string) string
	do    func(text string)
}

// askText asks for a text over a window. Esc leaves it, Enter takes it; in a long
// text Enter is a line end, Ctrl+Enter takes it, and Esc asks before what was
// written is lost.
func askText(over fyne.Window, q textInput) {
	var f *floating
	entry := controls.NewTextField("")
	entry.SetText(q.text)
	entry.Password = q.secret
	entry.MultiLine = q.lines > 1
	if entry.MultiLine {
		entry.Wrapping = fyne.TextWrapWord
		entry.SetMinRowsVisible(q.lines)
	}
	field := controls.NewFormField(q.label, q.hint, entry)
	no := func() {
		if entry.MultiLine && entry.Text != q.text {
			askDiscard(over, func() { f.close() })
			return
		}
		f.close()
	}
	yes := func() {
		if q.check != nil {
			if why := q.check(entry.Text); why != "" {
				field.SetProblem(why)
				return
			}
		}
		f.close()
		q.do(entry.Text)
	}
	entry.OnChanged = func(string) { field.SetProblem("") }
	entry.OnKey = func(key fyne.KeyName) bool {
		switch {
		case key == fyne.KeyEscape:
			no()
		case (key == fyne.KeyReturn || key == fyne.KeyEnter) && !entry.MultiLine:
			yes()
		default:
			return false
		}
		return true
	}
	entry.OnShortcut = func(s fyne.Shortcut) bool {
		custom, ok := s.(*desktop.CustomShortcut)
		takes := ok && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter) && custom.Modifier == fyne.KeyModifierShortcutDefault
		if takes {
			yes()
		}
		return takes
	}
	save := controls.NewButton(controls.Primary, q.yes, "", yes)
	if entry.MultiLine {
		save.Tip = q.yes + " (" + ctrl(fyne.KeyReturn).String() + ")"
	}
	f = float(over, dialogPlace(), dialogBody(q.title, "", field,
		controls.NewButton(controls.Plain, say.L("Cancel"), "", no), save,
	), answerKeys(no, yes))
	f.canvas.Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// statusBar is the line at the bottom: whether all is recorded, how much, and what
// is being worked on.
type statusBar struct {
	content fyne.CanvasObject
	line    *fyne.Container

	recording *controls.Label
	left      *fyne.Container
	right     *fyne.Container
	failures  *controls.Button  // leads to the failures that came in this run
	before    fyne.CanvasObject // a dot before the failures
	work      *fyne.Container
	working   *controls.Label
	stop      *controls.Button
	shown     viewmodel.StatusBar
}

// newStatusBar makes the bar. failures shows what failed, stop ends the work.
func newStatusBar(failures, stop func()) *statusBar {
	b := &statusBar{left: controls.Across(look.GapBar), right: controls.Across(look.GapBar)}
	b.recording = barLabel(say.L("Starting"), look.Text2)
	b.recording.Dot, b.recording.Bold = look.Mute, true
	b.failures = controls.NewButton(controls.Link, "", "", failures)
	b.failures.Role, b.failures.Tip = look.Bad, say.L("Show what failed")
	b.before = dotBetween()
	b.failures.Hide()
	b.before.Hide()
	b.working = barLabel("", look.Text2)
	b.stop = controls.NewButton(controls.Link, say.L("Cancel"), "", stop)
	b.work = controls.Across(look.GapBar, dotBetween(), b.working, b.stop)
	b.work.Hide()
	b.line = controls.Across(look.GapBar, b.recording, b.left, b.before, b.failures, b.work, layout.NewSpacer(), b.right)
	b.content = controls.NewPanel(look.Surface, controls.Down(0, controls.NewRule(false),
		controls.Fixed(0, look.StatusBarHeight-1, controls.Pad(look.GapEdge, 0, b.line))))
	return b
}

func barLabel(text string, role look.Role) *controls.Label {
	l := controls.NewLabel(text, role)
	l.TextSize = look.CaptionSize
	return l
}

func dotBetween() fyne.CanvasObject { return barLabel("·", look.Text3) }

// show says how things are. It touches only what reads otherwise than before.
func (b *statusBar) show(s viewmodel.StatusBar) {
	if s.Recording != b.shown.Recording {
		b.recording.Dot, b.recording.Tip = stateOf(s.Recording.Tone), s.Recording.Tip
		role := look.Text
		if s.Recording.Tone.Loud() {
			role = roleOf(s.Recording.Tone)
		}
		b.recording.Set(s.Recording.Text, role)
	}
	moved := s.Recording.Text != b.shown.Recording.Text
	moved = fill(b.left, b.shown.Left, s.Left, true) || moved
	moved = fill(b.right, b.shown.Right, s.Right, false) || moved
	b.shown = s
	if moved {
		b.line.Refresh()
	}
}

// fill shows texts with dots between, and says whether any is another than before.
func fill(row *fyne.Container, before, now []viewmodel.StatusText, lead bool) bool {
	if slices.Equal(before, now) {
		return false
	}
	row.Objects = nil
	for i, text := range now {
		if lead || i > 0 {
			row.Add(dotBetween())
		}
		label := barLabel(text.Text, roleOf(text.Tone))
		label.Tip = text.Tip
		row.Add(label)
	}
	return true
}

// failed says how many failures came that were not looked at.
func (b *statusBar) failed(count uint64) {
	text := ""
	if count > 0 {
		text = say.N(count, "%s new failure", "%s new failures")
	}
	if b.failures.Text == text {
		return
	}
	b.failures.Text = text
	seen(b.failures, text != "")
	seen(b.before, text != "")
	b.line.Refresh()
}

// doing says what is being worked on; "" ends it.
func (b *statusBar) doing(what string) {
	b.working.SetText(what)
	b.work.Hidden = what == ""
	b.line.Refresh()
}

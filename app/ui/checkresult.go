package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
)

// checkResult shows what was seen of an address: the verdict, what is wrong and what to
// do, and each step with a sign.
type checkResult struct {
	content *fyne.Container

	page  *column
	parts *fyne.Container
}

// newCheckResult shows nothing at first. What is higher than most says scrolls.
func newCheckResult(most func() float32) *checkResult {
	r := &checkResult{parts: controls.Down(look.GapEdge)}
	r.page = newColumn(0, r.parts)
	card := controls.NewCard(r.page)
	card.Pad = 0
	r.content = container.New(upTo{r.parts, most}, card)
	r.content.Hide()
	return r
}

// say shows a sentence in place of a result; "" shows nothing.
func (r *checkResult) say(text string) {
	r.fill(controls.NewParagraph(text, look.Text2))
	seen(r.content, text != "")
}

// show shows a report.
func (r *checkResult) show(report viewmodel.CheckReport) {
	verdict := controls.NewParagraph(report.Verdict, look.Text)
	verdict.Bold = true
	parts := []fyne.CanvasObject{controls.NewStateCard(stateOf(report.Tone), controls.Frame(nil, nil, newIcon(toneIcon(report.Tone), stateOf(report.Tone), look.IconButton), nil, controls.Pad(look.GapBar, 0, verdict)))}
	for _, f := range report.Findings {
		text := controls.NewParagraph(f.Text, look.Text)
		parts = append(parts, controls.Down(2, text, controls.NewParagraph(f.Hint, look.Text2)))
	}
	steps := make([]controls.Step, len(report.Steps))
	for i, s := range report.Steps {
		steps[i] = controls.Step{Icon: toneIcon(s.Tone), Role: stateOf(s.Tone), Title: s.Name, Detail: s.Seen, Time: s.Took}
	}
	line := controls.NewTimeline()
	line.SetSteps(steps)
	r.fill(append(parts, controls.Pad(6, 2, line))...)
	seen(r.content, true)
}

func (r *checkResult) fill(parts ...fyne.CanvasObject) {
	r.parts.Objects = parts
	r.parts.Refresh()
	r.page.refit()
	r.page.scrollTo(0)
	r.content.Refresh()
}

// toneIcon is a sign for how good something is, besides its colour.
func toneIcon(t viewmodel.Tone) string {
	switch t {
	case viewmodel.OK:
		return "check"
	case viewmodel.Warn:
		return "triangle-alert"
	case viewmodel.Bad:
		return "x"
	}
	return "minus"
}

// upTo is a layout of something that scrolls: as high as what it holds, up to a height.
type upTo struct {
	holds fyne.CanvasObject
	most  func() float32
}

// MinSize is that height.
func (u upTo) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, min(u.holds.MinSize().Height+2*look.GapPanel, u.most()))
}

// Layout fills the room.
func (u upTo) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

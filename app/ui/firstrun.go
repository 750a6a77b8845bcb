package ui

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/tunnel"
)

// firstRun stands in place of the list until a first callback comes.
type firstRun struct {
	content fyne.CanvasObject

	text  *controls.Label
	steps [3]*firstStep
	shown viewmodel.FirstRun
}

// firstStep is one of its steps.
type firstStep struct {
	card        *controls.Card
	line, right *fyne.Container
	mark        *stepMark
	title, text *controls.Label
	value, side *controls.Label
	box         fyne.CanvasObject
	copy, act   *controls.Button
	why         func() string // why act cannot be done
}

const firstWidth = 800

func newFirstRun(all commands) *firstRun {
	f := &firstRun{}
	title := controls.NewLabel(say.L("Waiting for the first callback"), look.Text)
	title.Bold, title.TextSize, title.Align = true, look.TitleSize, controls.Centre
	f.text = controls.NewLabel("", look.Text2)
	f.text.Align = controls.Centre
	parts := []fyne.CanvasObject{layout.NewSpacer(), firstSign(), title, f.text, controls.Fixed(0, look.GapBar, layout.NewSpacer())}
	for i := range f.steps {
		act := all.find("file.simulate")
		switch i {
		case 0:
			act = all.find("view.settings")
		case 1:
			act = all.find("way.online")
		}
		f.steps[i] = newFirstStep(i+1, all.find("copy.address"), act)
		parts = append(parts, f.steps[i].card)
	}
	load := controls.NewButton(controls.Link, say.L("Import a recording"), "", all.find("file.import").do)
	keys := controls.NewButton(controls.Link, say.L("Keyboard shortcuts"), "", all.find("help.keys").do)
	parts = append(parts, controls.Across(look.GapEdge, layout.NewSpacer(), load, keys, layout.NewSpacer()), layout.NewSpacer())
	f.content = controls.NewPanel(look.Base, controls.Across(0, layout.NewSpacer(), controls.Fixed(firstWidth, 0, controls.Down(look.GapBar+2, parts...)), layout.NewSpacer()))
	return f
}

func newFirstStep(n int, copyIt, act *command) *firstStep {
	s := &firstStep{mark: newStepMark(n)}
	s.title = controls.NewLabel("", look.Text)
	s.title.Bold, s.title.TextSize = true, 14
	s.text = controls.NewLabel("", look.Text2)
	s.text.TextSize, s.text.Least = look.SmallSize, 60
	s.value = controls.NewLabel("", look.Text)
	s.value.Mono, s.value.TextSize = true, look.SmallSize
	box := controls.NewCard(controls.Pad(10, 0, s.value))
	box.Fill, box.Radius, box.Pad = look.Raised, look.RadiusControl, 0
	s.box = centred(box)
	s.side = controls.NewLabel("", look.Text3)
	s.side.TextSize = look.SmallSize
	s.copy = controls.NewButton(controls.Plain, copyWord(), "copy", copyIt.do)
	s.act = controls.NewButton(controls.Primary, "", act.icon, act.do)
	s.why = act.whyNot
	s.right = controls.Across(look.GapBar, s.side, s.box, s.copy, s.act)
	words := controls.Down(2, layout.NewSpacer(), s.title, s.text, layout.NewSpacer())
	s.line = controls.Frame(nil, nil, controls.Pad(look.GapTight, 0, s.mark.content), s.right, controls.Pad(look.GapEdge, 0, words))
	s.card = controls.NewCard(controls.Fixed(0, 46, s.line))
	s.card.Fill = look.Surface
	return s
}

// firstSign is the sign over the title.
func firstSign() fyne.CanvasObject {
	circle := controls.NewCard(newIcon("webhook", look.Accent, 30))
	circle.Fill, circle.Line, circle.Radius, circle.Pad = look.AccentBg, look.None, 32, 17
	return controls.Pad(0, look.GapBar, controls.Across(0, layout.NewSpacer(), circle, layout.NewSpacer()))
}

// show says how far the way to the first callback is.
func (f *firstRun) show(way, public tunnel.Status, since, now time.Time) {
	run := viewmodel.NewFirstRun(way, public, since, false, now)
	if run == f.shown {
		return
	}
	f.shown = run
	f.text.SetText(run.Text)
	for i, step := range run.Steps {
		f.steps[i].show(step)
	}
}

func (s *firstStep) show(step viewmodel.FirstStep) {
	s.mark.set(step.Done, step.Failed)
	s.title.SetText(step.Title)
	s.text.SetText(step.Text)
	s.value.SetText(step.Value)
	s.side.SetText(step.Side)
	s.act.SetText(step.Action)
	seen(s.box, step.Value != "")
	seen(s.copy, step.Value != "")
	seen(s.side, step.Side != "")
	seen(s.act, step.Action != "")
	if why := s.why(); why != "" {
		s.act.DisableFor(why)
	} else {
		s.act.Enable()
	}
	s.right.Refresh()
	s.line.Refresh()
}

// stepMark is the circle before a step: its number, a tick once it is done, or a sign that
// it failed.
type stepMark struct {
	content *fyne.Container

	circle *controls.Card
	inside *fyne.Container
	number *controls.Label
	sign   *icon
}

func newStepMark(n int) *stepMark {
	m := &stepMark{number: controls.NewLabel(strconv.Itoa(n), look.Accent), sign: newIcon("check", look.OK, look.IconBar)}
	m.number.Bold, m.number.Align = true, controls.Centre
	m.sign.Hide()
	m.inside = controls.Down(0, layout.NewSpacer(), m.number, m.sign, layout.NewSpacer())
	m.circle = controls.NewCard(m.inside)
	m.circle.Fill, m.circle.Line, m.circle.Radius, m.circle.Pad = look.AccentBg, look.None, 16, 0
	m.content = controls.Down(0, layout.NewSpacer(), controls.Fixed(32, 32, m.circle), layout.NewSpacer())
	return m
}

func (m *stepMark) set(done, failed bool) {
	m.number.Hidden = done || failed
	m.sign.Hidden = !m.number.Hidden
	m.circle.Fill = look.AccentBg
	switch {
	case done:
		m.sign.set("check", look.OK)
		m.circle.Fill = look.OKBg
	case failed:
		m.sign.set("triangle-alert", look.Bad)
		m.circle.Fill = look.BadBg
	}
	m.inside.Refresh()
	m.circle.Refresh()
}

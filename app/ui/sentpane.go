package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/deliver"
)

// sentPane is the column beside the phone: how SMS are sent, the exact request, what was
// answered, and the attempts.
type sentPane struct {
	content fyne.CanvasObject

	form    *formView
	hooks   []inspector.Webhook // those to choose from
	request exchangeView
	answer  exchangeView
	view    *controls.Segmented
	curl    *controls.Button
	ladder  ladderView
	on      sentEvents
}

// exchangeView is one half of an exchange.
type exchangeView struct {
	head *controls.Label
	side *controls.Label
	code *controls.CodeView
	said string // what is in it
}

// ladderView is the attempts, and what can be done about them.
type ladderView struct {
	lines             *fyne.Container
	retry, stop, open *controls.Button
	row               *fyne.Container
	around            *fyne.Container // the request and the answer
	said              []viewmodel.AttemptLine
}

// sentEvents are what the column asks for.
type sentEvents struct {
	changed     func() // how SMS are sent
	viewed      func() // how bodies are shown
	copy        func() // the request as a command
	open        func() // what was recorded
	retry, stop func()
}

const attemptsShown = 3

func newSentPane(hooks []inspector.Webhook, first viewmodel.PhoneOptions, on sentEvents) *sentPane {
	s := &sentPane{hooks: hooks, on: on, request: newExchangeView(say.L("Callback request")), answer: newExchangeView(say.L("Answer"))}
	s.form = newFormView(viewmodel.NewPhoneForm(hooks, first), []string{"webhook", "family"}, []string{"signing", "schedule"})
	s.form.onChange = on.changed
	s.curl = controls.NewButton(controls.Plain, say.L("Copy as cURL"), "terminal", on.copy)
	s.view = controls.NewSegmented([]string{viewmodel.Pretty.Word(), viewmodel.Raw.Word()}, func(string) { on.viewed() })
	title := controls.NewLabel(say.L("What is sent"), look.Text)
	title.Bold, title.TextSize, title.Least = true, look.LeadSize, 40
	s.ladder = ladderView{
		lines: controls.Down(2),
		retry: controls.NewButton(controls.Plain, say.L("Retry now"), "refresh-cw", on.retry),
		stop:  controls.NewButton(controls.Plain, say.L("Stop"), "x", on.stop),
		open:  controls.NewButton(controls.Link, "", "", on.open),
	}
	s.ladder.row = controls.Across(look.GapBar, s.ladder.retry, s.ladder.stop, s.ladder.open, layout.NewSpacer())
	foot := controls.Pad(look.GapPanel, look.GapBar, controls.Down(look.GapTight, s.ladder.lines, s.ladder.row))
	s.ladder.around = container.New(exchangeHalves{},
		controls.Frame(subHead(s.request.line(), s.view), nil, nil, nil, s.request.code),
		controls.Frame(controls.Down(0, controls.NewRule(false), subHead(s.answer.line())), foot, nil, nil, s.answer.code))
	top := controls.Down(0, panelHead(title, s.curl), controls.Pad(look.GapPanel, look.GapEdge, s.form.content), controls.NewRule(false))
	s.content = controls.NewPanel(look.Surface, controls.Frame(nil, nil, controls.NewRule(true), nil, controls.Frame(top, nil, nil, nil, s.ladder.around)))
	return s
}

func newExchangeView(title string) exchangeView {
	v := exchangeView{head: controls.NewLabel(title, look.Text2), side: controls.NewLabel("", look.Text3), code: controls.NewCodeView()}
	v.head.Bold, v.head.TextSize = true, look.SmallSize
	v.side.TextSize, v.side.Least, v.side.Align = look.CaptionSize, 40, controls.Right
	v.code.SetWrap(true)
	return v
}

func (v *exchangeView) line() fyne.CanvasObject {
	return controls.Frame(nil, nil, v.head, nil, controls.Pad(look.GapBar, 0, v.side))
}

// set shows another text, or leaves the same one where it is scrolled to.
func (v *exchangeView) set(e viewmodel.Exchange, side string, role look.Role) {
	v.side.Set(side, role)
	code, said := exchangeCode(e)
	if said != v.said {
		v.said = said
		v.code.SetCode(code)
	}
}

// exchangeCode joins the parts of an exchange, each in its own colours.
func exchangeCode(e viewmodel.Exchange) (code controls.Code, all string) {
	type place struct {
		part controls.Code
		line int
	}
	var places []place
	for _, text := range e.Parts {
		lines := text.Strings()
		part := codeOf(text, lines)
		for n, line := range lines {
			code.Lines = append(code.Lines, line)
			places = append(places, place{part, n})
			all += line + "\n"
		}
	}
	code.Colour = func(line int, text string) []controls.Token {
		return places[line].part.Colour(places[line].line, text)
	}
	return code, all
}

// webhooksAre tells which webhooks there are to choose from, and how SMS are sent as long as
// nobody has chosen.
func (s *sentPane) webhooksAre(hooks []inspector.Webhook, first viewmodel.PhoneOptions) {
	chosen := first
	if s.form.form.Changed() {
		chosen = s.options()
	}
	same := slices.EqualFunc(hooks, s.hooks, func(a, b inspector.Webhook) bool { return a.Label == b.Label })
	if same && chosen == s.options() {
		return
	}
	s.hooks = hooks
	s.form.show(viewmodel.NewPhoneForm(hooks, chosen))
}

// options are how SMS are sent.
func (s *sentPane) options() viewmodel.PhoneOptions { return s.form.form.Phone(s.hooks) }

// secretIs tells whether there is a secret to sign with.
func (s *sentPane) secretIs(there bool) {
	for _, c := range s.form.fields {
		if c.id == "signing" {
			c.field.SetHint(viewmodel.SigningHint(there))
		}
	}
}

// byLease lets the leases say where SMS go.
func (s *sentPane) byLease() {
	chosen := s.options()
	chosen.Webhook = ""
	s.form.show(viewmodel.NewPhoneForm(s.hooks, chosen))
}

// chosenView is how bodies are shown.
func (s *sentPane) chosenView() viewmodel.View {
	if s.view.Chosen() == viewmodel.Raw.Word() {
		return viewmodel.Raw
	}
	return viewmodel.Pretty
}

// showRequest shows a request; without one, why there is none.
func (s *sentPane) showRequest(q deliver.Request, more, why string) {
	if why != "" {
		s.curl.DisableFor(why)
		s.request.set(viewmodel.Exchange{}, why, look.Warn)
		return
	}
	s.curl.Enable()
	e := viewmodel.RequestExchange(q, s.chosenView())
	s.request.set(e, more+e.Summary, look.Text3)
}

// showClimb shows the last answer and the attempts. recorded is the callback that came of it.
func (s *sentPane) showClimb(climb deliver.Climb, lines []viewmodel.AttemptLine, recorded uint64) {
	if n := len(climb.Rungs); n > 0 {
		last := climb.Rungs[n-1].Attempt
		role := look.OK
		if !last.OK() {
			role = look.Bad
		}
		s.answer.set(viewmodel.AnswerExchange(last), viewmodel.AttemptText(last), role)
	} else {
		s.answer.set(viewmodel.Exchange{}, "", look.Text3)
	}
	l := &s.ladder
	if !slices.Equal(l.said, lines) {
		l.said, l.lines.Objects = lines, nil
		for _, line := range lines {
			label := controls.NewDot(line.Text, stateOf(line.Tone))
			label.TextSize, label.Least = look.SmallSize, 40
			l.lines.Add(label)
		}
		l.lines.Refresh()
	}
	waiting := climb.End == deliver.Climbing && len(climb.Rungs) > 0
	seen(l.retry, waiting)
	seen(l.stop, waiting)
	seen(l.open, recorded > 0)
	l.open.SetText(say.L("Open callback #%s", viewmodel.Count(recorded)))
	l.row.Refresh()
	l.around.Refresh()
}

// exchangeHalves is a layout of the request above and the answer below, which has less to say.
type exchangeHalves struct{}

// MinSize is that of both.
func (exchangeHalves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

// Layout gives the request three fifths.
func (exchangeHalves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[1].MinSize().Height
	below := min(max(size.Height*0.4, least), size.Height-objects[0].MinSize().Height)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-below))
	objects[1].Move(fyne.NewPos(0, size.Height-below))
	objects[1].Resize(fyne.NewSize(size.Width, below))
}

package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector/reach"
)

// addressCheck is a dialog that looks at the address of a webhook, as the provider
// would, and says what it saw.
type addressCheck struct {
	s     *shell
	float *floating
	body  *fyne.Container

	address, secret *controls.TextField
	field           *controls.FormField
	result          *checkResult
	start           *controls.Button
	copies          [2]*controls.Button
	report          *reach.Report      // nil before the first
	stop            context.CancelFunc // ends the look that is under way; nil: none is
}

const (
	checkWidth = 640
	checkHigh  = 380 // of the result, at most
	checkRest  = 380 // of all else, with the edges of the window
)

func (s *shell) checkCommand() *command {
	return &command{id: "way.check", title: say.L("Check an address…"), group: groupFile, icon: "route", why: s.whyNoLook, run: s.checkAddress}
}

func (s *shell) whyNoLook() string {
	if s.options.LookAt == nil {
		return say.L("There is no network here")
	}
	return ""
}

// checkAddress asks for an address, at first our own public one.
func (s *shell) checkAddress() {
	s.closeCard()
	if s.window.Canvas().Overlays().Top() != nil {
		return
	}
	c := &addressCheck{s: s}
	c.result = newCheckResult(func() float32 { return min(checkHigh, s.size.Height-checkRest) })
	c.address = c.entry(s.public.status.URL)
	c.address.TextStyle.Monospace = true
	c.secret = c.entry("")
	c.secret.Password = true
	c.field = controls.NewFormField(say.L("Address of the webhook"), say.L("Ours or anybody's; a private one only as typed, such as http://192.168.1.7/sms"), c.address)
	c.address.OnChanged = func(string) { c.field.SetProblem("") }
	secret := controls.NewFormField(say.L("Its secret, if the request is to be signed"), say.L("It is used for this check only, and kept nowhere."), c.secret)
	c.copies[0] = controls.NewButton(controls.Plain, say.L("Copy as text"), "copy", func() { s.copyText(c.report.Text(), say.L("the report")) })
	c.copies[1] = controls.NewButton(controls.Plain, say.L("Copy as JSON"), "braces", func() { s.copyText(viewmodel.CheckJSON(c.report), say.L("the report")) })
	c.start = controls.NewButton(controls.Primary, say.L("Check"), "", c.turn)
	title := controls.NewLabel(say.L("Check an address"), look.Text)
	title.Bold, title.TextSize = true, look.LeadSize
	c.body = controls.Down(look.GapEdge, title,
		controls.NewParagraph(say.L("Looks at it as the provider would: the name in DNS, the connection, the certificates, and the answer to one POST. What goes to our own address is not recorded."), look.Text2),
		c.field, secret, c.result.content,
		controls.Across(look.GapBar, c.copies[0], c.copies[1], layout.NewSpacer(), controls.NewButton(controls.Plain, say.L("Close"), "", c.close), c.start))
	c.float = float(s.window, floatPlace{width: checkWidth, pad: 20}, c.body, answerKeys(c.escape, c.turn))
	c.buttons()
	s.window.Canvas().Focus(c.address)
	c.address.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// entry is a field whose Enter starts, and whose Esc goes back.
func (c *addressCheck) entry(text string) *controls.TextField {
	e := controls.NewTextField("")
	e.SetText(text)
	e.OnKey = func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyEscape:
			c.escape()
		case fyne.KeyReturn, fyne.KeyEnter:
			c.turn()
		default:
			return false
		}
		return true
	}
	return e
}

// turn starts a look, or stops the one that is under way.
func (c *addressCheck) turn() {
	if c.stop != nil {
		c.stop()
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	c.stop, c.report = stop, nil
	c.result.say(say.L("It is being looked at. Each step may take ten seconds."))
	c.buttons()
	typed, secret := c.address.Text, c.secret.Text
	go func() {
		r, err := c.s.options.LookAt(ctx, typed, secret)
		c.s.post(func() {
			stop()
			c.stop = nil
			c.seen(r, err)
		})
	}()
}

// seen shows what came of a look.
func (c *addressCheck) seen(r *reach.Report, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		c.result.say(say.L("It was stopped."))
	case errors.Is(err, reach.ErrAddress):
		c.result.say("")
		c.field.SetProblem(say.L("Must be an address such as https://hooks.example.com/sms/in."))
	case err != nil:
		c.result.say(viewmodel.OneLine(err.Error(), causeRunes))
	default:
		c.report = r
		c.result.show(viewmodel.NewCheckReport(r))
	}
	c.buttons()
}

// buttons says on the buttons what they do now, and makes room for what is shown.
func (c *addressCheck) buttons() {
	word := say.L("Check")
	if c.stop != nil {
		word = say.L("Stop")
	}
	c.start.SetText(word)
	for _, b := range c.copies {
		setWhy(b, say.L("Nothing was looked at yet"), c.report == nil)
	}
	c.float.refit(c.body)
}

// escape stops what is under way, or closes the dialog.
func (c *addressCheck) escape() {
	if c.stop != nil {
		c.stop()
		return
	}
	c.close()
}

func (c *addressCheck) close() {
	if c.stop != nil {
		c.stop()
	}
	c.float.close()
}

package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// secretCheck says what a signature is worth by a secret that is typed in. The secret
// is kept nowhere.
type secretCheck struct {
	content *fyne.Container

	field  *controls.TextField
	result *controls.Paragraph
	work   latest
	of     *shown
	moved  func() // the result takes more room, or less
}

func newSecretCheck(door post, moved func()) *secretCheck {
	c := &secretCheck{
		field: controls.NewTextField(say.L("Another secret")), result: controls.NewParagraph("", look.Text2),
		work: latest{post: door}, moved: moved,
	}
	c.field.Password = true
	c.field.OnSubmitted = func(string) { c.check() }
	button := controls.NewButton(controls.Plain, say.L("Check"), "", c.check)
	c.content = section(controls.NewHead(say.L("Check with another secret")), nil, controls.Down(look.GapIcon,
		controls.Frame(nil, nil, nil, controls.Pad(look.GapBar, 0, button), controls.Fixed(0, look.FilterHeight, c.field)), c.result))
	return c
}

// set tells which callback is looked at. What was typed for another one goes.
func (c *secretCheck) set(s *shown) {
	if c.of == nil || c.of.id != s.id {
		c.work.stop()
		c.field.SetText("")
		c.result.Set("", look.Text2)
	}
	c.of = s
	c.content.Hidden = s.callback.Verdict.Result == gatewayapi.Unsigned
}

func (c *secretCheck) check() {
	s, secret := c.of, c.field.Text
	if secret == "" {
		c.say(say.L("Type the secret first. It is not kept."), look.Text2)
		return
	}
	c.work.do(func(context.Context) func() {
		tab := viewmodel.NewSignatureTab(bySecret(s, secret))
		return func() { c.say(tab.Title+". "+tab.Sentence, roleOf(tab.Tone)) }
	})
}

func (c *secretCheck) say(words string, role look.Role) {
	c.result.Set(words, role)
	c.moved()
}

// bySecret returns the callback as it would be judged by another secret.
func bySecret(s *shown, secret string) *inspector.Callback {
	c := *s.callback
	q := c.Request
	c.Meaning = inspector.Explain(gatewayapi.Request{Method: q.Method, Target: q.Target, Headers: q.Headers, Body: s.body.Bytes}, secret)
	return &c
}

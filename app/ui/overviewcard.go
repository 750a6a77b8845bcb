package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// overviewCard is the message itself, or how it went.
type overviewCard struct {
	head    *controls.Label
	frame   *controls.Card
	keyword *fyne.Container
	word    *controls.Label
	text    *controls.Paragraph
	detail  *controls.Paragraph
	advice  *controls.Paragraph
	copy    *controls.IconButton
	inside  *fyne.Container

	shown viewmodel.Card
}

func newOverviewCard(p *detailPane) *overviewCard {
	c := &overviewCard{
		head:   controls.NewHead(""),
		text:   &controls.Paragraph{TextSize: look.LeadSize},
		detail: &controls.Paragraph{TextSize: look.SmallSize},
		advice: &controls.Paragraph{TextSize: look.SmallSize, Role: look.Text2},
		word:   &controls.Label{Role: look.Accent, TextSize: look.BodySize, Mono: true, Bold: true},
	}
	for _, w := range []*controls.Paragraph{c.text, c.detail, c.advice} {
		w.ExtendBaseWidget(w)
	}
	c.word.ExtendBaseWidget(c.word)
	tag := controls.NewPanel(look.AccentBg, controls.Pad(look.GapBar, 1, c.word))
	tag.Radius = look.RadiusField
	c.keyword = controls.Across(0, tag, controls.Fixed(look.GapBar, 0, controls.NewLabel("", look.None)))
	c.copy = controls.NewIconButton("copy", say.L("Copy"), func() { p.deps.copy(c.shown.Copy, strings.ToLower(c.head.Text)) })
	lead := controls.Frame(nil, nil, controls.Down(0, c.keyword), controls.Down(0, c.copy), controls.Pad(0, 1, c.text))
	c.inside = controls.Down(look.GapTight, lead, c.detail, c.advice)
	c.frame = controls.NewCard(c.inside)
	return c
}

// withMenu lets one copy what the card says, and the text letter by letter.
func (c *overviewCard) withMenu(p *detailPane) fyne.CanvasObject {
	zone := &press{menu: func(at fyne.Position) {
		m := c.shown
		item := func(what, text string) *fyne.MenuItem {
			return fyne.NewMenuItem(say.L("Copy %s", what), func() { p.deps.copy(text, what) })
		}
		items := []*fyne.MenuItem{item(say.L("all"), strings.TrimSpace(m.Text+"\n"+m.Detail+"\n"+m.Advice))}
		if text := p.shown.callback.Parsed.Text; text != "" {
			items = []*fyne.MenuItem{item(say.L("text"), text), item(say.L("code points"), codePoints(text)), item(say.L("length"), m.Detail)}
		}
		popUp(c.frame, at, items...)
	}}
	zone.ExtendBaseWidget(zone)
	return container.NewStack(zone, c.frame)
}

// codePoints lists the characters of a text, which tells apart those that look alike.
func codePoints(text string) string {
	var list strings.Builder
	for _, point := range viewmodel.CodePoints(text, 2000) {
		list.WriteString(point.Code + "  " + point.Sign + "  " + point.Name + "\n")
	}
	return list.String()
}

func (c *overviewCard) set(s *shown) {
	m := s.overview.Card
	c.shown = m
	c.head.SetText(say.L("CALLBACK"))
	message := s.callback.Kind.Received()
	switch {
	case message:
		c.head.SetText(say.L("MESSAGE"))
	case s.callback.Kind.Status():
		c.head.SetText(say.L("STATUS"))
	}
	fill, line := look.Base, look.Border
	if m.Tone != viewmodel.Plain {
		fill, line = stateOf(m.Tone).Bg(), look.None
	}
	c.frame.Fill, c.frame.Line = fill, line
	c.text.Bold = !message
	c.word.SetText(m.Keyword)
	c.keyword.Hidden = m.Keyword == ""
	c.text.Set(m.Text, look.Text)
	c.detail.Hidden, c.advice.Hidden = m.Detail == "", m.Advice == ""
	role := look.Text2
	if message {
		role = look.Text3
	}
	c.detail.Set(m.Detail, role)
	c.advice.Set(m.Advice, look.Text2)
	c.copy.Hidden = m.Copy == ""
	c.inside.Refresh()
	c.frame.Refresh()
}

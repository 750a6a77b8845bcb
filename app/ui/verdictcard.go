package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
)

// verdictCard is a judgement in the tint of its state: an icon, the judgement, why,
// and what to do.
type verdictCard struct {
	card *controls.Card

	icon           *icon
	title          *controls.Paragraph
	reason, advice *controls.Paragraph
	inside         *fyne.Container
}

func newVerdictCard() *verdictCard {
	c := &verdictCard{
		icon:   newIcon("info", look.Mute, look.IconRail),
		title:  &controls.Paragraph{TextSize: look.LeadSize, Bold: true},
		reason: controls.NewParagraph("", look.Text),
		advice: controls.NewParagraph("", look.Text2),
	}
	c.title.ExtendBaseWidget(c.title)
	mark := controls.Fixed(look.IconRail+look.GapEdge, 22, controls.Across(0, c.icon))
	c.inside = controls.Down(look.GapTight, c.title, c.reason, c.advice)
	c.card = controls.NewCard(controls.Frame(nil, nil, controls.Down(0, mark), nil, c.inside))
	return c
}

func (c *verdictCard) set(name string, tone viewmodel.Tone, title, reason, advice string) {
	state := stateOf(tone)
	c.card.SetState(state)
	c.icon.set(name, state)
	c.title.Set(title, look.Text)
	c.reason.Set(reason, look.Text)
	c.advice.Set(advice, look.Text2)
	c.reason.Hidden, c.advice.Hidden = reason == "", advice == ""
	c.inside.Refresh()
}

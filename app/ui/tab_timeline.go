package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// timelineTab tells the story of a message: all callbacks about it.
type timelineTab struct {
	page *column

	key   *controls.Label
	count *controls.Label
	line  *controls.Timeline
	none  *controls.Paragraph
	steps []viewmodel.Step
	id    uint64
}

func newTimelineTab(p *detailPane) *timelineTab {
	t := &timelineTab{
		key: &controls.Label{Role: look.Text2, TextSize: look.SmallSize, Mono: true, Least: 80}, count: caption(),
		line: controls.NewTimeline(), none: controls.NewParagraph("", look.Text2),
	}
	t.key.ExtendBaseWidget(t.key)
	t.line.OnTap = func(step int) {
		if p.deps.on.goTo != nil {
			p.deps.on.goTo(t.steps[step].ID)
		}
	}
	copyKey := controls.NewIconButton("copy", say.L("Copy what identifies the message"), func() {
		p.deps.copy(p.shown.callback.MessageKey, say.L("message key"))
	})
	t.page = newColumn(look.GapPanel,
		section(controls.NewHead(say.L("Message")), t.count, controls.Frame(nil, nil, nil, copyKey, t.key)), t.none,
		copyable(p, t.line, say.L("timeline"), func() string { return stepText(t.steps) }))
	t.page.onEscape = p.deps.on.leave
	return t
}

func (t *timelineTab) object() fyne.CanvasObject { return t.page }

func (t *timelineTab) show(s *shown) {
	t.steps = s.steps
	t.key.SetText(orDash(s.callback.MessageKey))
	t.count.SetText("")
	if n := len(s.thread); n > 0 {
		t.count.SetText(say.N(uint64(n), "%s callback", "%s callbacks"))
	}
	words := ""
	switch {
	case s.alone != nil:
		words = say.L("The other callbacks of this message cannot be read: %s.", problemOf(s.alone).cause)
	case !s.callback.Kind.Received() && !s.callback.Kind.Status():
		words = say.L("This request is not about a known message, so there are no others.")
	case s.callback.MessageKey == "":
		words = say.L("Which message this callback is about is not known, so there are no others.")
	case s.thread == nil:
		words = say.L("Looking for other callbacks of this message …")
	}
	t.none.Set(words, look.Text2)
	t.none.Hidden = words == ""
	t.line.SetSteps(stepRows(t.steps, s.id))
	t.page.refit()
	if t.id != s.id {
		t.id = s.id
		t.page.toTop()
	}
}

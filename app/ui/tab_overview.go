package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
)

// overviewTab tells in words what a callback is and what it means.
type overviewTab struct {
	page *column

	card   *overviewCard
	notes  *remarks
	facts  *fieldBox
	fields *fieldBox
	count  *controls.Label // how many fields there are
	own    *fyne.Container // the section of fields
	steps  *controls.Timeline
	took   *controls.Label
	marks  *markBox
	id     uint64
}

func newOverviewTab(p *detailPane) *overviewTab {
	t := &overviewTab{
		card: newOverviewCard(p), notes: newRemarks(), steps: controls.NewTimeline(),
		facts: newFieldBox(p), fields: newFieldBox(p),
		count: caption(), took: caption(), marks: newMarkBox(p),
	}
	t.own = section(controls.NewHead("Fields"), t.count, t.fields.list)
	t.page = newColumn(look.GapPanel,
		section(t.card.head, nil, t.card.frame),
		t.notes.content,
		t.marks.content,
		section(controls.NewHead("In short"), nil, t.facts.list),
		t.own,
		section(controls.NewHead("Timeline"), t.took, t.steps),
	)
	t.page.onEscape = p.deps.on.leave
	return t
}

// caption is a small text at the right of a head.
func caption() *controls.Label {
	l := &controls.Label{Role: look.Text3, TextSize: look.CaptionSize, Align: controls.Right}
	l.ExtendBaseWidget(l)
	return l
}

func (t *overviewTab) object() fyne.CanvasObject { return t.page }

func (t *overviewTab) show(s *shown) {
	o := s.overview
	t.card.set(s)
	t.notes.set(o.Notes)
	t.marks.set(s.marks)
	t.facts.set(o.Facts)
	t.fields.set(o.Fields)
	t.own.Hidden = len(o.Fields) == 0
	t.count.SetText(viewmodel.Counted(uint64(len(s.callback.Fields)), "field", "fields") + missingWords(len(s.callback.Missing)))
	t.steps.SetSteps(stepRows(o.Steps, s.id))
	t.took.SetText(took(s.callback.Response.DurationMS))
	t.page.refit()
	if t.id != s.id {
		t.id = s.id
		t.page.toTop()
	}
}

func missingWords(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + viewmodel.Count(uint64(n)) + " missing"
}

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
	c.copy = controls.NewIconButton("copy", "Copy", func() { p.deps.copy(c.shown.Copy, strings.ToLower(c.head.Text)) })
	lead := controls.Frame(nil, nil, controls.Down(0, c.keyword), controls.Down(0, c.copy), controls.Pad(0, 1, c.text))
	c.inside = controls.Down(look.GapTight, lead, c.detail, c.advice)
	c.frame = controls.NewCard(c.inside)
	return c
}

func (c *overviewCard) set(s *shown) {
	m := s.overview.Card
	c.shown = m
	c.head.SetText("CALLBACK")
	message := s.callback.Kind.Received()
	switch {
	case message:
		c.head.SetText("MESSAGE")
	case s.callback.Kind.Status():
		c.head.SetText("STATUS")
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
	for text, p := range map[*string]*controls.Paragraph{&m.Detail: c.detail, &m.Advice: c.advice} {
		p.Hidden = *text == ""
		p.Set(*text, p.Role)
	}
	c.detail.Role = look.Text2
	if message {
		c.detail.Role = look.Text3
	}
	c.copy.Hidden = m.Copy == ""
	c.inside.Refresh()
	c.frame.Refresh()
}

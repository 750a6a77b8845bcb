package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
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
		card: newOverviewCard(p), notes: newRemarks(p), steps: controls.NewTimeline(),
		facts: newFieldBox(p), fields: newFieldBox(p),
		count: caption(), took: caption(), marks: newMarkBox(p),
	}
	t.own = section(controls.NewHead(say.L("Fields")), t.count, t.fields.list)
	t.page = newColumn(look.GapPanel,
		section(t.card.head, nil, t.card.withMenu(p)),
		t.notes.content,
		t.marks.content,
		section(controls.NewHead(say.L("In short")), nil, t.facts.list),
		t.own,
		section(controls.NewHead(say.L("Timeline")), t.took,
			copyable(p, t.steps, say.L("timeline"), func() string { return stepText(p.shown.overview.Steps) })),
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
	t.count.SetText(say.N(uint64(len(s.callback.Fields)), "%s field", "%s fields") + missingWords(len(s.callback.Missing)))
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
	return say.L(", %s missing", viewmodel.Count(uint64(n)))
}

package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// remarks shows remarks below each other, each behind a sign of its colour.
type remarks struct {
	content *fyne.Container

	list  *fyne.Container
	rows  []remark
	notes []viewmodel.Note
}

type remark struct {
	row  *fyne.Container
	sign *icon
	text *controls.Paragraph
}

func newRemarks(p *detailPane) *remarks {
	n := &remarks{list: controls.Down(look.GapIcon)}
	n.content = copyable(p, n.list, say.L("remarks"), func() string { return noteText(n.notes) })
	return n
}

// set shows other remarks. Those of the callback before are used again.
func (n *remarks) set(notes []viewmodel.Note) {
	n.notes = notes
	for len(n.rows) < len(notes) {
		r := remark{sign: newIcon("info", look.Mute, look.IconBar), text: controls.NewParagraph("", look.Text)}
		mark := controls.Fixed(0, look.BadgeHeight, r.sign)
		r.row = controls.Frame(nil, nil, controls.Down(0, mark), nil, controls.Pad(look.GapBar, 0, r.text))
		n.rows = append(n.rows, r)
		n.list.Add(r.row)
	}
	for i, r := range n.rows {
		if i >= len(notes) {
			r.row.Hide()
			continue
		}
		r.row.Show()
		r.sign.set(remarkIcon(notes[i].Tone), stateOf(notes[i].Tone))
		r.text.Set(notes[i].Text, look.Text2)
	}
	if n.content.Hidden = len(notes) == 0; len(notes) > 0 {
		n.list.Refresh()
	}
}

func remarkIcon(t viewmodel.Tone) string {
	if t.Loud() {
		return "triangle-alert"
	}
	return "info"
}

// section is a head with something below it. At the right of the head stands a hint.
func section(head *controls.Label, hint fyne.CanvasObject, below fyne.CanvasObject) *fyne.Container {
	if hint == nil {
		return controls.Down(look.GapIcon, head, below)
	}
	return controls.Down(look.GapIcon, controls.Frame(nil, nil, head, nil, hint), below)
}

// fieldRows turns fields into what a list shows.
func fieldRows(fields []viewmodel.Field) []controls.Field {
	rows := make([]controls.Field, len(fields))
	for i, f := range fields {
		rows[i] = controls.Field{
			Label: f.Label, Value: f.Value, Mono: f.Mono, Role: roleOf(f.Tone), Hint: f.Hint, HintRole: roleOf(f.HintTone),
			HintBadge: f.HintTone == viewmodel.Warn && len(f.Hint) < 30,
		}
	}
	return rows
}

// stepRows turns steps into what a timeline shows.
func stepRows(steps []viewmodel.Step, current uint64) []controls.Step {
	rows := make([]controls.Step, len(steps))
	for i, s := range steps {
		rows[i] = controls.Step{
			Icon: s.Icon, Role: stateOf(s.Tone), Title: s.Title, Detail: s.Detail, Time: s.Time, Note: s.Note,
			Current: s.Current && len(steps) > 2, Leads: s.ID != 0 && s.ID != current,
		}
	}
	return rows
}

func took(ms float64) string {
	if ms <= 0 {
		return ""
	}
	return say.L("%s total", viewmodel.Duration(time.Duration(ms*float64(time.Millisecond))))
}

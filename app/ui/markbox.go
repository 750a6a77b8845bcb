package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/inspector"
)

// markBox shows what a person noted on a callback, and where to change it.
type markBox struct {
	content *fyne.Container

	tags *controls.Label
	note *controls.Paragraph
	rows [2]*fyne.Container
}

func newMarkBox(p *detailPane) *markBox {
	b := &markBox{tags: &controls.Label{Role: look.Accent, Least: 60}, note: controls.NewParagraph("", look.Text)}
	b.tags.ExtendBaseWidget(b.tags)
	row := func(icon string, object fyne.CanvasObject, tip string, edit func()) *fyne.Container {
		var end fyne.CanvasObject
		if edit != nil {
			end = controls.Down(0, controls.NewIconButton("pencil", tip, edit))
		}
		mark := controls.Fixed(0, look.ButtonHeight, newIcon(icon, look.Text3, look.IconBar))
		return controls.Frame(nil, nil, controls.Down(0, mark), end, controls.Pad(look.GapBar, 5, object))
	}
	var tags, note func()
	if p.deps.on.tags != nil {
		tags = func() { p.deps.on.tags(p.ids) }
	}
	if p.deps.on.note != nil {
		note = func() { p.deps.on.note(p.ids[0]) }
	}
	b.rows = [2]*fyne.Container{
		copyable(p, row("tag", b.tags, say.L("Edit tags"), tags), say.L("tags"), func() string { return strings.Join(p.shown.marks.Tags, ", ") }),
		copyable(p, row("sticky-note", b.note, say.L("Edit note"), note), say.L("note"), func() string { return p.shown.marks.Note }),
	}
	b.content = controls.Down(0, b.rows[0], b.rows[1])
	return b
}

func (b *markBox) set(m inspector.Marks) {
	b.tags.SetText(strings.Join(m.Tags, "  ·  "))
	b.note.Set(m.Note, look.Text)
	b.rows[0].Hidden, b.rows[1].Hidden = len(m.Tags) == 0, m.Note == ""
	if b.content.Hidden = len(m.Tags) == 0 && m.Note == ""; !b.content.Hidden {
		b.content.Refresh()
	}
}

package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// bodyBar stands over the body: the ways of showing it, what it is, and what can be
// done with it.
type bodyBar struct {
	content fyne.CanvasObject

	formats *controls.Segmented // for what can be formatted
	plain   *controls.Segmented // for what cannot
	summary *controls.Label
	cancel  *controls.Button
	wrap    *controls.IconButton
	said    string
}

func newBodyBar(t *bodyTab) *bodyBar {
	b := &bodyBar{summary: &controls.Label{Role: look.Text3, TextSize: look.SmallSize, Align: controls.Right, Least: 20}}
	b.summary.ExtendBaseWidget(b.summary)
	choose := func(word string) {
		t.wanted = viewmodel.View(word)
		t.choose(t.wanted)
	}
	b.formats = controls.NewSegmented([]string{string(viewmodel.Pretty), string(viewmodel.Raw), string(viewmodel.Hex)}, choose)
	b.plain = controls.NewSegmented([]string{string(viewmodel.Raw), string(viewmodel.Hex)}, choose)
	b.plain.Hide()
	b.cancel = controls.NewButton(controls.Link, "Cancel", "", func() { choose(string(viewmodel.Raw)) })
	b.cancel.Hide()
	b.wrap = controls.NewIconButton("wrap-text", "Break long lines", func() {
		t.code.SetWrap(!t.code.Wrapped())
		b.wrap.Set(b.wrap.Icon, t.code.Wrapped())
	})
	actions := []fyne.CanvasObject{
		b.cancel,
		controls.NewIconButton("search", "Find in the body", func() { t.find.open() }),
		b.wrap,
		controls.NewIconButton("copy", "Copy the body as shown", t.copyAll),
	}
	if t.pane.deps.on.save != nil {
		actions = append(actions, controls.NewIconButton("download", "Save the body…", t.save))
	}
	ways := container.NewStack(b.formats, b.plain)
	b.content = subHead(controls.Frame(nil, nil, ways, nil, controls.Pad(look.GapBar, 0, b.summary)), actions...)
	return b
}

func (b *bodyBar) set(body viewmodel.Body, view viewmodel.View) {
	pretty := body.Views()[0] == viewmodel.Pretty
	b.formats.Hidden, b.plain.Hidden = !pretty, pretty
	b.formats.Choose(string(view))
	b.plain.Choose(string(view))
	b.said = body.Summary()
	b.content.Refresh()
}

// wait says that something takes a while, and offers to leave it.
func (b *bodyBar) wait(words string) {
	b.summary.SetText(words)
	b.cancel.Show()
	b.content.Refresh()
}

func (b *bodyBar) ready() {
	b.summary.SetText(b.said)
	b.cancel.Hide()
	b.content.Refresh()
}

// setWrap offers to break lines, where that is cheap enough.
func (b *bodyBar) setWrap(long bool) {
	if long {
		b.wrap.DisableFor("A line is longer than 100 kB. Scroll it sideways.")
		return
	}
	b.wrap.Enable()
}

// bodyStrips say over a body what is wrong with it.
type bodyStrips struct{ problem, cut *controls.Strip }

func newBodyStrips(t *bodyTab) bodyStrips {
	show := controls.NewButton(controls.Link, "Show", "", func() {
		if text := t.made.text; text != nil && text.Problem != nil {
			t.code.ScrollTo(text.Problem.Line-1, 0)
		}
	})
	s := bodyStrips{
		problem: controls.NewStrip(look.Bad, "circle-alert", "", "", show),
		cut:     controls.NewStrip(look.Warn, "triangle-alert", "", ""),
	}
	s.problem.Hide()
	s.cut.Hide()
	return s
}

func (s bodyStrips) setProblem(p *viewmodel.Problem) {
	s.problem.Hidden = p == nil
	if p != nil {
		s.problem.Set("Shown as it came", p.String())
	}
}

func (s bodyStrips) setCut(q inspector.Request, kept int) {
	s.cut.Hidden = !q.Truncated && !q.Incomplete
	switch {
	case q.Truncated:
		s.cut.Set("Not all of it", fmt.Sprintf("The first %s of %s are kept.", viewmodel.Size(int64(kept)), viewmodel.Size(q.BodySize)))
	case q.Incomplete:
		s.cut.Set("Not all of it", "The sender broke off in the middle.")
	}
}

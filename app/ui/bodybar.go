package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// bodyBar stands over the body: the ways of showing it, what it is, and what can be
// done with it.
type bodyBar struct {
	content fyne.CanvasObject

	formats *controls.Segmented // the ways of showing it
	summary *controls.Label
	cancel  *controls.Button
	wrap    *controls.IconButton
	said    string
}

func newBodyBar(t *bodyTab) *bodyBar {
	b := &bodyBar{summary: &controls.Label{Role: look.Text3, TextSize: look.SmallSize, Align: controls.Right, Least: 20}}
	b.summary.ExtendBaseWidget(b.summary)
	choose := func(view viewmodel.View) {
		t.wanted = view
		t.choose(view)
	}
	ofWord := func(word string) {
		for _, view := range t.body.Views() {
			if view.Word() == word {
				choose(view)
				return
			}
		}
	}
	b.formats = controls.NewSegmented(viewWords(viewmodel.Body{}), ofWord)
	b.cancel = controls.NewButton(controls.Link, say.L("Cancel"), "", func() { choose(viewmodel.Raw) })
	b.cancel.Hide()
	b.wrap = controls.NewIconButton("wrap-text", say.L("Wrap long lines"), func() {
		t.code.SetWrap(!t.code.Wrapped())
		b.wrap.Set(b.wrap.Icon, t.code.Wrapped())
	})
	actions := []fyne.CanvasObject{
		b.cancel,
		controls.NewIconButton("search", say.L("Find in the body"), t.openFind),
		b.wrap,
		controls.NewIconButton("copy", say.L("Copy the body as shown"), t.copyAll),
	}
	if t.pane.deps.on.save != nil {
		actions = append(actions, controls.NewIconButton("download", say.L("Save the body…"), t.save))
	}
	b.content = subHead(controls.Frame(nil, nil, b.formats, nil, controls.Pad(look.GapBar, 0, b.summary)), actions...)
	return b
}

func (b *bodyBar) set(body viewmodel.Body, view viewmodel.View) {
	b.formats.SetWords(viewWords(body))
	b.formats.Choose(view.Word())
	b.said = body.Summary()
	b.content.Refresh()
}

// viewWords returns the ways of showing a body, the text of it before its bytes.
func viewWords(body viewmodel.Body) (words []string) {
	for _, view := range []viewmodel.View{viewmodel.Pretty, viewmodel.Raw, viewmodel.Hex, viewmodel.AsTree} {
		if slices.Contains(body.Views(), view) {
			words = append(words, view.Word())
		}
	}
	return words
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

// setWrap offers to break lines, unless something is in the way.
func (b *bodyBar) setWrap(why string) {
	if why != "" {
		b.wrap.DisableFor(why)
		return
	}
	b.wrap.Enable()
}

// bodyStrips say over a body what is wrong with it.
type bodyStrips struct{ problem, cut *controls.Strip }

func newBodyStrips(t *bodyTab) bodyStrips {
	show := controls.NewButton(controls.Link, say.L("Show"), "", func() {
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
		s.problem.Set(say.L("Shown as it came"), p.String())
	}
}

func (s bodyStrips) setCut(q inspector.Request, kept int) {
	s.cut.Hidden = !q.Truncated && !q.Incomplete
	switch {
	case q.Truncated:
		s.cut.Set(say.L("Not all of it"), say.L("The first %s of %s are kept.", viewmodel.Size(int64(kept)), viewmodel.Size(q.BodySize)))
	case q.Incomplete:
		s.cut.Set(say.L("Not all of it"), say.L("The sender broke off in the middle."))
	}
}

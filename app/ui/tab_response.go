package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// responseTab shows what we answered.
type responseTab struct {
	split *controls.Split

	page    *column
	verdict *verdictCard
	fields  *fieldBox
	headers *headerBox
	lines   *fyne.Container // the section of headers
	code    *controls.CodeView
	body    string
	id      uint64
}

func newResponseTab(p *detailPane) *responseTab {
	t := &responseTab{verdict: newVerdictCard(), fields: newFieldBox(p), headers: newHeaderBox(p), code: controls.NewCodeView()}
	t.lines = section(controls.NewHead(say.L("Headers")), nil, t.headers.list)
	t.page = newColumn(look.GapPanel,
		copyable(p, t.verdict.card, say.L("sentence"), func() string { return p.shown.response.Sentence }),
		section(controls.NewHead(say.L("Answer")), nil, t.fields.list), t.lines)
	t.page.onEscape = p.deps.on.leave
	t.split = controls.NewSplit(true, 0.6, t.page, t.code)
	t.split.LeastFirst, t.split.LeastSecond = 120, 60
	t.code.OnMenu = func(_, _ int, at fyne.Position) {
		popUp(t.code, at, fyne.NewMenuItem(say.L("Copy body"), func() { p.deps.copy(t.body, say.L("answer")) }))
	}
	return t
}

func (t *responseTab) object() fyne.CanvasObject { return t.split }

func (t *responseTab) show(s *shown) {
	r := s.response
	icon := "check"
	switch {
	case r.Tone.Loud():
		icon = "triangle-alert"
	case r.Tone == viewmodel.Muted:
		icon = "info"
	}
	tone := r.Tone
	if tone == viewmodel.Secondary {
		tone = viewmodel.OK
	}
	t.verdict.set(icon, tone, r.Sentence, "", "")
	t.fields.set(r.Fields)
	t.headers.all = r.Headers
	t.headers.set("", false)
	t.lines.Hidden = len(r.Headers) == 0
	t.setBody(s.id, r.Body)
	t.page.refit()
	if t.id != s.id {
		t.id = s.id
		t.page.toTop()
	}
}

// setBody shows the body that was sent, where there was one. It is as small as a
// person wrote it in the settings.
func (t *responseTab) setBody(id uint64, body viewmodel.Body) {
	t.code.Hidden = len(body.Bytes) == 0
	if text := string(body.Bytes); text != t.body || t.id != id {
		t.body = text
		made, err := body.Text(context.Background(), body.Views()[0])
		if err == nil {
			t.code.SetCode(codeOf(made, made.Strings()))
		}
	}
	t.split.Refresh()
}

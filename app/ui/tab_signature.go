package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// signatureTab shows what the signature is worth, and what it covers.
type signatureTab struct {
	split *controls.Split

	page    *column
	verdict *verdictCard
	fields  *fieldBox
	claims  *claimTable
	note    *controls.Paragraph
	check   *secretCheck
	code    *controls.CodeView // the decoded token
	token   string
	id      uint64
}

func newSignatureTab(p *detailPane) *signatureTab {
	t := &signatureTab{
		verdict: newVerdictCard(), fields: newFieldBox(p), claims: newClaimTable(p),
		note: controls.NewParagraph("", look.Text3), code: controls.NewCodeView(),
	}
	t.check = newSecretCheck(p.deps.post, func() { t.page.refit() })
	t.page = newColumn(look.GapPanel,
		copyable(p, t.verdict.card, say.L("verdict"), func() string {
			m := p.shown.signature
			return strings.TrimSpace(m.Title + ". " + m.Sentence + " " + m.Advice)
		}),
		t.fields.list,
		section(controls.NewHead(say.L("What was signed, and what came")), nil, controls.Down(look.GapBar, t.note, t.claims.content)),
		t.check.content)
	t.page.onEscape = p.deps.on.leave
	t.split = controls.NewSplit(true, 0.66, t.page, t.code)
	t.split.LeastFirst, t.split.LeastSecond = 160, 80
	t.code.OnMenu = func(_, _ int, at fyne.Position) {
		popUp(t.code, at,
			fyne.NewMenuItem(say.L("Copy token as it came"), func() { p.deps.copy(headerOf(p.shown.callback.Request.Headers, "X-Gwapi-Signature"), say.L("token")) }),
			fyne.NewMenuItem(say.L("Copy token decoded"), func() { p.deps.copy(t.token, say.L("decoded token")) }))
	}
	return t
}

func (t *signatureTab) object() fyne.CanvasObject { return t.split }

func (t *signatureTab) show(s *shown) {
	m := s.signature
	t.verdict.set(m.Icon, m.Tone, m.Title, m.Sentence, m.Advice)
	t.fields.set(m.Fields)
	t.note.Set(m.ClaimNote, look.Text3)
	t.note.Hidden = m.ClaimNote == ""
	t.claims.set(m.Claims)
	t.check.set(s)
	t.showToken(m.Header, m.Payload)
	t.page.refit()
	if t.id != s.id {
		t.id = s.id
		t.page.toTop()
	}
}

// showToken shows the two parts of a token that can be read, one below the other.
func (t *signatureTab) showToken(header, payload viewmodel.Body) {
	t.code.Hidden = len(header.Bytes) == 0
	if token := string(header.Bytes) + "\n" + string(payload.Bytes); token != t.token {
		t.token = token
		t.code.SetCode(tokenCode(header, payload))
	}
	t.split.Refresh()
}

// tokenCode joins the parts of a token under their names.
func tokenCode(parts ...viewmodel.Body) controls.Code {
	type place struct {
		text *viewmodel.Text
		line int
	}
	var lines []string
	var places []place
	for i, part := range parts {
		text, err := part.Text(context.Background(), part.Views()[0])
		if err != nil {
			continue
		}
		lines, places = append(lines, [...]string{say.L("Header"), say.L("Payload")}[i]), append(places, place{})
		for n, line := range text.Strings() {
			lines, places = append(lines, line), append(places, place{text, n})
		}
	}
	return controls.Code{Lines: lines, Colour: func(line int, text string) []controls.Token {
		at := places[line]
		if at.text == nil {
			return []controls.Token{{Text: text, Role: look.Text3}}
		}
		return codeOf(at.text, nil).Colour(at.line, text)
	}}
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// claimTable shows each field as the token says it beside how the body says it. Where
// they differ the row is marked.
type claimTable struct {
	content *fyne.Container

	pane *detailPane
	rows []claimRow
}

type claimRow struct {
	row        *fyne.Container
	card       *controls.Card
	sign       *controls.Label
	name       *controls.Label
	said, came *controls.Label
	claim      *viewmodel.ClaimRow
}

func newClaimTable(p *detailPane) *claimTable {
	t := &claimTable{pane: p, content: controls.Down(2)}
	head := func(text string) *controls.Label {
		l := &controls.Label{Text: text, Role: look.Text3, TextSize: look.CaptionSize, Bold: true, Least: 40}
		l.ExtendBaseWidget(l)
		return l
	}
	t.content.Add(claimLine(head(""), head(say.L("Field")), head(say.L("Token")), head(say.L("Body"))))
	return t
}

// claimLine puts a sign and three columns beside each other.
func claimLine(sign, name, said, came fyne.CanvasObject) *fyne.Container {
	return container.New(claimLayout{}, sign, name, said, came)
}

func (t *claimTable) set(claims []viewmodel.ClaimRow) {
	for len(t.rows) < len(claims) {
		t.add()
	}
	for i := range t.rows {
		r := &t.rows[i]
		if i >= len(claims) {
			r.row.Hide()
			continue
		}
		c := claims[i]
		*r.claim = c
		r.row.Show()
		fill, role, sign := look.None, look.Text, "="
		switch {
		case c.Differs:
			fill, role, sign = look.BadBg, look.Bad, "≠"
		case c.Claim == "" || c.Body == "":
			role, sign = look.Text2, ""
		}
		if r.card.Fill != fill {
			r.card.Fill = fill
			r.card.Refresh()
		}
		r.sign.Set(sign, role)
		r.name.Set(c.Name, look.Text3)
		r.said.Set(orDash(c.Claim), role)
		r.came.Set(orDash(c.Body), role)
	}
	t.content.Hidden = len(claims) == 0
	t.content.Refresh()
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (t *claimTable) add() {
	label := func(mono bool) *controls.Label {
		l := &controls.Label{TextSize: look.SmallSize, Mono: mono, Least: 40}
		l.ExtendBaseWidget(l)
		return l
	}
	r := claimRow{sign: label(true), name: label(false), said: label(true), came: label(true), claim: &viewmodel.ClaimRow{}}
	r.card = controls.NewPanel(look.None, claimLine(r.sign, r.name, r.said, r.came))
	r.card.Radius = look.RadiusField
	r.row = withMenu(r.card, func(at fyne.Position) {
		c := *r.claim
		popUp(t.content, at,
			fyne.NewMenuItem(say.L("Copy the token's value"), func() { t.pane.deps.copy(c.Claim, c.Name) }),
			fyne.NewMenuItem(say.L("Copy the body's value"), func() { t.pane.deps.copy(c.Body, c.Name) }),
			fyne.NewMenuItem(say.L("Copy both"), func() {
				t.pane.deps.copy(c.Name+"\n"+say.L("Token")+": "+c.Claim+"\n"+say.L("Body")+": "+c.Body+"\n", c.Name)
			}))
	})
	t.rows = append(t.rows, r)
	t.content.Add(r.row)
}

// claimLayout sets a sign and three columns: a name, and two that share the rest.
type claimLayout struct{}

// MinSize is a row of the fields' height.
func (claimLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, look.FieldRowHeight)
}

// Layout places the columns.
func (claimLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const sign = 20
	rest := (size.Width - sign - look.FieldLabelWidth + sign - look.GapBar) / 2
	x := look.GapTight
	for i, width := range []float32{sign, look.FieldLabelWidth - sign, rest, rest} {
		height := objects[i].MinSize().Height
		objects[i].Move(fyne.NewPos(x, (size.Height-height)/2))
		objects[i].Resize(fyne.NewSize(width-look.GapBar, height))
		x += width
	}
}

package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"rsc.io/qr"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// wayCard floats below the pill and tells all of the way in: how it is and why, its
// addresses, also as a picture for a telephone, and what can be done.
type wayCard struct {
	float *floating
	all   commands
	hooks []webhookChip // as they were when it opened

	title   *controls.Label
	text    *controls.Paragraph
	notes   *fyne.Container
	fields  *controls.FieldList
	rows    []controls.Field
	picture addressPicture
	reach   wayReach
	actions *fyne.Container
	body    *fyne.Container
}

// addressPicture is an address as a QR code.
type addressPicture struct {
	place   *fyne.Container
	address string // in the picture
}

const (
	wayCardWidth = 680
	qrSize       = 132
	// shownHooks is how many webhooks are listed; the settings have them all.
	shownHooks = 4
)

// showWayIn opens the card.
func (s *shell) showWayIn() {
	if s.window.Canvas().Overlays().Top() != nil {
		return
	}
	c := newWayCard(s.commands)
	c.fields.OnCopy = func(row int) { s.copyText(c.rows[row].Value, say.L("the address")) }
	for _, hook := range s.options.Engine.Webhooks() {
		c.hooks = append(c.hooks, webhookChip{label: hook.Label, path: hook.Path})
	}
	done := controls.NewButton(controls.Primary, say.L("Close"), "", s.closeCard)
	c.show(s.wayModel())
	body := controls.Down(look.GapEdge, c.body, controls.Across(look.GapBar, c.actions, layout.NewSpacer(), done))
	c.float = float(s.window, floatPlace{width: wayCardWidth, top: look.TopBarHeight + look.GapBar, pad: 20}, body, answerKeys(s.closeCard, s.closeCard))
	s.public.card = c
	s.loadReach()
}

// closeCard takes the card away where it is open.
func (s *shell) closeCard() {
	if c := s.public.card; c != nil {
		s.public.card = nil
		c.float.close()
	}
}

func newWayCard(all commands) *wayCard {
	c := &wayCard{all: all, reach: newWayReach(), fields: controls.NewFieldList(), notes: controls.Down(4), picture: addressPicture{place: controls.Down(0)}}
	c.title = controls.NewLabel("", look.Text)
	c.title.Bold, c.title.TextSize = true, look.LeadSize
	c.text = controls.NewParagraph("", look.Text2)
	c.fields.LabelWidth = 120
	c.actions = controls.Across(look.GapBar)
	words := controls.Down(look.GapBar, c.title, c.text, c.reach.proof, c.notes)
	c.body = controls.Down(look.GapEdge, controls.Frame(nil, nil, nil, c.picture.place, words), c.fields, c.reach.band, c.reach.closed)
	return c
}

// show says how the way in is now.
func (c *wayCard) show(w viewmodel.WayIn) {
	c.title.Dot = stateOf(w.Tone)
	c.title.SetText(w.Title)
	text := w.Text
	if w.Code != "" {
		text += " (" + w.Code + ")"
	}
	c.text.Set(text, look.Text2)
	c.notes.Objects = nil
	for _, note := range w.Notes {
		c.notes.Add(controls.NewParagraph(note, look.Warn))
	}
	c.rows = nil
	c.row(say.L("Public"), w.Public)
	c.row(say.L("On this machine"), w.Local)
	base := w.Public
	if base == "" {
		base = w.Local
	}
	for i, hook := range c.hooks {
		if i < shownHooks && base != "" && hook.path != "/" {
			c.row(hook.label, base+hook.path)
		}
	}
	c.fields.SetFields(c.rows)
	c.picture.show(w.Public)
	c.reach.prove(w.Proof, w.ProofTone)
	c.act(w.Wanted)
	c.body.Refresh()
}

func (c *wayCard) row(label, value string) {
	if value != "" {
		c.rows = append(c.rows, controls.Field{Label: label, Value: value, Mono: true})
	}
}

func (p *addressPicture) show(address string) {
	if p.address == address {
		return
	}
	p.address = address
	p.place.Objects = nil
	if code := qrCode(address); code != nil {
		p.place.Add(controls.Pad(look.GapEdge, 0, code))
	}
}

// qrCode is a text as a picture, dark on light in any theme, since that is how
// telephones read it; nil for none.
func qrCode(text string) fyne.CanvasObject {
	if text == "" {
		return nil
	}
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil // it is too long for one
	}
	const edge = 2 // modules left white around it; the ground adds to them
	modules := image.NewGray(image.Rect(0, 0, code.Size+2*edge, code.Size+2*edge))
	for x := range modules.Rect.Dx() {
		for y := range modules.Rect.Dy() {
			if !code.Black(x-edge, y-edge) {
				modules.SetGray(x, y, color.Gray{Y: 0xff})
			}
		}
	}
	picture := canvas.NewImageFromImage(modules)
	picture.ScaleMode, picture.FillMode = canvas.ImageScalePixels, canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(qrSize))
	ground := canvas.NewRectangle(color.White)
	ground.CornerRadius = look.RadiusControl
	return controls.Fixed(qrSize, qrSize, container.NewStack(ground, picture))
}

// act offers what can be done as it is.
func (c *wayCard) act(wanted bool) {
	ids := []string{"way.online", "way.check", "way.diagnose"}
	if wanted {
		ids = []string{"way.offline", "way.prove", "way.check", "way.diagnose"}
	}
	c.actions.Objects = nil
	for _, id := range ids {
		command := c.all.find(id)
		button := controls.NewButton(controls.Plain, command.title, command.icon, command.do)
		if why := command.whyNot(); why != "" {
			button.DisableFor(why)
		}
		c.actions.Add(button)
	}
}

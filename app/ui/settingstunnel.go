package ui

import (
	"os"
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// tunnelSection sets how callers from outside come in, and tells how that goes.
type tunnelSection struct {
	settingsDeps

	page   *column
	title  *controls.Label
	text   *controls.Paragraph
	source *controls.Paragraph
	view   *formView
	apply  *controls.Button
	undo   *controls.Button
	remove *controls.Button
	token  inspector.Authtoken // the one in use
}

func newTunnelSection(d settingsDeps) *tunnelSection {
	s := &tunnelSection{settingsDeps: d, title: controls.NewLabel("", look.Text), text: controls.NewParagraph("", look.Text2)}
	s.title.Bold = true
	s.source = controls.NewParagraph("", look.Text3)
	s.source.TextSize = look.SmallSize
	s.view = newFormView(viewmodel.NewTunnelForm(d.engine.Settings().Tunnel), []string{"authtoken"}, []string{"tunnel.mode"}, []string{"tunnel.url"})
	s.view.onChange = s.buttons
	s.view.content.Objects = slices.Insert(s.view.content.Objects, 1, fyne.CanvasObject(s.source))
	s.apply = controls.NewButton(controls.Primary, say.L("Apply and connect"), "", s.keep)
	s.undo = controls.NewButton(controls.Plain, say.L("Undo changes"), "", s.revert)
	s.remove = controls.NewButton(controls.Danger, say.L("Remove authtoken"), "", s.forget)
	s.page = sectionColumn(say.L("Tunnel"),
		say.L("A gateway needs a public address with a valid certificate. ngrok gives one to this machine: an account is free, and its address stays the same."),
		controls.NewCard(controls.Down(4, s.title, s.text)),
		s.view.content,
		controls.Across(look.GapBar, s.apply, s.undo),
		dangerZone(controls.NewParagraph(say.L("Without an authtoken nothing comes in from outside."), look.Text2), s.remove),
	)
	s.told()
	s.buttons()
	return s
}

func (s *tunnelSection) section() settingsSection {
	return settingsSection{
		id: sectionTunnel, title: say.L("Tunnel"), sub: say.L("The way in from outside"),
		words:   say.L("ngrok authtoken public address url domain online offline internet"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh takes over what was changed elsewhere, unless the person is at it, and looks
// where the authtoken is from.
func (s *tunnelSection) refresh() {
	if !s.view.form.Changed() {
		s.view.show(viewmodel.NewTunnelForm(s.engine.Settings().Tunnel))
	}
	var token inspector.Authtoken
	s.aside(func() (err error) {
		token, err = s.engine.Authtoken(os.Getenv)
		return err
	}, func(error) { // the way in itself says what is wrong with it
		s.token = token
		ghost := ""
		if token.Source != "" {
			ghost = dots
		}
		s.view.setGhost("authtoken", ghost)
		s.buttons()
	})
	s.told()
}

// told shows how the way in is.
func (s *tunnelSection) told() {
	w := s.model()
	s.title.Dot = stateOf(w.Tone)
	s.title.SetText(w.Title)
	text := w.Text
	if w.Public != "" {
		text = w.Public + "\n" + text
	}
	if w.Code != "" {
		text += " (" + w.Code + ")"
	}
	s.text.Set(text, look.Text2)
	s.page.refit()
}

func (s *tunnelSection) buttons() {
	place := viewmodel.SecretPlace(s.engine.SecretsKept())
	kept := say.L("It is kept in %s, and never shown again.", place)
	if s.token.Source != "" {
		kept = say.L("The one in use is from %s. One that you type is kept in %s.", s.token.Source, place)
	}
	s.source.Set(kept, look.Text3)
	setWhy(s.apply, say.L("Nothing was changed"), !s.view.form.Changed())
	setWhy(s.undo, say.L("Nothing was changed"), !s.view.form.Changed())
	setWhy(s.remove, say.L("None is kept here"), s.token.Source != s.engine.SecretsKept())
	s.page.refit()
}

func (s *tunnelSection) revert() {
	s.view.form.Revert()
	s.view.refresh()
	s.buttons()
}

// keep keeps what stands in the form, and tries it at once.
func (s *tunnelSection) keep() {
	wanted, token, ok := s.view.form.Tunnel()
	s.view.refresh()
	if !ok {
		return
	}
	before := s.engine.Settings().Tunnel
	s.apply.DisableFor(say.L("It is being applied"))
	s.aside(func() error {
		if token != "" {
			if err := s.engine.SetAuthtoken(token); err != nil {
				return err
			}
		}
		all := s.engine.Settings()
		all.Tunnel = wanted
		return s.engine.SetSettings(all)
	}, func(err error) {
		s.apply.Enable()
		if err != nil {
			p := problemOf(err)
			s.view.form.Refuse(err, "", p.title+". "+p.hint)
			s.view.refresh()
			if s.view.form.Error != "" {
				tell(s.window, p)
			}
			return
		}
		s.view.form.Saved()
		if token == "" && wanted == before { // nothing that opens it by itself
			s.restart()
		}
		s.refresh()
	})
}

// forget removes the authtoken that is kept.
func (s *tunnelSection) forget() {
	confirm(s.window, confirmation{
		title: say.L("Remove the authtoken?"), text: say.L("The tunnel closes, unless another authtoken is found elsewhere."),
		yes: say.L("Remove authtoken"), danger: true,
		do: func() {
			s.aside(func() error { return s.engine.SetAuthtoken("") }, func(err error) {
				if s.said(err, say.L("The authtoken is removed")) {
					s.refresh()
				}
			})
		},
	})
}

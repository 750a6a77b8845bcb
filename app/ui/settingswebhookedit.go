package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/say"
	"ringback/inspector"
)

// keep saves the form, and the secret if one was typed.
func (s *webhooksSection) keep() {
	w, secret, ok := s.view.form.Webhook()
	s.view.refresh()
	if !ok {
		s.view.goTo(s.window.Canvas(), s.view.form.FirstError())
		return
	}
	isNew := s.shown.Label == ""
	s.save.DisableFor(say.L("It is being saved"))
	s.aside(func() error {
		put := s.engine.SetWebhook
		if isNew {
			put = s.engine.AddWebhook
		}
		if err := put(w); err != nil || secret == "" {
			return err
		}
		return s.engine.SetSecret(w.Label, secret)
	}, func(err error) {
		s.save.Enable()
		if err != nil {
			s.refuse(err, isNew, w.Label)
			return
		}
		s.view.form.Saved()
		s.show(w.Label)
		s.say(say.L("Webhook “%s” saved", w.Label))
	})
}

// refuse shows at the field, or in a dialog, why a webhook was not saved.
func (s *webhooksSection) refuse(err error, isNew bool, label string) {
	taken := "path"
	if _, known := s.engine.Webhook(label); isNew && known == nil {
		taken = "label"
	}
	p := problemOf(err)
	s.view.form.Refuse(err, taken, p.title)
	s.view.refresh()
	s.view.goTo(s.window.Canvas(), s.view.form.FirstError())
	if s.view.form.FirstError() == "" {
		tell(s.window, p)
	}
}

func (s *webhooksSection) askSecret() {
	label := s.shown.Label
	confirm(s.window, confirmation{
		title:  say.L("Remove the secret of “%s”?", label),
		text:   say.L("It is deleted from where it is kept, with those it replaced. Signatures of this webhook can no longer be checked, also of what came in before."),
		yes:    say.L("Remove secret"),
		danger: true,
		do: func() {
			s.aside(func() error { return s.engine.SetSecret(label, "") }, func(err error) {
				if s.said(err, say.L("Secret of “%s” removed", label)) {
					s.refresh()
				}
			})
		},
	})
}

func (s *webhooksSection) askRemove() {
	label := s.shown.Label
	text := say.L("Its path, its answer and its settings are deleted.")
	if s.shown.HasSecret {
		text = say.L("Its path, its answer and its secret are deleted.")
	}
	confirm(s.window, confirmation{
		title:  say.L("Remove webhook “%s”?", label),
		text:   text + " " + say.L("What it received stays; new callbacks to its path belong to the next webhook that covers it."),
		yes:    say.L("Remove webhook"),
		danger: true,
		do: func() {
			s.aside(func() error { return s.engine.RemoveWebhook(label) }, func(err error) {
				if s.said(err, say.L("Webhook “%s” removed", label)) {
					s.show(inspector.DefaultWebhook)
				}
			})
		},
	})
}

// more opens the webhooks that have no room as a menu.
func (s *webhooksSection) more(hidden []fyne.CanvasObject, at fyne.Position) {
	menu := fyne.NewMenu("")
	for _, o := range hidden {
		switch o := o.(type) {
		case *controls.Chip:
			menu.Items = append(menu.Items, fyne.NewMenuItem(o.Text, func() { s.leaveTo(o.Text) }))
		case *controls.Button:
			menu.Items = append(menu.Items, fyne.NewMenuItem(o.Text, func() { s.leaveTo("") }))
		}
	}
	showMenu(s.window.Canvas(), menu, at)
}

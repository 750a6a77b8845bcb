package ui

import (
	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// generalSection sets where the receiver listens, and its limits. What is typed
// counts when the person leaves the field.
type generalSection struct {
	settingsDeps

	page    *column
	view    *formView
	notice  *controls.Card
	words   *controls.Paragraph
	started inspector.Settings // what the receiver runs with
	saving  bool
	again   bool // something was changed while it was saved
}

func newGeneralSection(d settingsDeps) *generalSection {
	s := &generalSection{settingsDeps: d, started: d.engine.Settings()}
	s.view = newFormView(viewmodel.NewSettingsForm(s.started),
		[]string{"listen"}, []string{"body_limit"}, []string{"max_connections"}, []string{"header_seconds"}, []string{"body_seconds"})
	s.view.onLeave = s.apply
	s.words = controls.NewParagraph("", look.Text)
	s.notice = controls.NewStateCard(look.Warn, s.words)
	s.page = sectionColumn(say.L("General"), say.L("Where callbacks arrive on this machine, and how much a sender may send."), s.notice, s.view.content)
	return s
}

func (s *generalSection) section() settingsSection {
	return settingsSection{
		id: sectionGeneral, title: say.L("General"), sub: say.L("Receiver address and limits"),
		words:   say.L("port listen host body size connections time seconds timeout"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh takes over what was changed elsewhere, unless the person is at it.
func (s *generalSection) refresh() {
	if !s.view.form.Changed() {
		s.view.show(viewmodel.NewSettingsForm(s.engine.Settings()))
	}
	now := s.engine.Settings()
	now.BodyLimit, now.Retention, now.Tunnel = s.started.BodyLimit, s.started.Retention, s.started.Tunnel // these hold at once
	if now == s.started {
		s.notice.Hide()
	} else {
		where := s.baseURL()
		if where == "" {
			where = s.started.Listen
		}
		s.words.Set(say.L("Restart Ringback for this to take effect: until then the receiver runs on %s as it was started.", where), look.Text)
		s.notice.Show()
	}
	s.page.refit()
}

// apply keeps what stands in the form, one change after the other.
func (s *generalSection) apply() {
	if !s.view.form.Changed() {
		return
	}
	wanted, ok := s.view.form.Settings(s.engine.Settings())
	s.view.refresh()
	if !ok {
		return
	}
	if s.saving {
		s.again = true
		return
	}
	s.saving = true
	s.aside(func() error {
		wanted.Retention = s.engine.Settings().Retention // another page's
		return s.engine.SetSettings(wanted)
	}, func(err error) {
		s.saving = false
		if s.again {
			s.again = false
			s.apply()
			return
		}
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
		s.refresh()
		s.say(say.L("Settings kept"))
	})
}

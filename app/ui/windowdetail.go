package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
)

// newDetail makes the detail, and does what it asks for.
func (s *shell) newDetail() *detailPane {
	d := newDetailPane(detailDeps{
		engine: s.options.Engine, post: s.post, now: s.now,
		copy:    s.copyText,
		baseURL: func() string { return s.receiver.status.URL },
		on: detailEvents{
			goTo: s.goTo, star: s.star, note: s.askNote, tags: s.askTags,
			delete: func(ids []uint64) { s.strike(viewmodel.IDsOf(ids...)) },
			save:   s.saveFile,
			leave:  s.focusList,
			filter: func(term string, exclude bool) { s.panes.filters.ask(term, exclude) },
			failed: func(_ string, err error) { s.problem(err) },
		},
	})
	if s.memory.state.Tab != "" {
		d.setTab(s.memory.state.Tab)
	}
	return d
}

// newSettings makes the settings.
func (s *shell) newSettings() *settingsPage {
	return newSettingsPage(settingsDeps{
		engine: s.options.Engine, post: s.post, window: s.window, now: s.now, version: s.options.Version,
		look: func() look.Options { return s.memory.state.Look }, setLook: s.setLook,
		copy: s.copyText, say: func(text string) { s.toasts.Say(text, "", nil) },
		commands: func() commands { return s.commands },
		wayDeps:  wayDeps{baseURL: s.address, restart: s.restartWayIn, model: s.wayModel},
		language: language{
			get: func() string { return s.memory.state.Language },
			set: func(code string) { s.memory.set(func(m *state) { m.Language = code }) },
		},
	})
}

// newSimulator makes the page of the phone.
func (s *shell) newSimulator() *simulatorPage {
	return newSimulatorPage(simulatorDeps{
		engine: s.options.Engine, post: s.post, window: s.window, now: s.now, zone: s.zone,
		baseURL: func() string { return s.receiver.status.URL },
		copy:    s.copyText, say: func(text string) { s.toasts.Say(text, "", nil) },
		goTo: func(id uint64) { s.open(pageCallbacks); s.goTo(id) },
	})
}

// selected shows in the detail what is selected in the list.
func (s *shell) selected(ids []uint64) { s.panes.detail.show(ids) }

func (s *shell) refreshDetail() {
	s.panes.detail.refresh()
	if tab := s.panes.detail.tab(); tab != s.memory.state.Tab {
		s.memory.set(func(m *state) { m.Tab = tab })
	}
}

// goTo selects a callback. One that a filter hides is only shown; then nothing is
// selected, as the keys must not act on what is not in the detail.
func (s *shell) goTo(id uint64) {
	if s.panes.list.reveal(id) {
		return
	}
	s.selectNone()
	s.panes.detail.show([]uint64{id})
}

// openDetail brings the keys into the detail.
func (s *shell) openDetail() {
	if canvas := s.window.Canvas(); canvas.Focused() == fyne.Focusable(s.panes.list.grid) {
		canvas.Focus(s.panes.detail.bar)
	}
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/say"
)

// whyNoTray says why recording cannot go on in the tray. A window must never hide
// where nobody finds it again.
func (s *shell) whyNoTray() string {
	if _, ok := s.app.(desktop.App); !ok || !s.trayThere {
		return say.L("This desktop shows no tray")
	}
	return ""
}

func (s *shell) inTray() bool { return s.memory.state.Tray && s.whyNoTray() == "" }

// trayIs is told whether the desktop shows a tray.
func (s *shell) trayIs(there bool) {
	s.trayThere = there
	s.showTray()
}

// turnTray lets recording go on in the tray when the window is closed, or no longer.
func (s *shell) turnTray() {
	s.memory.set(func(m *state) { m.Tray = !m.Tray })
	s.showTray()
}

// showTray puts the menu into the tray, if that is wanted and possible.
func (s *shell) showTray() {
	if !s.inTray() {
		return
	}
	s.app.(desktop.App).SetSystemTrayMenu(fyne.NewMenu(s.options.Name,
		fyne.NewMenuItem(say.L("Show the window"), s.window.Show),
		fyne.NewMenuItem(say.L("Copy address"), s.commands.find("copy.address").do),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(say.L("Quit"), func() {
			s.window.Show() // for the question that may follow
			s.quit()
		}),
	))
}

// closeAsked is what closing the window does: it ends the program, or lets it record
// on in the tray.
func (s *shell) closeAsked() {
	if s.inTray() {
		s.memory.flush()
		s.window.Hide()
		return
	}
	s.quit()
}

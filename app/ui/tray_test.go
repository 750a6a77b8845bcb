package ui

import (
	"testing"

	"ringback/app/look"
)

func TestAWindowNeverHidesWhereThereIsNoTray(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.trayIs(false)
	if s.whyNoTray() == "" || s.inTray() {
		t.Error("there is a tray on a desktop without one")
	}
	s.turnTray()
	if s.inTray() {
		t.Error("the window would hide in a tray that is not there")
	}
}

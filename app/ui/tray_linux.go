package ui

import (
	"os"

	"github.com/godbus/dbus/v5"
)

// trayThere asks on the session bus whether something shows tray icons, after
// https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/.
func trayThere() bool {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		return false // asking would start a bus
	}
	bus, err := dbus.SessionBus()
	if err != nil {
		return false
	}
	shown, err := bus.Object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher").
		GetProperty("org.kde.StatusNotifierWatcher.IsStatusNotifierHostRegistered")
	if err != nil {
		return false
	}
	there, ok := shown.Value().(bool)
	return ok && there
}

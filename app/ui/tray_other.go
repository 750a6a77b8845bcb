//go:build !linux

package ui

// trayThere tells whether the desktop has a tray: all but Linux's always do.
func trayThere() bool { return true }

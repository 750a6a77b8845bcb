// Package e2e drives the real window under Xvfb as a person would: callbacks
// come by HTTP, keys and the mouse by xdotool, and what is shown is looked at on
// screenshots. Its tests have the build tag e2e and run by `make e2e`, which
// gives them the program in RINGBACK_E2E_PROGRAM. They fail when Fyne complains
// of a call from the wrong thread.
package e2e

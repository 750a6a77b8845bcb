package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// post is the one door to the UI goroutine: it runs fn there, soon. Tests put a
// queue of their own in its place.
type post func(fn func())

// onUI is the door of the real window.
func onUI(fn func()) { fyne.Do(fn) }

// after runs fn on the UI goroutine once d has passed, unless it is cancelled.
func (p post) after(d time.Duration, fn func()) (cancel func()) {
	timer := time.AfterFunc(d, func() { p(fn) })
	return func() { timer.Stop() }
}

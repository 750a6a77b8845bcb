package ui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// post is the one door to the UI goroutine: it runs fn there, soon. Tests put a
// queue of their own in its place.
type post func(fn func())

// door is the door of the real window. Once it is shut nothing goes in: what comes while the
// toolkit ends would make it panic, and what comes later would run on any goroutine.
type door struct {
	mu   sync.RWMutex
	shut bool
}

func (d *door) post(fn func()) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if !d.shut {
		fyne.Do(fn)
	}
}

// last posts fn and lets nothing in after it.
func (d *door) last(fn func()) {
	if d.close() {
		fyne.Do(fn)
	}
}

// close lets nothing in any more, and tells whether something was let in until then.
func (d *door) close() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	was := !d.shut
	d.shut = true
	return was
}

// endsAlone takes out what the toolkit asks its loop to do at the end, to keep preferences,
// of which we have none: where the loop ended first, it waits for that for ever (Fyne 2.8.1,
// runGL in internal/driver/glfw/loop.go).
func endsAlone(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// after runs fn on the UI goroutine once d has passed, unless it is cancelled.
func (p post) after(d time.Duration, fn func()) (cancel func()) {
	timer := time.AfterFunc(d, func() { p(fn) })
	return func() { timer.Stop() }
}

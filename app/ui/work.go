package ui

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// work is what takes long and can be stopped: one thing at a time.
type work struct {
	title string // "Import"; "" while there is none
	stop  func()
}

// begin starts work. Do runs away from the UI goroutine and returns what there is
// to say when it is done.
func (s *shell) begin(title string, do func(ctx context.Context, progress inspector.Progress) (string, error)) {
	ctx, stop := context.WithCancel(context.Background())
	s.work = work{title, stop}
	s.panes.status.doing(title + "…")
	go func() {
		said, err := do(ctx, s.progress(title))
		s.post(func() {
			stop()
			s.work = work{stop: func() {}}
			s.panes.status.doing("")
			switch {
			case errors.Is(err, context.Canceled):
				s.toasts.Say(say.L("%s stopped", title), "", nil)
			case err != nil:
				s.problem(err)
			default:
				s.toasts.Say(said, "", nil)
			}
		})
	}()
}

// sayEvery is how often progress is shown.
const sayEvery = 200 * time.Millisecond

// progress says in the status bar how far work is.
func (s *shell) progress(title string) inspector.Progress {
	var said atomic.Int64
	return func(done, total uint64) {
		now := time.Now().UnixMilli()
		before := said.Load()
		if now-before < sayEvery.Milliseconds() || !said.CompareAndSwap(before, now) {
			return
		}
		text := title + " · " + viewmodel.Count(done)
		if total > 0 {
			text = fmt.Sprintf("%s · %d %%", title, done*100/total)
		}
		s.post(func() {
			if s.work.title == title {
				s.panes.status.doing(text)
			}
		})
	}
}

// quit ends the program, but not in the middle of work without a question.
func (s *shell) quit() {
	if s.work.title == "" {
		s.end()
		return
	}
	confirm(s.window, confirmation{
		title: say.L("%s is under way", s.work.title), text: say.L("It stops if Ringback quits now. An import that stops stores nothing."),
		yes: say.L("Stop and quit"), no: say.L("Go on"), danger: true,
		do: func() { s.work.stop(); s.end() },
	})
}

// raise brings the window to the front, also from the tray.
func (s *shell) raise() {
	s.window.Show()
	s.window.RequestFocus()
}

// end keeps what is to be kept, and closes the window.
func (s *shell) end() {
	if ids := s.panes.list.list.Due(s.now().Add(viewmodel.UndoFor)); ids.Len() > 0 {
		// Whoever deletes and quits wants them gone; where it fails they are still there.
		_ = s.options.Engine.Delete(ids.List()...)
	}
	s.panes.simulator.runs.stop()
	s.memory.set(func(m *state) { m.Size = s.size })
	s.memory.flush()
	s.window.Close()
}

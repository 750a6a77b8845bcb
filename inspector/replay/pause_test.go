package replay

import (
	"context"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// While it is held up nothing more is sent; then all goes on, or it can be cancelled.
func TestPause(t *testing.T) {
	for _, cancelled := range []bool{false, true} {
		e := inspectortest.Open(t)
		ids := received(t, e, make([]time.Duration, 6)...)
		var p Pause
		p.Resume() // nothing is held up
		a := newApp(t, func(n int) (int, string) {
			if n == 2 {
				p.Hold()
			}
			return 200, ""
		})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		done := make(chan inspector.Run, 1)
		go func() {
			run, err := Run(ctx, e.Inspector, ids, Options{To: destination(t, e, a.URL), Pause: &p})
			if err != nil {
				t.Error(err)
			}
			done <- run
		}()
		for limit := time.Now().Add(inspectortest.Patience); !p.Held(); time.Sleep(time.Millisecond) {
			if time.Now().After(limit) {
				t.Fatal("it is not held up")
			}
		}
		select {
		case run := <-done:
			t.Fatalf("it went on: %+v", run)
		case <-time.After(50 * time.Millisecond): // long enough to notice one that goes on
		}
		if cancelled {
			cancel()
		} else {
			p.Resume()
		}
		select {
		case run := <-done:
			if cancelled && (run.End != inspector.RunCancelled || run.Delivered > 3) || !cancelled && run.Delivered != 6 {
				t.Errorf("cancelled %v: %+v", cancelled, run)
			}
		case <-time.After(inspectortest.Patience):
			t.Fatal("it did not go on")
		}
	}
}

//go:build e2e

package e2e

import (
	"image"
	"testing"
	"time"
)

// restless is how many pixels may differ in a window at rest: ages and a cursor that
// blinks.
const restless = 400

// rested waits until the screen shows the same twice, and returns what.
func (s *screen) rested(t *testing.T, name string) image.Image {
	t.Helper()
	before := s.shot(t, name)
	eventually(t, "a window that has come to rest", func() bool {
		now := s.shot(t, name)
		rest := differs(before, now, now.Bounds()) < restless
		before = now
		return rest
	})
	return before
}

// retrying sends keys until they had an effect: a window that is not drawn yet may
// not take the first ones.
func (s *screen) retrying(t *testing.T, what string, ok func() bool, words ...string) {
	t.Helper()
	var sent time.Time
	eventually(t, what, func() bool {
		if ok() {
			return true
		}
		if time.Since(sent) > patience/3 {
			sent = time.Now()
			s.do(t, words...)
		}
		return ok()
	})
}

func TestThePaletteSendsASampleThroughTheFrontDoor(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	empty := s.rested(t, "first-run")
	s.do(t, "mousemove", "700", "300")
	s.retrying(t, "the palette", func() bool {
		return differs(empty, s.shot(t, "palette"), empty.Bounds()) > 50*restless
	}, "key", "ctrl+k")
	s.do(t, "type", "--delay", "50", "sample")
	s.do(t, "key", "Return")
	eventually(t, "the sample in the database", func() bool { return len(p.callbacks(t)) == 1 })
	if list := p.callbacks(t); list[0]["kind"] != "mo-sms" {
		t.Errorf("stored: %v", list)
	}
}

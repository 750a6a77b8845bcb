//go:build e2e

package e2e

import (
	"syscall"
	"testing"
	"time"
)

const received = `{"id": 2840117, "msisdn": 4520304050, "receiver": 451204, "message": "foo hello world", "senttime": 1795436000, "webhook_label": "autumn-vote", "country_code": "DK", "country_prefix": 45}`

func TestACallbackIsShownAndStored(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	area := s.shot(t, "empty").Bounds()
	before := s.shot(t, "empty")
	eventually(t, "a window that has come to rest", func() bool {
		now := s.shot(t, "empty")
		rest := differs(before, now, area) == 0
		before = now
		return rest
	})
	p.post(t, received)
	eventually(t, "the callback on the screen", func() bool {
		return differs(before, s.shot(t, "one"), area) > 500
	})
	list := p.callbacks(t)
	if len(list) != 1 || list[0]["kind"] != "mo-sms" || list[0]["keyword"] != "foo" {
		t.Errorf("stored: %v", list)
	}
}

// A window that does not end says where it hangs.
func TestSIGTERMEndsTheWindowCleanly(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	for range 4 { // how the toolkit ends is a matter of luck
		p.post(t, received)
		p.rested(t, "list")
		s.do(t, "mousemove", firstRowX, firstRowY, "click", "--repeat", "20", "--delay", "5", "5")
		if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		hangs := time.AfterFunc(patience, func() { _ = p.cmd.Process.Signal(syscall.SIGQUIT) })
		_ = p.cmd.Wait()
		hangs.Stop()
		if code := p.cmd.ProcessState.ExitCode(); code != 0 {
			t.Fatalf("it ended with status %d", code)
		}
		p = p.again(t)
	}
}

// The first row of the list, in a window of its first size at the corner.
const firstRowX, firstRowY = "400", "236"

func TestKeysAndMouseActOnWhatIsStored(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.post(t, received)
	empty := s.shot(t, "before")
	eventually(t, "the callback on the screen", func() bool {
		now := s.shot(t, "before")
		rest := differs(empty, now, now.Bounds()) == 0
		empty = now
		return rest
	})
	s.do(t, "mousemove", firstRowX, firstRowY, "click", "1")
	eventually(t, "the detail", func() bool { return differs(empty, s.shot(t, "detail"), empty.Bounds()) > 5000 })
	s.do(t, "key", "Delete")
	eventually(t, "the callback is gone from the database", func() bool { return len(p.callbacks(t)) == 0 })
}

package tunnel

import (
	"testing"

	"golang.ngrok.com/ngrok/v2"
)

// The SDK holds locks while it tells an event: it must never have to wait for
// somebody who has gone.
func TestEventsWaitForNobodyAfterTheEnd(t *testing.T) {
	s := &sdk{events: make(chan ngrok.Event, 1), over: make(chan struct{})}
	s.event(&ngrok.EventAgentHeartbeatReceived{})
	close(s.over)
	for range 100 {
		s.event(&ngrok.EventAgentHeartbeatReceived{})
	}
	if len(s.events) != 1 {
		t.Errorf("%d events wait", len(s.events))
	}
}

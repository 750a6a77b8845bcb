package tunnel

import (
	"testing"

	"go.uber.org/goleak"
)

// Of the SDK's goroutines these may outlive a session: the one that tries to
// connect sleeps up to 30 s before it looks whether it should, and the heartbeats
// end with their next beat, or hang where nobody takes the last one.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("golang.ngrok.com/ngrok/v2/internal/tunnel/client.(*reconnectingSession).connect"),
		goleak.IgnoreAnyFunction("golang.ngrok.com/muxado/v2.(*Heartbeat).requester"),
		goleak.IgnoreAnyFunction("golang.ngrok.com/muxado/v2.(*Heartbeat).check"),
	)
}

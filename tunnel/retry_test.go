package tunnel

import (
	"errors"
	"testing"
	"time"

	"ringback/tunnel/tunneltest"
)

func TestNgrokNeedsAToken(t *testing.T) {
	r := open(t, tunneltest.New(t), func(n *Ngrok) { n.Token = "" })
	if err := r.ended(); !errors.Is(err, ErrNoToken) {
		t.Errorf("without a token: %v", err)
	}
	if s := r.untilState(Failed); !errors.Is(s.Err, ErrNoToken) {
		t.Errorf("it is %+v", s)
	}
}

// refused opens a tunnel that must fail with a code.
func refused(t *testing.T, edge *tunneltest.Edge, code string) {
	t.Helper()
	r := open(t, edge)
	s := r.untilState(Failed)
	var f *Fault
	if err := r.ended(); !errors.As(err, &f) || f.Code != code || s.Code != code || s.Err != error(f) {
		t.Errorf("it ended with %v, and said %+v; want %s", err, s, code)
	}
	gone(t, edge)
}

func TestNgrokFailsForGoodWhenItIsRefused(t *testing.T) {
	for _, code := range []string{"ERR_NGROK_105", "ERR_NGROK_107", "ERR_NGROK_300", "ERR_NGROK_4018", "ERR_NGROK_103", "ERR_NGROK_9999"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			edge := tunneltest.New(t)
			edge.RefuseSessions(code, "No.\r\nYour authtoken: "+token)
			refused(t, edge, code)
		})
	}
	for _, code := range []string{"ERR_NGROK_319", "ERR_NGROK_324", "ERR_NGROK_2201"} {
		t.Run("bind "+code, func(t *testing.T) {
			t.Parallel()
			edge := tunneltest.New(t)
			edge.RefuseBinds(code, "Not this one.")
			refused(t, edge, code)
		})
	}
}

func TestNgrokHealsWhatPasses(t *testing.T) {
	t.Run("session", func(t *testing.T) {
		t.Parallel()
		edge := tunneltest.New(t)
		edge.RefuseSessions("ERR_NGROK_742", "draining")
		r := open(t, edge)
		s := r.until("refused", func(s Status) bool { return s.Code == "ERR_NGROK_742" })
		if s.State != Connecting {
			t.Errorf("refused, it is %v", s.State)
		}
		r.clock.advance(time.Hour)
		edge.RefuseSessions("", "")
		if s := r.untilState(Online); s.Err != nil || s.Code != "" {
			t.Errorf("online with %v", s.Err)
		}
	})
	t.Run("endpoint", func(t *testing.T) {
		t.Parallel()
		edge := tunneltest.New(t)
		edge.RefuseBinds("ERR_NGROK_351", "slowly")
		r := open(t, edge)
		r.until("refused", func(s Status) bool { return s.Code == "ERR_NGROK_351" })
		edge.RefuseBinds("", "")
		r.untilState(Online)
	})
}

// An address that is online already may be our own, from before a crash: that is
// borne for a time.
func TestNgrokBearsATakenAddressForATime(t *testing.T) {
	t.Run("freed", func(t *testing.T) {
		t.Parallel()
		edge := tunneltest.New(t)
		edge.Occupy(tunneltest.DevURL)
		r := open(t, edge)
		if s := r.until("refused", func(s Status) bool { return s.Code == "ERR_NGROK_334" }); s.State != Connecting {
			t.Errorf("refused, it is %v", s.State)
		}
		r.clock.advance(grace - time.Second)
		edge.Vacate(tunneltest.DevURL)
		r.untilState(Online)
	})
	t.Run("kept", func(t *testing.T) {
		t.Parallel()
		edge := tunneltest.New(t)
		edge.Occupy(tunneltest.DevURL)
		r := open(t, edge)
		r.until("refused", func(s Status) bool { return s.Code == "ERR_NGROK_334" })
		r.clock.advance(grace)
		if s := r.untilState(Failed); s.Code != "ERR_NGROK_334" {
			t.Errorf("failed with %+v", s)
		}
	})
	t.Run("taken while away", func(t *testing.T) {
		t.Parallel()
		edge := tunneltest.New(t)
		r := open(t, edge)
		r.untilState(Online)
		edge.RefuseBinds("ERR_NGROK_334", "The endpoint is already online.")
		edge.Drop()
		s := r.until("refused", func(s Status) bool { return s.Code == "ERR_NGROK_334" })
		if s.State != Reconnecting || s.URL != tunneltest.DevURL {
			t.Errorf("refused, it is %+v", s)
		}
		r.clock.advance(grace)
		r.untilState(Failed)
		gone(t, edge)
	})
}

func TestNgrokReconnects(t *testing.T) {
	edge := tunneltest.New(t)
	r := open(t, edge)
	r.untilState(Online)
	edge.Down()
	s := r.untilState(Reconnecting)
	if s.URL != tunneltest.DevURL || !errors.Is(s.Err, ErrLost) || s.Code != "" {
		t.Errorf("reconnecting as %+v", s)
	}
	r.clock.advance(24 * time.Hour)
	edge.Up()
	if s := r.untilState(Online); s.URL != tunneltest.DevURL || s.Err != nil {
		t.Errorf("online again as %+v", s)
	}
	if r.visit(tunneltest.DevURL) == "" {
		t.Error("nobody answers")
	}
}

func TestNgrokFailsWhenTheTokenIsRevokedMeanwhile(t *testing.T) {
	edge := tunneltest.New(t)
	r := open(t, edge)
	r.untilState(Online)
	edge.RefuseSessions("ERR_NGROK_300", "revoked: "+token)
	edge.Drop()
	if s := r.untilState(Failed); s.Code != "ERR_NGROK_300" {
		t.Errorf("failed with %+v", s)
	}
	gone(t, edge)
}

func TestNgrokWhoseEndpointIsStopped(t *testing.T) {
	edge := tunneltest.New(t)
	r := open(t, edge)
	r.untilState(Online)
	edge.StopEndpoint(tunneltest.DevURL, "ERR_NGROK_742", "draining")
	if s := r.untilState(Reconnecting); s.Code != "ERR_NGROK_742" {
		t.Errorf("stopped for a time, it is %+v", s)
	}
	r.untilState(Online)
	if r.visit(tunneltest.DevURL) == "" {
		t.Error("nobody answers")
	}
	edge.StopEndpoint(tunneltest.DevURL, "ERR_NGROK_103", "suspended")
	if s := r.untilState(Failed); s.Code != "ERR_NGROK_103" {
		t.Errorf("stopped for good, it is %+v", s)
	}
	gone(t, edge)
}

// A heartbeat comes first: the SDK has a race when none ever came.
func TestNgrokNoticesASilentNetworkAndEndsOnOne(t *testing.T) {
	edge := tunneltest.New(t)
	r := open(t, edge)
	r.until("beating", func(s Status) bool { return s.Latency > 0 })
	edge.Freeze()
	r.untilState(Reconnecting)
	edge.Thaw()
	r.untilState(Online)
	r.until("beating", func(s Status) bool { return s.Latency > 0 })
	edge.Freeze()
	r.stop()
	if err := r.ended(); err != nil {
		t.Errorf("Run: %v", err)
	}
	edge.Thaw()
	gone(t, edge)
}

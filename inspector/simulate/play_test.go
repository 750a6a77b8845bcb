package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

func TestPlayKeepsThePace(t *testing.T) {
	clock := &instant{}
	e, s := own(t, Options{Clock: clock})
	all, err := Status{To: []string{"4520304050"}, End: "EXPIRED", Faults: []gatewayapi.Fault{gatewayapi.LateTransient}, Webhook: "default"}.Callbacks(at, s.Random())
	if err != nil {
		t.Fatal(err)
	}
	var told int
	if err := s.Play(t.Context(), all, 1000, func(Sent) error { told++; return nil }); err != nil {
		t.Fatal(err)
	}
	last := all[len(all)-1].After
	if told != 3 || clock.slept > last/999 || clock.slept < (last-all[0].After)/1001 {
		t.Errorf("told %d, slept %v of %v", told, clock.slept, last)
	}
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if c := e.Newest(t); c.Parsed.Status != "ENROUTE" || !strings.Contains(strings.Join(c.Flags, " "), "late") {
		t.Errorf("%s %v", c.Parsed.Status, c.Flags)
	}
}

// What a status tells has happened when it is sent.
func TestStatusesTellThePast(t *testing.T) {
	for _, pace := range []float64{0, 0.5, 1, 10, 10_000} {
		all, err := Status{To: []string{"4520304050"}, End: "EXPIRED", Pace: pace}.Callbacks(at, seeded())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			sent := at
			if pace > 0 {
				sent = at.Add(time.Duration(float64(c.After) / pace))
			}
			m := understood(t, c)
			if late := sent.Sub(m.At); late < 0 || pace == 1 && late > time.Second {
				t.Errorf("at pace %v: sent %v, happened %v", pace, sent, m.At)
			}
		}
	}
}

// gated is a clock on which a wait is over when the gate opens.
type gated chan struct{}

func (gated) Now() time.Time { return at }

func (g gated) Sleep(ctx context.Context, _ time.Duration) error {
	select {
	case <-g:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A status that fails once comes after those that follow it.
func TestFailuresDoNotHoldUpTheRest(t *testing.T) {
	gate := make(gated)
	var came []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Status string }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		came = append(came, body.Status)
		switch {
		case body.Status == "ENROUTE" && len(came) == 2:
			w.WriteHeader(http.StatusServiceUnavailable)
		case body.Status == "DELIVERED":
			close(gate)
		}
	}))
	t.Cleanup(srv.Close)
	s := simulator(t, inspectortest.Open(t), Options{Base: target(t, srv.URL), Clock: gate, Retry: gatewayapi.Schedules()[0]})
	all, err := Status{To: []string{"4520304050"}, End: "DELIVERED", Webhook: "default"}.Callbacks(at, s.Random())
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	err = s.Play(t.Context(), all, 0, func(sent Sent) error {
		told = append(told, understood(t, sent.Callback).Status)
		return nil
	})
	if got := strings.Join(came, " "); err != nil || got != "BUFFERED ENROUTE DELIVERED ENROUTE" {
		t.Errorf("came %s, %v", got, err)
	}
	if len(told) != 3 || told[0] != "BUFFERED" {
		t.Errorf("told %v", told)
	}
}

func TestPlayEnds(t *testing.T) {
	e, s := own(t, Options{})
	all, err := Status{To: []string{"4520304050"}, End: "DELIVERED", Webhook: "default"}.Callbacks(at, s.Random())
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	if err := s.Play(t.Context(), all, 0, func(Sent) error { return enough }); !errors.Is(err, enough) || e.Count() != 1 {
		t.Errorf("%v, %d stored", err, e.Count())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Play(ctx, all, 0, func(Sent) error { return nil }); !errors.Is(err, context.Canceled) || e.Count() != 1 {
		t.Errorf("%v, %d stored", err, e.Count())
	}
	// One that cannot be sent keeps all back.
	all[2].Webhook = "nobody"
	if err := s.Play(t.Context(), all, 0, func(Sent) error { return nil }); !errors.Is(err, inspector.ErrNotFound) || e.Count() != 1 {
		t.Errorf("%v, %d stored", err, e.Count())
	}
}

package inspector_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/inspectortest"
)

// sentAt is a request that was sent at a time, to an address with a secret in it.
func sentAt(t testing.TB, at time.Time, n int) inspector.Sent {
	t.Helper()
	target, err := deliver.ParseTarget("https://hooks.example.com/in?token=secret")
	if err != nil {
		t.Fatal(err)
	}
	c := deliver.Climb{End: deliver.GaveUp, Rungs: []deliver.Rung{
		{Attempt: deliver.Attempt{At: at, Cause: deliver.TimedOut, Body: []byte(strings.Repeat("x", 10_000))}},
	}}
	return inspector.NewSent("simulated", "default", target, deliver.Request{Head: []byte("POST"), Body: fmt.Appendf(nil, "%d", n)}, c)
}

func TestWhatWasSentIsKept(t *testing.T) {
	e := inspectortest.Open(t)
	seen := e.Now()
	for n := range 3 {
		kept, err := e.KeepSent(sentAt(t, e.Clock.Now(), n))
		if err != nil || kept.ID == 0 {
			t.Fatalf("%+v, %v", kept, err)
		}
	}
	if e.Now() == seen {
		t.Error("nobody is told")
	}
	all, err := e.Sent(2)
	if err != nil || len(all) != 2 || all[0].Body != "2" || all[1].Body != "1" || all[0].ID <= all[1].ID {
		t.Fatalf("%+v, %v", all, err)
	}
	s := all[0]
	if s.Target != "https://hooks.example.com/in" || s.Origin != "simulated" || s.End != deliver.GaveUp || !s.At.Equal(e.Clock.Now()) {
		t.Errorf("%+v", s)
	}
	if a := s.Attempts[0]; len(a.Body) != 4096 || !a.Truncated || a.Cause != deliver.TimedOut {
		t.Errorf("%d bytes, %+v", len(a.Body), a.Cause)
	}
}

func TestSentIsForgotten(t *testing.T) {
	e := inspectortest.Open(t)
	day := 24 * time.Hour
	for n := range 3 {
		if _, err := e.KeepSent(sentAt(t, e.Clock.Now(), n)); err != nil {
			t.Fatal(err)
		}
		e.Clock.Advance(day)
	}
	settings := e.Settings()
	settings.Retention.Days = 2
	if err := e.SetSettings(settings); err != nil {
		t.Fatal(err)
	}
	e.Clock.Advance(time.Minute)
	if _, err := e.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	left := func() string {
		all, err := e.Sent(100)
		if err != nil {
			t.Fatal(err)
		}
		var bodies []string
		for _, s := range all {
			bodies = append(bodies, s.Body)
		}
		return strings.Join(bodies, " ")
	}
	if left() != "2" {
		t.Errorf("left: %s", left())
	}
	if n, err := e.ForgetSent(e.Clock.Now()); n != 1 || err != nil || left() != "" {
		t.Errorf("%d, %v, left %s", n, err, left())
	}
}

func TestNotTooMuchIsKept(t *testing.T) {
	e := inspectortest.Open(t)
	var work sync.WaitGroup
	for n := range 1005 {
		s := sentAt(t, e.Clock.Now(), n)
		s.Attempts = nil
		work.Go(func() {
			if _, err := e.KeepSent(s); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	if _, err := e.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, err := e.Sent(2000); err != nil || len(all) != 1000 {
		t.Errorf("%d are kept, %v", len(all), err)
	}
}

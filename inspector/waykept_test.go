package inspector_test

import (
	"context"
	"errors"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// What a person changes while the way in is open, or shut, opens it anew.
func TestWayInFollowsItsSettings(t *testing.T) {
	e, edge := inspectortest.Open(t), tunneltest.New(t)
	broken := errors.New("no authority")
	var fails bool
	w := &wayIn{Engine: e, edge: edge, said: make(chan inspector.WayIn, 10000)}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		e.KeepWayIn(ctx, func() (inspector.WayInOptions, error) {
			if fails = !fails; fails { // the first time
				return inspector.WayInOptions{}, broken
			}
			fails = true
			return inspector.WayInOptions{
				Settings: e.Settings().Tunnel, Getenv: environment(map[string]string{"HOME": t.TempDir()}),
				Service: tunnel.Service{Addr: edge.Addr(), Roots: edge.Roots()},
			}, nil
		}, func(s inspector.WayIn) { w.said <- s })
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	if s := w.until(t, tunnel.Failed); !errors.Is(s.Err, broken) {
		t.Errorf("the first time it says %v", s.Err)
	}
	if err := e.SetAuthtoken("tok_en"); err != nil {
		t.Fatal(err)
	}
	if s := w.until(t, tunnel.Online); s.URL != tunneltest.DevURL {
		t.Errorf("it is online at %s", s.URL)
	}
	set := func(mode, url string) {
		t.Helper()
		all := e.Settings()
		all.Tunnel = inspector.TunnelSettings{Mode: mode, URL: url}
		if err := e.SetSettings(all); err != nil {
			t.Fatal(err)
		}
	}
	set(inspector.TunnelNgrok, "https://hooks.example.com")
	w.until(t, tunnel.Off)
	if s := w.until(t, tunnel.Online); s.URL != "https://hooks.example.com" {
		t.Errorf("after the change it is online at %s", s.URL)
	}
	if err := e.SetAuthtoken(""); err != nil {
		t.Fatal(err)
	}
	w.until(t, tunnel.Off)
	if s := w.until(t, tunnel.Failed); !errors.Is(s.Err, tunnel.ErrNoToken) {
		t.Errorf("without an authtoken it says %v", s.Err)
	}
}

// Other settings leave an open way in alone.
func TestWayInIsNotDisturbedByOtherSettings(t *testing.T) {
	e, edge := inspectortest.Open(t), tunneltest.New(t)
	w := &wayIn{Engine: e, edge: edge, said: make(chan inspector.WayIn, 10000)}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		e.KeepWayIn(ctx, func() (inspector.WayInOptions, error) {
			return inspector.WayInOptions{
				Settings: e.Settings().Tunnel, Getenv: environment(map[string]string{"NGROK_AUTHTOKEN": "tok_en"}),
				Service: tunnel.Service{Addr: edge.Addr(), Roots: edge.Roots()},
			}, nil
		}, func(s inspector.WayIn) { w.said <- s })
	}()
	w.until(t, tunnel.Online)
	all := e.Settings()
	all.BodySeconds = 50
	if err := e.SetSettings(all); err != nil {
		t.Fatal(err)
	}
	stop()
	<-ended
	if n := len(edge.Auths()); n != 1 {
		t.Errorf("it connected %d times", n)
	}
}

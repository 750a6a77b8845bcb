package inspector_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// wayIn is an engine whose way in runs over an edge.
type wayIn struct {
	*inspectortest.Engine
	edge *tunneltest.Edge
	said chan inspector.WayIn
	stop func()
}

func environment(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func openWayIn(t *testing.T, e *inspectortest.Engine, edge *tunneltest.Edge, s inspector.TunnelSettings) *wayIn {
	t.Helper()
	w := &wayIn{Engine: e, edge: edge, said: make(chan inspector.WayIn, 10000)}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	o := inspector.WayInOptions{
		Settings: s, Getenv: environment(map[string]string{"NGROK_AUTHTOKEN": " tok_en \n"}),
		Service: tunnel.Service{Addr: edge.Addr(), Roots: edge.Roots()},
	}
	go func() {
		defer close(ended)
		_ = e.OpenWayIn(ctx, o, func(s inspector.WayIn) { w.said <- s })
	}()
	w.stop = func() {
		cancel()
		<-ended
	}
	t.Cleanup(w.stop)
	return w
}

func (w *wayIn) until(t *testing.T, state tunnel.State) inspector.WayIn {
	t.Helper()
	for limit := time.After(inspectortest.Patience); ; {
		select {
		case s := <-w.said:
			if s.State == state {
				return s
			}
		case <-limit:
			t.Fatalf("waited in vain for %v", state)
		}
	}
}

func post(ctx context.Context, c *http.Client, url string, body []byte) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", "test")
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

func TestCallbacksThroughTheTunnelAreRecordedAsTheyCame(t *testing.T) {
	w := openWayIn(t, inspectortest.Open(t), tunneltest.New(t), inspector.TunnelSettings{Mode: inspector.TunnelAuto})
	s := w.until(t, tunnel.Online)
	if s.URL != tunneltest.DevURL || s.TokenSource != "the variable NGROK_AUTHTOKEN" || s.Previous != "" {
		t.Errorf("online as %+v", s)
	}
	c := w.edge.Visitor()
	if status, err := post(t.Context(), c, s.URL+"/vote?x=1", []byte(inspectortest.MOSMS(1))); status != http.StatusOK {
		t.Fatalf("answered %d (%v)", status, err)
	}
	got := w.Newest(t)
	if got.Via != "tunnel" || got.Request.Target != "/vote?x=1" || "https://"+got.Request.Host != tunneltest.DevURL {
		t.Errorf("recorded as via %s, %s of %s", got.Via, got.Request.Target, got.Request.Host)
	}
	if host, _, err := net.SplitHostPort(got.RemoteAddr); err != nil || host != "127.0.0.1" {
		t.Errorf("the visitor is %s (%v)", got.RemoteAddr, err)
	}
	large := bytes.Repeat([]byte("x"), 8<<20)
	if status, err := post(t.Context(), c, s.URL+"/large", large); status != http.StatusOK {
		t.Fatalf("8 MiB are answered %d (%v)", status, err)
	}
	if rec, err := w.Record(w.Newest(t).ID); err != nil || !bytes.Equal(rec.Request.Body, large) {
		t.Errorf("8 MiB came as %d bytes (%v)", len(rec.Request.Body), err)
	}
	var answered atomic.Int64
	var wg sync.WaitGroup
	for n := range 100 {
		wg.Go(func() {
			if status, err := post(t.Context(), c, fmt.Sprintf("%s/%d", s.URL, n), large[:8<<10]); status != http.StatusOK {
				t.Errorf("one of a hundred is answered %d (%v)", status, err)
				return
			}
			answered.Add(1)
		})
	}
	wg.Wait()
	if stats, err := w.Stats(); err != nil || stats.Callbacks != 102 || answered.Load() != 100 {
		t.Errorf("%d are stored (%v), %d were answered", stats.Callbacks, err, answered.Load())
	}
}

func TestAChangedPublicAddressIsToldOnce(t *testing.T) {
	e, edge := inspectortest.Open(t), tunneltest.New(t)
	run := func(url string) inspector.WayIn {
		t.Helper()
		w := openWayIn(t, e, edge, inspector.TunnelSettings{Mode: inspector.TunnelNgrok, URL: url})
		defer w.stop()
		first := w.until(t, tunnel.Online)
		edge.Drop()
		w.until(t, tunnel.Reconnecting)
		if again := w.until(t, tunnel.Online); again.Previous != first.Previous {
			t.Errorf("after a reconnect the address of last time is %q, before it was %q", again.Previous, first.Previous)
		}
		return first
	}
	for _, step := range []struct{ url, want, previous string }{
		{"", tunneltest.DevURL, ""},
		{"https://Hooks.Example.com", "https://hooks.example.com", tunneltest.DevURL},
		{"https://hooks.example.com", "https://hooks.example.com", ""},
	} {
		if got := run(step.url); got.URL != step.want || got.Previous != step.previous {
			t.Errorf("with %q it is at %s, last time at %q; want %s and %q", step.url, got.URL, got.Previous, step.want, step.previous)
		}
	}
	if last, err := e.LastPublicURL(); last != "https://hooks.example.com" || err != nil {
		t.Errorf("the last address is %q (%v)", last, err)
	}
}

func TestNoWayInIsOpenedUnlessItIsWanted(t *testing.T) {
	e := inspectortest.Open(t)
	for _, tt := range []struct {
		s     inspector.TunnelSettings
		token string
		state tunnel.State
		want  error
	}{
		{inspector.TunnelSettings{Mode: inspector.TunnelOff}, "tok", tunnel.Off, nil},
		{inspector.TunnelSettings{Mode: inspector.TunnelAuto}, "", tunnel.Off, nil},
		{inspector.TunnelSettings{Mode: inspector.TunnelNgrok}, "", tunnel.Failed, tunnel.ErrNoToken},
		{inspector.TunnelSettings{Mode: "else"}, "tok", tunnel.Failed, nil},
	} {
		var last inspector.WayIn
		o := inspector.WayInOptions{Settings: tt.s, Getenv: environment(map[string]string{"NGROK_AUTHTOKEN": tt.token})}
		err := e.OpenWayIn(t.Context(), o, func(s inspector.WayIn) { last = s })
		if last.State != tt.state || (tt.want != nil && !errors.Is(err, tt.want)) || (tt.state == tunnel.Off) != (err == nil) {
			t.Errorf("%+v with the token %q: %v (%v)", tt.s, tt.token, last.State, err)
		}
	}
}

func TestPublicAddressesThatCanBeAskedFor(t *testing.T) {
	for url, ok := range map[string]bool{
		"": true, "https://hooks.example.com": true, "https://a-1.ngrok-free.dev": true, "https://HOOKS.example.com": true,
		"http://hooks.example.com": false, "hooks.example.com": false, "https://hooks.example.com/": false,
		"https://hooks.example.com:443": false, "https://hooks.example.com/in": false, "https://me@hooks.example.com": false,
		"https://localhost": false, "https://127.0.0.1": false, "https://-a.example.com": false, "https://a..example.com": false,
		"https://hooks.example.com?": false, "https://hooks.example.com#": false, "https://" + strings.Repeat("a.", 130) + "com": false,
	} {
		s := inspector.DefaultSettings()
		s.Tunnel.URL = url
		var field *inspector.FieldError
		if err := s.Validate(); (err == nil) != ok || (err != nil && (!errors.As(err, &field) || field.Field != "tunnel.url")) {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestTheAddressIsProvedEachTimeItIsOnline(t *testing.T) {
	edge := tunneltest.New(t)
	e := openAtEdge(t, edge)
	said := make(chan inspector.WayIn, 1000)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- e.OpenWayIn(ctx, inspector.WayInOptions{
			Settings: inspector.TunnelSettings{Mode: inspector.TunnelAuto}, Prove: true,
			Getenv:  environment(map[string]string{"NGROK_AUTHTOKEN": "tok"}),
			Service: tunnel.Service{Addr: edge.Addr(), Roots: edge.Roots()},
		}, func(w inspector.WayIn) { said <- w })
		close(said)
	}()
	until := func(what string, is func(inspector.WayIn) bool) {
		t.Helper()
		for w := range said {
			if is(w) {
				return
			}
		}
		t.Fatalf("it ended before it was %s", what)
	}
	limit := time.AfterFunc(inspectortest.Patience, stop)
	defer limit.Stop()
	until("proved", func(w inspector.WayIn) bool { return w.Proof != nil && w.Proof.Verdict == reach.OK })
	edge.SetCertificate(tunneltest.Expired)
	edge.Drop()
	until("away", func(w inspector.WayIn) bool { return w.State == tunnel.Reconnecting && w.Proof == nil })
	until("proved again", func(w inspector.WayIn) bool { return w.Proof != nil && w.Proof.Cause == reach.Expired })
	stop()
	if err := <-ended; err != nil {
		t.Errorf("OpenWayIn: %v", err)
	}
	if stats, err := e.Stats(); err != nil || stats.Callbacks != 0 {
		t.Errorf("proofs are stored as %d callbacks (%v)", stats.Callbacks, err)
	}
}

package tunneltest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.ngrok.com/ngrok/v2"
)

// listen puts an endpoint online with the real SDK and answers on it with the
// visitor's address.
func listen(t *testing.T, e *Edge, events chan<- ngrok.Event, opts ...ngrok.EndpointOption) (ngrok.EndpointListener, error) {
	t.Helper()
	agent, err := ngrok.NewAgent(
		ngrok.WithAuthtoken("token"), ngrok.WithAgentConnectURL(e.Addr()), ngrok.WithAgentConnectCAs(e.Roots()),
		ngrok.WithEventHandler(func(event ngrok.Event) {
			if events != nil {
				events <- event
			}
		}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	if err := agent.Connect(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = agent.Disconnect() })
	l, err := agent.Listen(ctx, opts...)
	if err != nil {
		return nil, err
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Forwarded-For", r.Header.Get("X-Forwarded-For"))
		_, _ = io.WriteString(w, r.Host+" "+r.RemoteAddr)
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return l, nil
}

func visit(t *testing.T, c *http.Client, url, agent string) (status int, code, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("X-Forwarded-For", "198.51.100.1")
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	if got := resp.Header.Get("Forwarded-For"); got != "" && !strings.HasPrefix(got, "198.51.100.1, 127.0.0.1") {
		t.Errorf("X-Forwarded-For is %q", got)
	}
	return resp.StatusCode, resp.Header.Get("Ngrok-Error-Code"), string(b)
}

func TestVisitorsReachTheAgentOrTheEdgesOwnPages(t *testing.T) {
	e := New(t)
	c := e.Visitor()
	if status, code, _ := visit(t, c, DevURL, "curl"); status != 404 || code != "ERR_NGROK_3200" {
		t.Errorf("an endpoint that is not online: %d %s", status, code)
	}
	l, err := listen(t, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.URL().String(); got != DevURL {
		t.Errorf("the endpoint is %s, want %s", got, DevURL)
	}
	for range 2 { // the second over the same connection
		status, _, body := visit(t, c, DevURL+"/a?b", "curl")
		if host, from, _ := strings.Cut(body, " "); status != 200 || DevURL != "https://"+host || !strings.HasPrefix(from, "127.0.0.1:") {
			t.Errorf("through the tunnel: %d %q", status, body)
		}
	}
	if status, code, _ := visit(t, c, DevURL, "Mozilla/5.0"); status != 200 || code != "ERR_NGROK_6024" {
		t.Errorf("a browser: %d %s, want the warning page", status, code)
	}
	e.RefuseVisitors("ERR_NGROK_725")
	if _, code, _ := visit(t, c, DevURL, "curl"); code != "ERR_NGROK_725" {
		t.Errorf("over the limit: %s", code)
	}
}

func TestEdgeGivesAnEndpointOnlyOnceAndToItsOwner(t *testing.T) {
	e := New(t)
	const url = "https://hooks.example.com"
	e.Occupy(url)
	var refused ngrok.Error
	if _, err := listen(t, e, nil, ngrok.WithURL(url)); !errors.As(err, &refused) || refused.Code() != "ERR_NGROK_334" {
		t.Fatalf("an endpoint of another: %v", err)
	}
	e.Vacate(url)
	events := make(chan ngrok.Event, 64)
	if _, err := listen(t, e, events, ngrok.WithURL(url)); err != nil {
		t.Fatal(err)
	}
	<-events // connected
	for range 3 {
		e.Drop()
		for connected := false; !connected; {
			_, connected = (<-events).(*ngrok.EventAgentConnectSucceeded)
		}
		if got := e.Endpoints(); len(got) != 1 || got[0] != url {
			t.Fatalf("after a reconnect %v is online, want %s", got, url)
		}
	}
	if a := e.Auths(); a[0].Extra.Authtoken != "token" || a[len(a)-1].ClientID == "" {
		t.Errorf("agents came as %+v", a)
	}
}

func TestStoppedEndpointTellsItsAgentWhy(t *testing.T) {
	e := New(t)
	l, err := listen(t, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.StopEndpoint(DevURL, "ERR_NGROK_725", "stopped")
	var stopped ngrok.Error
	if _, err := l.Accept(); !errors.As(err, &stopped) || stopped.Code() != "ERR_NGROK_725" {
		t.Errorf("Accept: %v", err)
	}
}

func TestFrozenNetworkPassesNothingUntilItThaws(t *testing.T) {
	e := New(t)
	e.Freeze()
	connected := make(chan error, 1)
	agent, err := ngrok.NewAgent(ngrok.WithAuthtoken("token"), ngrok.WithAgentConnectURL(e.Addr()), ngrok.WithAgentConnectCAs(e.Roots()))
	if err != nil {
		t.Fatal(err)
	}
	go func() { connected <- agent.Connect(context.Background()) }()
	select {
	case err := <-connected:
		t.Fatalf("connected over a silent network: %v", err)
	case <-time.After(50 * time.Millisecond): // it proves nothing alone, and never fails wrongly
	}
	e.Thaw()
	if err := <-connected; err != nil {
		t.Fatal(err)
	}
	_ = agent.Disconnect()
}

func TestDownEdgeTakesNobody(t *testing.T) {
	e := New(t)
	e.Down()
	c, err := net.Dial("tcp", e.Addr())
	if err == nil {
		defer c.Close()
		if n, err := c.Read(make([]byte, 1)); err == nil {
			t.Errorf("read %d bytes from an edge that is down", n)
		}
	}
	e.Up()
	if _, err := listen(t, e, nil); err != nil {
		t.Fatal(err)
	}
	if n := e.Sessions(); n != 1 {
		t.Errorf("%d sessions after Up, want 1", n)
	}
}

package tunnel

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/tunnel/tunneltest"
)

// token has the shape of a real one.
const token = "2aBcDeFgHiJkLmNoPqRsTuVwXyZ_4aBcDeFgHiJkLmNoPqRsT"

// patience is how long a test waits for what must happen.
const patience = time.Minute

// testClock is a clock that stands still until a test moves it, and on which
// every pause is over at once.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *testClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (c *testClock) clock() clock {
	return clock{
		now: func() time.Time {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.now
		},
		after: func(time.Duration) <-chan time.Time { return time.After(time.Millisecond) },
	}
}

// running is a tunnel that runs against an edge.
type running struct {
	t      *testing.T
	edge   *tunneltest.Edge
	clock  *testClock
	stop   context.CancelFunc
	said   chan Status
	result chan error
}

// open starts a tunnel; change may change it first.
func open(t *testing.T, edge *tunneltest.Edge, change ...func(*Ngrok)) *running {
	t.Helper()
	r := &running{t: t, edge: edge, clock: &testClock{now: time.Unix(1795436000, 0)}, said: make(chan Status, 10000), result: make(chan error, 1)}
	n := Ngrok{
		Token: token, Service: Service{Addr: edge.Addr(), Roots: edge.Roots()},
		heartbeat: 100 * time.Millisecond, clock: r.clock.clock(),
	}
	for _, c := range change {
		c(&n)
	}
	var ctx context.Context
	ctx, r.stop = context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.result <- n.Run(ctx, serveVisitors, func(s Status) { r.said <- s })
		close(r.said)
	}()
	t.Cleanup(func() {
		r.stop()
		<-ended
	})
	return r
}

// serveVisitors answers with the visitor's address.
func serveVisitors(ctx context.Context, l net.Listener) error {
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.RemoteAddr)
	})}
	context.AfterFunc(ctx, func() { _ = srv.Shutdown(context.Background()) })
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// until waits for a status, and returns it.
func (r *running) until(what string, is func(Status) bool) Status {
	r.t.Helper()
	var seen []string
	for limit := time.After(patience); ; {
		select {
		case s, ok := <-r.said:
			if !ok {
				r.t.Fatalf("it ended before it was %s, after %v", what, seen)
			}
			if s.Err != nil && strings.Contains(s.Err.Error(), token[:20]) {
				r.t.Fatalf("the authtoken is in %q", s.Err)
			}
			if is(s) {
				return s
			}
			seen = append(seen, s.State.String())
		case <-limit:
			r.t.Fatalf("waited in vain for %s, after %v", what, seen)
		}
	}
}

func (r *running) untilState(state State) Status {
	r.t.Helper()
	return r.until(state.String(), func(s Status) bool { return s.State == state })
}

// ended waits for the end and returns the reason.
func (r *running) ended() error {
	r.t.Helper()
	select {
	case err := <-r.result:
		return err
	case <-time.After(patience):
		r.t.Fatal("it does not end")
		return nil
	}
}

// visit says what a visitor gets.
func (r *running) visit(url string) string {
	r.t.Helper()
	resp, err := r.edge.Visitor().Get(url)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return string(body)
}

func TestNgrokOpensServesAndEnds(t *testing.T) {
	r := open(t, tunneltest.New(t))
	if s := <-r.said; s.State != Connecting {
		t.Errorf("at first it is %v", s.State)
	}
	s := r.untilState(Online)
	if s.URL != tunneltest.DevURL || s.Account != tunneltest.Account || s.Plan != tunneltest.Plan || s.Warning != "" {
		t.Errorf("online as %+v", s)
	}
	if host, _, err := net.SplitHostPort(r.visit(s.URL)); err != nil || host != "127.0.0.1" {
		t.Errorf("the visitor's address is %s (%v)", host, err)
	}
	r.until("beating", func(s Status) bool { return s.Latency > 0 })
	r.stop()
	if err := r.ended(); err != nil {
		t.Errorf("Run: %v", err)
	}
	if s := r.untilState(Off); s.URL != "" {
		t.Errorf("off at %s", s.URL)
	}
	gone(t, r.edge)
	if got := r.edge.Auths()[0].Extra.Authtoken; got != token {
		t.Errorf("the edge got the token %q", got)
	}
}

// gone waits until nobody is connected to the edge.
func gone(t *testing.T, edge *tunneltest.Edge) {
	t.Helper()
	for limit := time.Now().Add(patience); edge.Sessions() > 0 || len(edge.Endpoints()) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("%d sessions are left, with %v", edge.Sessions(), edge.Endpoints())
		}
	}
}

func TestNgrokOpensAReservedAddressAndPassesWarningsOn(t *testing.T) {
	edge := tunneltest.New(t)
	edge.Deprecate("9.0.0", "")
	s := open(t, edge, func(n *Ngrok) { n.URL = "https://hooks.example.com" }).untilState(Online)
	if s.URL != "https://hooks.example.com" || !strings.Contains(s.Warning, "9.0.0") {
		t.Errorf("online as %+v", s)
	}
}

// What is under way when the tunnel is closed is answered first.
func TestNgrokAnswersWhatIsUnderWayAtItsEnd(t *testing.T) {
	arrived, leave := make(chan struct{}), make(chan struct{})
	edge := tunneltest.New(t)
	ctx, stop := context.WithCancel(t.Context())
	online, result := make(chan string, 1), make(chan error, 1)
	go func() {
		result <- Ngrok{Token: token, Service: Service{edge.Addr(), edge.Roots()}}.Run(ctx, func(ctx context.Context, l net.Listener) error {
			srv := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
				close(arrived)
				<-leave
			})}
			done := make(chan error, 1)
			context.AfterFunc(ctx, func() {
				close(leave)
				done <- srv.Shutdown(context.Background())
			})
			_ = srv.Serve(l)
			return <-done
		}, func(s Status) {
			if s.State == Online && s.Latency == 0 {
				online <- s.URL
			}
		})
	}()
	url := <-online
	answered := make(chan error, 1)
	go func() {
		resp, err := edge.Visitor().Get(url)
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				err = errors.New(resp.Status)
			}
		}
		answered <- err
	}()
	<-arrived
	stop()
	if err := <-answered; err != nil {
		t.Errorf("the visitor got %v", err)
	}
	if err := <-result; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestNgrokEndsWhileConnecting(t *testing.T) {
	edge := tunneltest.New(t)
	edge.Down()
	r := open(t, edge)
	if s := r.until("told why", func(s Status) bool { return s.Err != nil }); s.State != Connecting || s.Code != "" {
		t.Errorf("it is %+v", s)
	}
	r.stop()
	if err := r.ended(); err != nil {
		t.Errorf("Run: %v", err)
	}
	r.untilState(Off)
}

func TestNgrokTellsFaultsOfTheNetworkApart(t *testing.T) {
	edge := tunneltest.New(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := free.Addr().String()
	_ = free.Close()
	for name, tt := range map[string]struct {
		service Service
		want    error
	}{
		"intercepted": {Service{edge.Addr(), x509.NewCertPool()}, ErrIntercepted},
		"nobody":      {Service{nobody, edge.Roots()}, ErrUnreachable},
		"no name":     {Service{"connect.ngrok.invalid:443", edge.Roots()}, ErrNoName},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, edge, func(n *Ngrok) { n.Service = tt.service })
			s := r.until("told why", func(s Status) bool { return s.Err != nil })
			if !errors.Is(s.Err, tt.want) || s.State != Connecting {
				t.Errorf("%v with %v, want %v", s.State, s.Err, tt.want)
			}
		})
	}
}

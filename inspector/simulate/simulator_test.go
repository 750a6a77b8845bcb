package simulate

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

func target(t testing.TB, url string) deliver.Target {
	t.Helper()
	to, err := deliver.ParseTarget(url)
	if err != nil {
		t.Fatal(err)
	}
	return to
}

func simulator(t testing.TB, e *inspectortest.Engine, o Options) *Simulator {
	t.Helper()
	s := New(e.Inspector, o)
	t.Cleanup(s.Close)
	return s
}

// own is a simulator that sends to the engine's receiver.
func own(t testing.TB, o Options) (*inspectortest.Engine, *Simulator) {
	t.Helper()
	e := inspectortest.Open(t)
	o.Base, o.Own = target(t, e.URL), true
	return e, simulator(t, e, o)
}

func send(t testing.TB, s *Simulator, draft SMS) Sent {
	t.Helper()
	all, err := draft.Callbacks(at, s.Random())
	if err != nil {
		t.Fatal(err)
	}
	sent, err := s.Send(t.Context(), all[0])
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

// The whole way: a lease decides, the callback is signed, arrives through the
// front door, is verified, and is marked as simulated.
func TestSimulatedSMSArrives(t *testing.T) {
	e, s := own(t, Options{})
	if err := e.AddWebhook(inspector.Webhook{Label: "autumn-vote", Path: "/vote", Answer: inspector.DefaultAnswer()}); err != nil {
		t.Fatal(err)
	}
	if err := e.SetSecret("autumn-vote", "hook-secret"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.AddLease(inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: "autumn-vote"}); err != nil {
		t.Fatal(err)
	}
	sms := SMS{From: "4520304050", To: "+45 1204", Text: "Foo hello world"}
	lease, err := s.Lease(sms)
	if err != nil {
		t.Fatal(err)
	}
	sms.Webhook = lease.Webhook
	sent := send(t, s, sms)
	if !sent.Last().OK() || sent.Climb.End != deliver.Delivered {
		t.Fatalf("%+v", sent.Climb)
	}
	c := e.Newest(t)
	if c.Origin != "simulated" || c.Verdict.Result != gatewayapi.Valid || c.Webhook != "autumn-vote" || c.Lease == nil || c.Keyword != "Foo" || c.Parsed.Label != "autumn-vote" {
		t.Errorf("%+v", c)
	}
	if kept, err := e.Sent(10); err != nil || len(kept) != 0 {
		t.Errorf("what we recorded is kept twice: %v, %v", kept, err)
	}
	// What is said to be sent is what came.
	rec, err := e.Record(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if raw := string(inspector.RawRequest(rec)); raw != string(sent.Request.Head)+string(sent.Request.Body) {
		t.Errorf("came %q", raw)
	}
	if _, err := s.Lease(SMS{From: "4520304050", To: "451204", Text: "bar"}); !errors.Is(err, ErrNotLeased) {
		t.Errorf("not leased: %v", err)
	}
	s.Leases = []inspector.Lease{{Receiver: "451204", Keyword: "BAR", Webhook: "default"}}
	if l, err := s.Lease(SMS{From: "4520304050", To: "451204", Text: "bar x"}); err != nil || l.Webhook != "default" {
		t.Errorf("leased for the run: %v, %v", l, err)
	}
}

// Each wrong signature comes with its verdict.
func TestWrongSignaturesArriveAsSuch(t *testing.T) {
	e, s := own(t, Options{})
	if err := e.SetSecret("default", "hook-secret"); err != nil {
		t.Fatal(err)
	}
	for how, want := range map[gatewayapi.Signing]gatewayapi.Result{
		gatewayapi.SignRight: gatewayapi.Valid, gatewayapi.SignNot: gatewayapi.Unsigned, gatewayapi.SignOtherSecret: gatewayapi.BadSignature,
		gatewayapi.SignOtherAlgorithm: gatewayapi.BadAlgorithm, gatewayapi.SignAlgNone: gatewayapi.BadAlgorithm,
		gatewayapi.SignOtherClaims: gatewayapi.Mismatch, gatewayapi.SignChangedBody: gatewayapi.Mismatch,
	} {
		s.Signing = how
		send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
		if c := e.Newest(t); c.Verdict.Result != want || c.Origin != "simulated" {
			t.Errorf("%s: %s, %s", how, c.Verdict.Result, c.Origin)
		}
	}
	s.Signing, s.Secret = gatewayapi.SignRight, []byte("another")
	send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
	if c := e.Newest(t); c.Verdict.Result != gatewayapi.BadSignature {
		t.Errorf("own secret: %s", c.Verdict.Result)
	}
}

// Another address gets what the provider sends, and nothing of ours.
func TestOtherTargets(t *testing.T) {
	type request struct{ path, header, body string }
	got := make(chan request, 1)
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- request{r.URL.Path, strings.Join(r.Header.Values("X-Ringback-Origin"), ""), string(body)}
	}))
	t.Cleanup(srv.Close)
	e := inspectortest.Open(t)
	s := simulator(t, e, Options{Base: target(t, srv.URL+"/my/app"), Exact: true})
	send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
	if r := <-got; r.path != "/my/app" || r.header != "" || !strings.Contains(r.body, `"message": "foo"`) {
		t.Errorf("%+v", r)
	}
	if e.Count() != 0 {
		t.Error("our receiver got it too")
	}
	kept, err := e.Sent(10)
	if err != nil || len(kept) != 1 || kept[0].Origin != "simulated" || kept[0].End != deliver.Delivered || !strings.Contains(kept[0].Body, `"message": "foo"`) || kept[0].Attempts[0].Status != 200 {
		t.Errorf("kept: %+v, %v", kept, err)
	}
	all, _ := SMS{From: "4520304050", To: "451204", Webhook: "nobody"}.Callbacks(at, s.Random())
	if _, err := s.Send(t.Context(), all[0]); !errors.Is(err, inspector.ErrNotFound) {
		t.Error(err)
	}
}

// instant is a clock on which a wait is over at once.
type instant struct {
	mu    sync.Mutex
	slept time.Duration
}

func (i *instant) Now() time.Time { return at }

func (i *instant) Sleep(ctx context.Context, d time.Duration) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.slept += d
	return ctx.Err()
}

func TestRetriesUntilItIsBack(t *testing.T) {
	var requests int
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if requests++; requests < 5 {
			w.WriteHeader(http.StatusBadGateway)
		}
	}))
	t.Cleanup(srv.Close)
	clock := &instant{}
	s := simulator(t, inspectortest.Open(t), Options{Base: target(t, srv.URL), Retry: gatewayapi.Schedules()[0], Clock: clock, Seed: 1})
	sent := send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
	if len(sent.Climb.Rungs) != 5 || sent.Climb.End != deliver.Delivered || clock.slept < 100*time.Second {
		t.Errorf("%+v after %v", sent.Climb, clock.slept)
	}
	for _, rung := range sent.Climb.Rungs[:4] {
		if rung.Cause != deliver.BadStatus || rung.Status != 502 {
			t.Errorf("%+v", rung)
		}
	}
}

// While the receiver is away nothing is sent; then the next attempt gets through.
func TestAwayForAWhile(t *testing.T) {
	e, s := own(t, Options{Retry: gatewayapi.Schedules()[0], Clock: &instant{}, Away: 20 * time.Hour})
	sent := send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
	last := sent.Climb.Rungs[len(sent.Climb.Rungs)-1]
	if sent.Climb.End != deliver.Delivered || last.Age < 20*time.Hour || len(sent.Climb.Rungs) < 8 || e.Count() != 1 {
		t.Errorf("%s after %d attempts in %v, %d stored", sent.Climb.End, len(sent.Climb.Rungs), last.Age, e.Count())
	}
}

func TestStorm(t *testing.T) {
	e, s := own(t, Options{})
	all, err := SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"}.Callbacks(at, s.Random())
	if err != nil {
		t.Fatal(err)
	}
	next := s.Swarm(all[0])
	w, err := s.Storm(t.Context(), Storm{Count: 300, Connections: 20}, next, nil)
	if err != nil || w.Count != 300 || w.Delivered != 300 || w.Statuses[200] != 300 || w.P50 > w.P99 || w.P99 > w.Longest || w.Rate() <= 0 {
		t.Errorf("%+v, %v", w, err)
	}
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if c := e.Newest(t); e.Count() != 300 || c.Origin != "simulated" || c.DuplicateOf != nil {
		t.Errorf("%d stored, the last one a repeat of %v", e.Count(), c.DuplicateOf)
	}
	clock := &instant{}
	s.Clock = clock
	if w, err := s.Storm(t.Context(), Storm{Count: 10, Rate: 2, Connections: 1}, next, nil); err != nil || w.Delivered != 10 || clock.slept < 4*time.Second {
		t.Errorf("%+v, %v, slept %v", w, err, clock.slept)
	}
	failure := errors.New("no more")
	if _, err := s.Storm(t.Context(), Storm{Count: 10, Connections: 3}, func() (Callback, error) { return Callback{}, failure }, nil); !errors.Is(err, failure) {
		t.Error(err)
	}
	for _, bad := range []Storm{{}, {Count: 1}, {Count: 1, Connections: 1, Rate: -1}, {Count: MaxStorm + 1, Connections: 1}} {
		if _, err := s.Storm(t.Context(), bad, next, nil); err == nil {
			t.Errorf("%+v: no error", bad)
		}
	}
}

// The request to our own receiver has the provider's header lines, in its order,
// and one of ours at the end.
func TestHeadOfARequest(t *testing.T) {
	e, s := own(t, Options{})
	if err := e.SetSecret("default", "hook-secret"); err != nil {
		t.Fatal(err)
	}
	sent := send(t, s, SMS{From: "4520304050", To: "451204", Text: "foo", Webhook: "default"})
	var names []string
	lines := bufio.NewScanner(strings.NewReader(string(sent.Request.Head)))
	for lines.Scan() {
		name, _, _ := strings.Cut(lines.Text(), ":")
		names = append(names, name)
	}
	if got := strings.Join(names, ","); got != "POST / HTTP/1.1,Host,Accept,Content-Type,Content-Length,X-Gwapi-Signature,X-Ringback-Origin," {
		t.Error(got)
	}
}

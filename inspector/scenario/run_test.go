package scenario

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/assets"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/inspectortest"
	"ringback/inspector/simulate"
)

// instant is a clock on which a wait is over at once.
type instant struct {
	mu  sync.Mutex
	now time.Time
}

func (i *instant) Now() time.Time {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.now
}

func (i *instant) Sleep(ctx context.Context, d time.Duration) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.now = i.now.Add(d)
	return ctx.Err()
}

// run runs a scenario against an address, or our own receiver where it is "".
func run(t testing.TB, e *inspectortest.Engine, source, url string) []Result {
	t.Helper()
	s, err := Parse([]byte(source), nil)
	if err != nil {
		t.Fatal(err)
	}
	o := simulate.Options{Own: url == "", Exact: url != "", Clock: &instant{now: inspectortest.Start}}
	if url == "" {
		url = e.URL
	}
	if o.Base, err = deliver.ParseTarget(url); err != nil {
		t.Fatal(err)
	}
	results, err := (&Run{Scenario: s, Engine: e.Inspector, Options: o}).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// wrong returns what went wrong, a line for each step.
func wrong(results []Result) string {
	var lines []string
	for _, r := range results {
		if !r.Passed() {
			lines = append(lines, fmt.Sprintf("%d %s: %s", r.N, r.Step.Name, strings.Join(r.Wrong, "; ")))
		}
	}
	return strings.Join(lines, "\n")
}

// Ringback's own receiver, told to refuse bad signatures, passes what ships.
func TestShippedScenariosPass(t *testing.T) {
	e := inspectortest.Open(t)
	if err := e.SetSecret("default", "hook-secret"); err != nil {
		t.Fatal(err)
	}
	w, err := e.Webhook("default")
	if err != nil {
		t.Fatal(err)
	}
	if len(assets.ScenarioNames()) < 10 {
		t.Error("fewer than ten")
	}
	for _, name := range assets.ScenarioNames() {
		t.Run(name, func(t *testing.T) {
			w.RefuseBad = name == "bad-signatures-must-be-refused"
			if err := e.SetWebhook(w); err != nil {
				t.Fatal(err)
			}
			text, err := assets.Scenario(name)
			if err != nil {
				t.Fatal(err)
			}
			// How fast an answer is depends on the machine.
			source := strings.NewReplacer("within: 5s", "within: 60s", "within: 1s", "within: 60s").Replace(string(text))
			results := run(t, e, source, "")
			if Failed(results) > 0 {
				t.Error(wrong(results))
			}
			if e.Newest(t).Origin != "simulated" {
				t.Error("it is not marked as simulated")
			}
		})
	}
}

// A receiver that does everything wrong fails what ships, all of it.
func TestShippedScenariosFailABadReceiver(t *testing.T) {
	n := 0
	var mu sync.Mutex
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		w.WriteHeader([]int{500, 302, 404}[n%3])
		n++
	}))
	t.Cleanup(srv.Close)
	e := inspectortest.Open(t)
	for _, name := range assets.ScenarioNames() {
		text, err := assets.Scenario(name)
		if err != nil {
			t.Fatal(err)
		}
		if Failed(run(t, e, strings.ReplaceAll(string(text), "retry: ", "# "), srv.URL)) == 0 {
			t.Errorf("%s passes", name)
		}
	}
}

// Each expectation can fail.
func TestExpectations(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/counts":
			w.WriteHeader(http.StatusConflict)
		case "/refuses":
			w.WriteHeader(http.StatusForbidden)
		}
		fmt.Fprint(w, "fine")
	}))
	t.Cleanup(srv.Close)
	e := inspectortest.Open(t)
	const sms = "steps:\n  - webhook: default\n    sms: {from: 4520304050, to: 451204, text: foo}\n    expect: "
	for _, tt := range []struct {
		path, expect, want string
	}{
		{"/", "{}", ""},
		{"/", "{answered: 200, body: fine, within: 1h, end: delivered, attempts: 1}", ""},
		{"/", "{answered: 204}", "answered 200, want 204"},
		{"/", "{answered: 4xx}", "answered 200, want 4xx"},
		{"/", "{answered: refused}", "answered 200, want it refused with 401 or 403"},
		{"/", "{body: wine}", `the answer does not hold "wine"`},
		{"/", "{within: 1ns}", "took "},
		{"/", "{end: gave-up}", "delivered, want gave-up"},
		{"/", "{attempts: 2}", "1 attempts, want at least 2"},
		{"/refuses", "{answered: refused}", ""},
		{"/refuses", "{answered: 403}", ""},
		{"/refuses", "{answered: any}", ""},
		{"/refuses", "{}", "answered 403, want 2xx"},
		{"/counts", "{answered: 4xx}", ""},
		{"/", "{answered: same}", "there is nothing to compare it with"},
		{"/", "{reply: {within: 1ms}}", "no reply came in 1ms"},
		{"/", "{leased: false}", ""},
	} {
		if got := wrong(run(t, e, sms+tt.expect, srv.URL+tt.path)); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s %s: %q, want %q", tt.path, tt.expect, got, tt.want)
		}
	}
}

func TestLeasedOrNot(t *testing.T) {
	e := inspectortest.Open(t)
	const step = "steps:\n  - sms: {from: 4520304050, to: 451204, text: foo}\n"
	if got := wrong(run(t, e, step, "")); !strings.Contains(got, simulate.ErrNotLeased.Error()) {
		t.Error(got)
	}
	if got := wrong(run(t, e, "leases: [{receiver: 451204, keyword: foo}]\n"+step+"    expect: {leased: false}", "")); !strings.Contains(got, "it is leased as 451204 foo") {
		t.Error(got)
	}
	if got := wrong(run(t, e, step+"    webhook: nobody", "")); !strings.Contains(got, inspector.ErrNotFound.Error()) {
		t.Error(got)
	}
	if e.Count() != 0 {
		t.Error("something was sent")
	}
}

// A repeat must be answered as the first one was.
func TestAnsweredTheSame(t *testing.T) {
	seen := map[string]bool{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.URL.Path + fmt.Sprint(r.ContentLength)
		if seen[key] && r.URL.Path == "/counts" {
			w.WriteHeader(http.StatusConflict)
		}
		seen[key] = true
	}))
	t.Cleanup(srv.Close)
	e := inspectortest.Open(t)
	const source = "steps:\n  - webhook: default\n    sms: {from: 4520304050, to: 451204, text: foo}\n  - repeat: {times: 2}\n    expect: {answered: same}\n"
	if got := wrong(run(t, e, source, srv.URL)); got != "" {
		t.Error(got)
	}
	if got := wrong(run(t, e, source, srv.URL+"/counts")); !strings.Contains(got, "answered 409, want the same as before: answered 200") {
		t.Error(got)
	}
}

// A receiver replies through us, in place of the provider.
func TestReplyArrives(t *testing.T) {
	e := inspectortest.Open(t)
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		resp, err := http.Post(e.URL+"/rest/mtsms", "application/json", strings.NewReader(`{"message": "thanks for your vote", "recipients": [{"msisdn": 4520304050}]}`))
		if err == nil {
			resp.Body.Close()
		}
	}))
	t.Cleanup(srv.Close)
	const source = "steps:\n  - webhook: default\n    sms: {from: 4520304050, to: 451204, text: vote}\n    expect: {reply: {within: 60s, contains: thanks}}\n"
	if got := wrong(run(t, e, source, srv.URL)); got != "" {
		t.Error(got)
	}
	// An older reply is not the reply to this.
	other := strings.ReplaceAll(source, "60s", "1ms")
	if got := wrong(run(t, e, strings.ReplaceAll(other, "thanks", "sorry"), srv.URL)); !strings.Contains(got, "no reply") {
		t.Error(got)
	}
}

func TestStepByStep(t *testing.T) {
	e := inspectortest.Open(t)
	s, err := Parse([]byte("steps: [{wait: 1s}, {wait: 2s}, {wait: 3s}]"), nil)
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	var told []int
	r := &Run{
		Scenario: s, Engine: e.Inspector, Options: simulate.Options{Clock: &instant{}},
		Before: func(_ context.Context, n int, step Step) error {
			if n == 3 {
				return enough
			}
			return nil
		},
		After: func(r Result) { told = append(told, r.N) },
	}
	if results, err := r.Run(t.Context()); !errors.Is(err, enough) || len(results) != 2 || fmt.Sprint(told) != "[1 2]" {
		t.Errorf("%v, %v, %v", results, err, told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r.Before = nil
	if _, err := r.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The same seed sends the same.
func TestSameSeedSameCallbacks(t *testing.T) {
	e := inspectortest.Open(t)
	const source = "seed: 7\nsteps:\n  - status: {to: 4520304050}\n  - sms: {from: 4520304050, to: 451204, text: x}\n    webhook: default\n"
	bodies := func() string {
		var all strings.Builder
		for _, r := range run(t, e, source, "") {
			for _, sent := range r.Sent {
				all.Write(sent.Request.Body)
			}
		}
		return all.String()
	}
	if a, b := bodies(), bodies(); a != b || a == "" {
		t.Errorf("%s\n%s", a, b)
	}
}

package replay

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/inspectortest"
)

// received posts callbacks, one after the other and a time apart.
func received(t *testing.T, e *inspectortest.Engine, gaps ...time.Duration) (ids []uint64) {
	t.Helper()
	for n, gap := range gaps {
		e.Clock.Advance(gap)
		e.Post(t, "/sms", inspectortest.MOSMS(n+1))
		ids = append(ids, uint64(n+1))
	}
	return ids
}

// app answers callbacks and notes the numbers in their texts.
type app struct {
	*httptest.Server
	mu   sync.Mutex
	got  []int
	says func(n int) (status int, body string)
}

func newApp(t *testing.T, says func(n int) (int, string)) *app {
	a := &app{says: says}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var n int
		_, rest, _ := strings.Cut(string(body), "foo hello ")
		_, _ = fmt.Sscan(rest[:strings.IndexByte(rest, '"')], &n)
		a.mu.Lock()
		a.got = append(a.got, n)
		a.mu.Unlock()
		status, text := a.says(n)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}))
	t.Cleanup(a.Close)
	return a
}

func fine(int) (int, string) { return 200, "" }

func TestEachIsSentOnce(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, make([]time.Duration, 600)...)
	a := newApp(t, fine)
	told := 0
	run, err := Run(t.Context(), e.Inspector, ids, Options{To: destination(t, e, a.URL), AtOnce: 64, Told: func(inspector.RunResult) { told++ }})
	if err != nil || run.Delivered != 600 || run.Begun != 600 || run.End != inspector.RunDone || told != 600 {
		t.Fatalf("%+v, told %d, %v", run, told, err)
	}
	slices.Sort(a.got)
	if len(slices.Compact(a.got)) != 600 {
		t.Errorf("%d of 600 arrived", len(slices.Compact(a.got)))
	}
	places := map[int]uint64{}
	if err := e.RunResults(run.ID, func(r inspector.RunResult) bool { places[r.Place] = r.Callback; return true }); err != nil || len(places) != 600 {
		t.Errorf("%d results, %v", len(places), err)
	}
}

func TestStopsAtTheFirstFailure(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, make([]time.Duration, 5)...)
	a := newApp(t, func(n int) (int, string) { return 200 + n/3*300, "" })
	run, err := Run(t.Context(), e.Inspector, ids, Options{To: destination(t, e, a.URL), StopAtFailure: true})
	if err != nil || run.End != inspector.RunAtFailure || run.Delivered != 2 || run.Failed != 1 || len(a.got) != 3 {
		t.Errorf("%+v, %v, %v", run, a.got, err)
	}
	stored, err := e.Run(run.ID)
	if err != nil || stored.End != run.End || stored.Begun != len(a.got) || len(stored.Pending) > 0 {
		t.Errorf("stored as %+v, %v", stored, err)
	}
	run, err = Run(t.Context(), e.Inspector, ids, Options{To: destination(t, e, a.URL)})
	if err != nil || run.End != inspector.RunDone || run.Delivered != 2 || run.Failed != 3 {
		t.Errorf("%+v, %v", run, err)
	}
}

func TestCancelled(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, make([]time.Duration, 5)...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a := newApp(t, func(n int) (int, string) {
		if n == 2 {
			cancel()
			<-ctx.Done()
		}
		return 200, ""
	})
	run, err := Run(ctx, e.Inspector, ids, Options{To: destination(t, e, a.URL)})
	if err != nil || run.End != inspector.RunCancelled || run.Delivered < 1 || len(a.got) > 2 {
		t.Errorf("%+v, %v, %v", run, a.got, err)
	}
}

func TestLargeAnswersAreCut(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, 0)
	a := newApp(t, func(int) (int, string) { return 200, strings.Repeat("x", deliver.MaxAnswer+1) })
	var got inspector.RunResult
	run, err := Run(t.Context(), e.Inspector, ids, Options{To: destination(t, e, a.URL), Told: func(r inspector.RunResult) { got = r }})
	if err != nil || run.Delivered != 1 || len(got.Attempt.Body) != deliver.MaxAnswer || !got.Attempt.Truncated {
		t.Errorf("%+v, %v", run, err)
	}
}

// What comes back to our own receiver is known as replayed, or ends the run.
func TestOwnReceiver(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, 0, 0, 0)
	to := destination(t, e, e.URL)
	to.Own = true
	run, err := Run(t.Context(), e.Inspector, ids, Options{To: to})
	if err != nil || run.Delivered != 3 || e.Count() != 6 {
		t.Fatalf("%+v, %v", run, err)
	}
	if c := e.Newest(t); c.Origin != "replayed" || c.Request.Target != "/sms" {
		t.Errorf("%s %s", c.Origin, c.Request.Target)
	}
	// Again, it is not passed on what vouched for it.
	if _, err = Run(t.Context(), e.Inspector, []uint64{6}, Options{To: to}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(record(t, e, 7).Request.Head), "X-Ringback-Origin"); n != 1 {
		t.Errorf("%d lines vouch for it", n)
	}
	to.Own = false
	run, err = Run(t.Context(), e.Inspector, ids, Options{To: to})
	if err != nil || run.End != inspector.RunLooped || run.Delivered != 1 {
		t.Errorf("%+v, %v", run, err)
	}
}

func TestGoneAndUnsendable(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, 0, 0)
	a := newApp(t, fine)
	run, err := Run(t.Context(), e.Inspector, append(ids, 99), Options{To: destination(t, e, a.URL)})
	if err != nil || run.Delivered != 2 || run.Skipped != 1 {
		t.Errorf("%+v, %v", run, err)
	}
}

package replay

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/inspectortest"
)

// Answers are laid beside those of the last run.
func TestFixedAndBroken(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, make([]time.Duration, 6)...)
	var round atomic.Int32
	a := newApp(t, func(n int) (int, string) {
		first := round.Load() == 1
		switch {
		case n == 1 && first, n == 2 && !first, n == 3:
			return 500, ""
		case n == 4:
			return 200, fmt.Sprintf(`{"ok": true, "at": %d}`, round.Load())
		case n == 5:
			return 200, fmt.Sprintf(`{"ok": %v}`, first)
		}
		return 200, ""
	})
	ignored, err := compare.ParseIgnored([]string{"json.at"})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{To: destination(t, e, a.URL), Ignored: ignored}
	var got []string
	o.Told = func(r inspector.RunResult) {
		if r.Last != nil {
			got = append(got, string(r.Last.Outcome))
		}
		if want := map[uint64]compare.Outcome{3: compare.Broken, 6: compare.Changed}[r.Callback]; want != "" && r.Recorded.Outcome != want {
			t.Errorf("%d beside the recorded one: %s", r.Callback, r.Recorded.Outcome)
		}
	}
	round.Store(1)
	run, err := Run(t.Context(), e.Inspector, ids, o)
	if err != nil || len(got) > 0 || run.Failed != 2 {
		t.Fatalf("the first run: %v, %+v, %v", got, run, err)
	}
	// Runs of others do not count.
	if _, err := Run(t.Context(), e.Inspector, ids, Options{To: o.To, Change: Change{Method: "PUT"}}); err != nil {
		t.Fatal(err)
	}
	round.Store(2)
	if run, err = Run(t.Context(), e.Inspector, ids, o); err != nil {
		t.Fatal(err)
	}
	if want := "fixed broken still-failing same changed same"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	if run.Outcomes[compare.Same] != 2 || run.Outcomes[compare.Fixed] != 1 {
		t.Errorf("%v", run.Outcomes)
	}
	// One that the last run left out is found in the one before.
	got = nil
	for _, some := range [][]uint64{{1}, {2}} {
		if _, err := Run(t.Context(), e.Inspector, some, o); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Join(got, " ") != "same still-failing" {
		t.Errorf("%v", got)
	}
}

package replay

import (
	"context"
	"slices"
	"testing"
	"time"

	"ringback/inspector/inspectortest"
)

// virtual is a clock on which waiting takes no time. Nobody waits on it before
// all that is due by now has arrived.
type virtual struct {
	t       *testing.T
	now     time.Time
	due     []time.Duration
	arrived chan struct{}
	at      []time.Duration
}

func (v *virtual) Now() time.Time { return v.now }

func (v *virtual) Sleep(ctx context.Context, d time.Duration) error {
	v.settle()
	v.now = v.now.Add(d)
	return ctx.Err()
}

// settle waits for the arrivals that are due.
func (v *virtual) settle() {
	for len(v.at) < len(v.due) && v.due[len(v.at)] <= v.now.Sub(inspectortest.Start) {
		select {
		case <-v.arrived:
			v.at = append(v.at, v.now.Sub(inspectortest.Start))
		case <-time.After(inspectortest.Patience):
			v.t.Fatalf("place %d did not arrive at %v", len(v.at), v.now)
		}
	}
}

// Each is sent when it is due, in order, on a clock of its own.
func TestPace(t *testing.T) {
	e := inspectortest.Open(t)
	ids := received(t, e, 0, time.Second, 0, 90*time.Minute, -time.Hour, 2*time.Hour)
	seconds := func(all ...float64) (due []time.Duration) {
		for _, s := range all {
			due = append(due, time.Duration(s*float64(time.Second)))
		}
		return due
	}
	for _, tt := range []struct {
		pace Pace
		want []time.Duration
	}{
		{Pace{Gaps: 1}, seconds(0, 1, 1, 5401, 5401, 9001)},
		{Pace{Gaps: 0.5}, seconds(0, 0.5, 0.5, 2700.5, 2700.5, 4500.5)},
		{Pace{Rate: 4}, seconds(0, 0.25, 0.5, 0.75, 1, 1.25)},
		{Pace{}, seconds(0, 0, 0, 0, 0, 0)},
	} {
		clock := &virtual{t: t, now: inspectortest.Start, due: tt.want, arrived: make(chan struct{}, len(ids))}
		a := newApp(t, func(int) (int, string) { clock.arrived <- struct{}{}; return 200, "" })
		run, err := Run(t.Context(), e.Inspector, ids, Options{To: destination(t, e, a.URL), Pace: tt.pace, Clock: clock})
		clock.settle()
		if err != nil || run.Delivered != len(ids) {
			t.Fatalf("%+v, %v", run, err)
		}
		if !slices.Equal(clock.at, tt.want) || !slices.Equal(a.got, []int{1, 2, 3, 4, 5, 6}) || len(clock.arrived) > 0 {
			t.Errorf("%+v: %v at %v\nwant %v", tt.pace, a.got, clock.at, tt.want)
		}
	}
}

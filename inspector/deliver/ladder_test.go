package deliver

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"ringback/inspector/gatewayapi"
)

// virtual is a clock on which a wait is over at once.
type virtual struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func (v *virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

func (v *virtual) Sleep(ctx context.Context, d time.Duration) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.now = v.now.Add(d)
	v.slept += d
	return ctx.Err()
}

func schedule(t testing.TB, name string) gatewayapi.Schedule {
	t.Helper()
	s, err := gatewayapi.ScheduleNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func seeded() *rand.Rand { return rand.New(rand.NewPCG(1, 1)) }

func failing(context.Context, time.Duration) Attempt { return Attempt{Cause: TimedOut, Took: Timeout} }

// A day passes in milliseconds, and both conditions of giving up are kept.
func TestADayOfRetries(t *testing.T) {
	for range 50 {
		clock := &virtual{now: time.Unix(1795436000, 0)}
		l := &Ladder{Try: failing, Schedule: schedule(t, "current"), Random: seeded(), Clock: clock}
		c := l.Run(t.Context())
		n := len(c.Rungs)
		last := c.Rungs[n-1]
		if c.End != GaveUp || n < 12 || last.Age < 24*time.Hour || c.Rungs[n-2].Age >= 24*time.Hour && n-1 >= 12 {
			t.Fatalf("%s after %d attempts in %v", c.End, n, last.Age)
		}
		for k, rung := range c.Rungs[1:] {
			if rung.Age <= c.Rungs[k].Age || rung.At.Before(c.Rungs[k].At) {
				t.Fatalf("rung %d at %v, the one before at %v", k+1, rung.Age, c.Rungs[k].Age)
			}
		}
		if !c.NextAt.IsZero() {
			t.Fatal("there is a next one")
		}
	}
}

// The factor shortens the waits and nothing else.
func TestFactor(t *testing.T) {
	run := func(factor float64) (Climb, time.Duration) {
		clock := &virtual{}
		l := &Ladder{Try: failing, Schedule: schedule(t, "current"), Random: seeded(), Clock: clock, Factor: factor}
		return l.Run(t.Context()), clock.slept
	}
	plain, day := run(1)
	fast, seconds := run(MaxFactor)
	beyond, _ := run(1e9)
	if len(plain.Rungs) != len(fast.Rungs) || len(fast.Rungs) != len(beyond.Rungs) || seconds > day/9999 || seconds < day/10001 {
		t.Errorf("%d rungs in %v, %d in %v", len(plain.Rungs), day, len(fast.Rungs), seconds)
	}
	for n := range plain.Rungs {
		if plain.Rungs[n].Age != fast.Rungs[n].Age {
			t.Fatalf("rung %d at %v and %v", n, plain.Rungs[n].Age, fast.Rungs[n].Age)
		}
	}
}

func TestLadderEndsWithSuccess(t *testing.T) {
	tries := 0
	l := &Ladder{Schedule: schedule(t, "historic"), Random: seeded(), Clock: &virtual{}, Try: func(context.Context, time.Duration) Attempt {
		if tries++; tries < 4 {
			return Attempt{Cause: BadStatus, Status: 503}
		}
		return Attempt{Status: 200}
	}}
	changes := 0
	l.Changed = func() {
		if changes++; changes == 1 {
			if c := l.Climb(); c.NextAge != time.Minute || c.NextAt.IsZero() || len(c.Rungs) != 1 {
				t.Errorf("after the first failure: %+v", c)
			}
		}
	}
	c := l.Run(t.Context())
	if c.End != Delivered || len(c.Rungs) != 4 || c.Rungs[3].Age != 9*time.Minute || changes != 7 {
		t.Errorf("%+v, %d changes", c, changes)
	}
}

// climbing runs a ladder that would wait for minutes, and tells when it waits.
func climbing(t *testing.T, try func(context.Context, time.Duration) Attempt) (l *Ladder, waits chan struct{}, ended chan Climb) {
	waits, ended = make(chan struct{}, 100), make(chan Climb, 1)
	l = &Ladder{Try: try, Schedule: schedule(t, "historic"), Random: seeded()}
	l.Changed = func() {
		if !l.Climb().NextAt.IsZero() {
			waits <- struct{}{}
		}
	}
	go func() { ended <- l.Run(t.Context()) }()
	return l, waits, ended
}

func TestRetryNow(t *testing.T) {
	tries := 0
	l, waits, ended := climbing(t, func(context.Context, time.Duration) Attempt {
		if tries++; tries < 3 {
			return Attempt{Cause: NoConnection}
		}
		return Attempt{Status: 204}
	})
	for range 2 {
		<-waits
		l.RetryNow()
	}
	if c := <-ended; c.End != Delivered || len(c.Rungs) != 3 || c.Rungs[2].Age > time.Minute {
		t.Errorf("%+v", c)
	}
	l.RetryNow() // nothing is left to hurry
}

func TestStop(t *testing.T) {
	l, waits, ended := climbing(t, failing)
	<-waits
	l.Stop()
	if c := <-ended; c.End != Halted || len(c.Rungs) != 1 {
		t.Errorf("%+v", c)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if c := (&Ladder{Try: failing, Schedule: schedule(t, "current"), Random: seeded()}).Run(ctx); c.End != Halted || len(c.Rungs) != 1 {
		t.Errorf("%+v", c)
	}
}

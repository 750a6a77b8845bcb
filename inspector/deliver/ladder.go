package deliver

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Schedule says when to try again.
type Schedule interface {
	// Delay draws how long to wait after a number of failures, from 1.
	Delay(failures int, r *rand.Rand) time.Duration
	// GiveUp tells whether to stop after a number of failures, the first of which
	// was age ago.
	GiveUp(failures int, age time.Duration) bool
}

// Clock is what a [Ladder] waits by.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, or until ctx ends, which is its error.
	Sleep(ctx context.Context, d time.Duration) error
}

// System is the clock of this system.
type System struct{}

// Now implements [Clock].
func (System) Now() time.Time { return time.Now() }

// Sleep implements [Clock].
func (System) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// MaxFactor is how many times as fast as time a ladder can be climbed.
const MaxFactor = 10_000

// End says how a ladder ended.
type End string

// The ends; Climbing is none yet.
const (
	Climbing  End = ""
	Delivered End = "delivered"
	GaveUp    End = "gave-up"
	Halted    End = "stopped"
)

// Rung is one attempt of a ladder.
type Rung struct {
	Attempt
	// Age is how long after the first attempt it began, by the schedule: what
	// the factor takes out of the waiting is in it.
	Age time.Duration
}

// Climb is how far a ladder is.
type Climb struct {
	Rungs []Rung
	End   End
	// NextAge is the age at which the next attempt begins, and NextAt when that
	// will be on the clock; zero while an attempt is under way, and at the end.
	NextAge time.Duration
	NextAt  time.Time
}

// Ladder repeats a delivery until it succeeds. [Ladder.Run] climbs it once; the
// other methods may be called meanwhile from any goroutine.
type Ladder struct {
	// Try makes one attempt; age is how long after the first one, by the schedule.
	Try      func(ctx context.Context, age time.Duration) Attempt
	Schedule Schedule
	// Random draws the spread of the delays; a seeded one draws the same again.
	Random *rand.Rand
	// Clock is [System] where it is nil.
	Clock Clock
	// Factor is how many times as fast as time it waits, from 1 (also for 0) up
	// to [MaxFactor]. Attempts take the time that they take.
	Factor float64
	// Changed is called after each change, from the goroutine of Run; nil is not.
	Changed func()

	mu    sync.Mutex
	climb Climb
	hurry func() // ends the wait that is under way
	halt  bool
}

// Climb returns how far it is.
func (l *Ladder) Climb() Climb {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.climb
	c.Rungs = slices.Clone(c.Rungs)
	return c
}

// RetryNow ends the wait for the next attempt, if there is one under way.
func (l *Ladder) RetryNow() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.hurry != nil {
		l.hurry()
	}
}

// Stop lets no further attempt begin. One that is under way is finished.
func (l *Ladder) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.halt = true
	if l.hurry != nil {
		l.hurry()
	}
}

// Run makes attempts until one succeeds, the schedule gives up, or it is stopped
// or ctx ends, and returns all of them.
func (l *Ladder) Run(ctx context.Context) Climb {
	clock := l.Clock
	if clock == nil {
		clock = System{}
	}
	factor := min(max(l.Factor, 1), MaxFactor)
	faster := func(d time.Duration) time.Duration { return time.Duration(float64(d) / factor) }
	var age time.Duration
	for failures := 1; ; failures++ {
		at := clock.Now()
		a := l.Try(ctx, age)
		a.At = at
		waiting, hurry := context.WithCancel(ctx)
		delay := time.Duration(0)
		end := l.change(func(c *Climb) {
			c.Rungs = append(c.Rungs, Rung{Attempt: a, Age: age})
			switch {
			case a.OK():
				c.End = Delivered
			case l.halt || ctx.Err() != nil:
				c.End = Halted
			case l.Schedule.GiveUp(failures, age):
				c.End = GaveUp
			default:
				age += a.Took
				delay = l.Schedule.Delay(failures, l.Random)
				c.NextAge, c.NextAt, l.hurry = age+delay, clock.Now().Add(faster(delay)), hurry
			}
		})
		if end == Climbing {
			began := clock.Now()
			if clock.Sleep(waiting, faster(delay)) == nil {
				age += delay
			} else { // somebody is in a hurry
				age += min(delay, time.Duration(float64(clock.Now().Sub(began))*factor))
			}
			end = l.change(func(c *Climb) {
				c.NextAge, c.NextAt, l.hurry = 0, time.Time{}, nil
				if l.halt || ctx.Err() != nil {
					c.End = Halted
				}
			})
		}
		hurry()
		if end != Climbing {
			return l.Climb()
		}
	}
}

// change changes what Climb returns, says so, and returns the end.
func (l *Ladder) change(how func(*Climb)) End {
	l.mu.Lock()
	how(&l.climb)
	end := l.climb.End
	l.mu.Unlock()
	if l.Changed != nil {
		l.Changed()
	}
	return end
}

package gatewayapi

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Schedule says when a callback that was not answered with 200 to 299 is sent
// again, and when it is given up.
type Schedule struct {
	// Name is how people choose it.
	Name string
	// About says in a sentence what it is.
	About string
	// First is the delay after the first failure; it doubles with each further
	// one, up to Longest.
	First, Longest time.Duration
	// Spread is how far a delay may be from that, as a part of it: 0.5 draws from
	// half of it up to one and a half.
	Spread float64
	// Fixed are the delays where they do not grow by a rule.
	Fixed []time.Duration
	// It is given up after LeastAttempts, and not before LeastAge has passed since
	// the first one: both must hold.
	LeastAttempts int
	LeastAge      time.Duration
}

// Schedules lists the presets. The provider says that delays grow with much
// random spread, and that it gives up after many attempts and at least 24 hours,
// and keeps the numbers to itself: those of "current" are ours.
func Schedules() []Schedule {
	current := Schedule{
		Name: "current", About: "An approximation of what the provider does today; the exact numbers are not published.",
		First: 15 * time.Second, Longest: 6 * time.Hour, Spread: 0.5, LeastAttempts: 12, LeastAge: 24 * time.Hour,
	}
	historic := Schedule{
		Name: "historic", About: "Six repeats at fixed delays, as the provider did from 2018 on.",
		Fixed:         []time.Duration{time.Minute, 2 * time.Minute, 6 * time.Minute, 24 * time.Minute, 2 * time.Hour, 12 * time.Hour},
		LeastAttempts: 7,
	}
	fast := current
	fast.Name, fast.About = "fast", "As current, a thousand times as fast: for tests."
	fast.First /= 1000
	fast.Longest /= 1000
	fast.LeastAge /= 1000
	return []Schedule{current, historic, fast}
}

// ScheduleNamed returns a preset. The error lists the names there are.
func ScheduleNamed(name string) (Schedule, error) {
	var names []string
	for _, s := range Schedules() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Schedule{}, fmt.Errorf("no schedule %q: want one of %s", name, strings.Join(names, ", "))
}

// Delay draws how long to wait after a number of failed attempts, from 1.
func (s Schedule) Delay(failures int, r *rand.Rand) time.Duration {
	failures = max(failures, 1)
	if len(s.Fixed) > 0 {
		return s.Fixed[min(failures, len(s.Fixed))-1]
	}
	delay := s.First
	for range failures - 1 {
		if delay >= s.Longest {
			break
		}
		delay *= 2
	}
	delay = min(delay, s.Longest)
	return time.Duration(float64(delay) * (1 - s.Spread + 2*s.Spread*r.Float64()))
}

// GiveUp tells whether a callback is given up after a number of failed attempts
// that began age ago.
func (s Schedule) GiveUp(failures int, age time.Duration) bool {
	return failures >= s.LeastAttempts && age >= s.LeastAge
}

package simulate

import (
	"context"
	"slices"
	"sync"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
)

// Storm is many callbacks at a time.
type Storm struct {
	// Count is how many, Rate how many a second (0: as many as go), Connections on
	// how many connections at a time.
	Count       int
	Rate        float64
	Connections int
}

// The limits of a storm.
const (
	MaxStorm       = 1_000_000
	MaxConnections = 256
)

// Check returns an [inspector.FieldError] for a storm that cannot be.
func (s Storm) Check() error {
	switch {
	case s.Count < 1 || s.Count > MaxStorm:
		return inspector.BadField("count", "must be from 1 to %d", MaxStorm)
	case !(s.Rate >= 0 && s.Rate <= 1e6):
		return inspector.BadField("rate", "must be from 0 to 1000000 a second")
	case s.Connections < 1 || s.Connections > MaxConnections:
		return inspector.BadField("connections", "must be from 1 to %d", MaxConnections)
	}
	return nil
}

// Swarm returns what makes a storm of one callback: the same again and again,
// each time under a new id.
func (s *Simulator) Swarm(c Callback) func() (Callback, error) {
	return func() (Callback, error) {
		c.Fields = gatewayapi.NewID(c.Fields, s.random)
		return c, nil
	}
}

// Weather is what came of a storm.
type Weather struct {
	// Count is how many were sent, Delivered how many with success.
	Count, Delivered int
	// Causes counts the failures.
	Causes map[deliver.Cause]int
	// Statuses counts the answers.
	Statuses map[int]int
	Took     time.Duration
	// Half of the attempts took no longer than P50, 99 of 100 no longer than P99.
	P50, P99, Longest time.Duration
}

// Rate returns how many were sent a second.
func (w Weather) Rate() float64 { return float64(w.Count) / w.Took.Seconds() }

// Storm sends what next makes, each once. next is called from one goroutine.
// progress may be nil. An error, of next or of ctx, ends it, and what was sent
// before is in the weather.
func (s *Simulator) Storm(ctx context.Context, storm Storm, next func() (Callback, error), progress func(sent int)) (Weather, error) {
	if err := storm.Check(); err != nil {
		return Weather{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	todo, done := make(chan Callback), make(chan deliver.Attempt)
	failed := make(chan error, storm.Connections+1)
	began := time.Now()
	var work sync.WaitGroup
	work.Go(func() {
		defer close(todo)
		if err := s.supply(ctx, storm, next, todo); err != nil {
			failed <- err
			cancel()
		}
	})
	for range storm.Connections {
		work.Go(func() {
			for c := range todo {
				a, err := s.sendOnce(ctx, c)
				if err != nil {
					failed <- err
					cancel()
					return
				}
				done <- a
			}
		})
	}
	go func() {
		work.Wait()
		close(done)
	}()
	w := Weather{Causes: map[deliver.Cause]int{}, Statuses: map[int]int{}}
	var took []time.Duration
	for a := range done {
		w.add(a)
		took = append(took, a.Took)
		if progress != nil {
			progress(w.Count)
		}
	}
	w.Took = time.Since(began)
	if slices.Sort(took); len(took) > 0 {
		w.P50, w.P99, w.Longest = took[len(took)/2], took[len(took)*99/100], took[len(took)-1]
	}
	select {
	case err := <-failed:
		return w, err
	default:
		return w, nil
	}
}

func (w *Weather) add(a deliver.Attempt) {
	w.Count++
	if a.Status != 0 {
		w.Statuses[a.Status]++
	}
	if a.OK() {
		w.Delivered++
	} else {
		w.Causes[a.Cause]++
	}
}

// supply hands the callbacks out, each at its time.
func (s *Simulator) supply(ctx context.Context, storm Storm, next func() (Callback, error), todo chan<- Callback) error {
	began := s.Clock.Now()
	for n := range storm.Count {
		if storm.Rate > 0 {
			due := began.Add(time.Duration(float64(n) / storm.Rate * float64(time.Second)))
			if wait := due.Sub(s.Clock.Now()); wait > 0 {
				if err := s.Clock.Sleep(ctx, wait); err != nil {
					return err
				}
			}
		}
		c, err := next()
		if err != nil {
			return err
		}
		select {
		case todo <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// sendOnce sends a callback a single time. It may be called from many goroutines.
func (s *Simulator) sendOnce(ctx context.Context, c Callback) (deliver.Attempt, error) {
	target, q, err := s.Prepare(c)
	if err != nil {
		return deliver.Attempt{}, err
	}
	return s.try(ctx, target, &q, q), nil
}

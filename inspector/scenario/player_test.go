package scenario

import (
	"context"
	"errors"
	"testing"

	"ringback/inspector/inspectortest"
	"ringback/inspector/simulate"
)

// played runs four steps with a player, which is told the number of each.
func played(t *testing.T, p *Player) (began chan int, ended chan error) {
	t.Helper()
	s, err := Parse([]byte("steps: [{wait: 1s}, {wait: 1s}, {wait: 1s}, {wait: 1s}]"), nil)
	if err != nil {
		t.Fatal(err)
	}
	began, ended = make(chan int, 10), make(chan error, 1)
	e := inspectortest.Open(t)
	r := &Run{Scenario: s, Engine: e.Inspector, Options: simulate.Options{Clock: &instant{}}}
	r.Before = func(ctx context.Context, n int, step Step) error {
		if err := p.Before(ctx, n, step); err != nil {
			return err
		}
		began <- n
		return nil
	}
	go func() {
		_, err := r.Run(t.Context())
		ended <- err
	}()
	return began, ended
}

func TestPlayer(t *testing.T) {
	p := new(Player)
	p.Pause()
	began, ended := played(t, p)
	for want := 1; want <= 2; want++ {
		select {
		case n := <-began:
			t.Fatalf("step %d began while it was held", n)
		default:
		}
		p.Step()
		if n := <-began; n != want || !p.Paused() {
			t.Fatalf("step %d began, want %d", n, want)
		}
	}
	p.Play()
	if err := <-ended; err != nil || p.Paused() || <-began != 3 || <-began != 4 {
		t.Errorf("%v", err)
	}
}

func TestHeldRunsEndWithTheirContext(t *testing.T) {
	p := new(Player)
	p.Pause()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Before(ctx, 1, Step{}) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

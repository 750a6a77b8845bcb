package gatewayapi

import (
	"math/rand/v2"
	"testing"
	"time"
)

// A delay stays in the bounds of its spread, and uses them.
func TestDelayStaysInItsBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	s, err := ScheduleNamed("current")
	if err != nil {
		t.Fatal(err)
	}
	for failures, middle := range map[int]time.Duration{
		1: 15 * time.Second, 2: 30 * time.Second, 5: 240 * time.Second, 11: 15360 * time.Second, 12: 6 * time.Hour, 1000: 6 * time.Hour,
	} {
		least, most := time.Duration(1<<62), time.Duration(0)
		for range 10_000 {
			d := s.Delay(failures, r)
			least, most = min(least, d), max(most, d)
		}
		if least < middle/2 || most > middle*3/2 {
			t.Errorf("after %d: from %v to %v, out of bounds", failures, least, most)
		}
		if least > middle*51/100 || most < middle*149/100 {
			t.Errorf("after %d: from %v to %v, bounds not used", failures, least, most)
		}
	}
}

func TestSameSeedSameDelays(t *testing.T) {
	s := Schedules()[0]
	a, b := rand.New(rand.NewPCG(7, 7)), rand.New(rand.NewPCG(7, 7))
	for n := range 20 {
		if s.Delay(n, a) != s.Delay(n, b) {
			t.Fatal("other delays")
		}
	}
}

// Both conditions must hold.
func TestGiveUpNeedsBoth(t *testing.T) {
	s := Schedules()[0]
	for _, tt := range []struct {
		failures int
		age      time.Duration
		want     bool
	}{
		{12, 24 * time.Hour, true},
		{11, 24 * time.Hour, false},
		{12, 24*time.Hour - 1, false},
		{11, 1000 * time.Hour, false},
		{1000, time.Hour, false},
	} {
		if s.GiveUp(tt.failures, tt.age) != tt.want {
			t.Errorf("%d in %v: want %v", tt.failures, tt.age, tt.want)
		}
	}
}

func TestPresets(t *testing.T) {
	historic, err := ScheduleNamed("historic")
	if err != nil {
		t.Fatal(err)
	}
	total := time.Duration(0)
	for n := 1; !historic.GiveUp(n, total); n++ {
		total += historic.Delay(n, nil)
	}
	if total != 14*time.Hour+33*time.Minute {
		t.Errorf("historic gives up after %v", total)
	}
	fast, _ := ScheduleNamed("fast")
	if current := Schedules()[0]; fast.First*1000 != current.First || fast.LeastAge*1000 != current.LeastAge {
		t.Errorf("fast: %+v", fast)
	}
	if _, err := ScheduleNamed("slow"); err == nil {
		t.Error("no error")
	}
}

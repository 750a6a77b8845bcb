package filter

import (
	"testing"
	"time"
)

func TestDaysAreThoseOfTheZone(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Skip("this system has no time zones")
	}
	// On 25 October 2026 the day has 25 hours.
	now := time.Date(2026, 10, 25, 12, 0, 0, 0, zone)
	f, err := Parse("on:today")
	if err != nil {
		t.Fatal(err)
	}
	if !f.Relative() {
		t.Error("today is not relative")
	}
	n := f.At(now, zone)
	from := time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC)
	for at, want := range map[time.Duration]bool{-time.Microsecond: false, 0: true, 25*time.Hour - time.Microsecond: true, 25 * time.Hour: false} {
		if got := n.Match(made{at: from.Add(at)}); got != want {
			t.Errorf("%v after the day begins: %v, want %v", at, got, want)
		}
	}
}

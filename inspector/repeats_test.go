package inspector_test

import (
	"testing"
	"time"

	"ringback/inspector/inspectortest"
)

func TestRepeatsSinceATime(t *testing.T) {
	e := inspectortest.Open(t)
	post := func(n ...int) {
		for _, n := range n {
			e.Post(t, "/", inspectortest.MOSMS(n))
		}
	}
	post(1, 2, 3, 3) // a repeat before it does not count
	e.Clock.Advance(time.Hour)
	since := e.Clock.Now()
	post(1, 1, 4, 4, 5)
	e.Post(t, "/", "nobody knows what this is")
	e.Post(t, "/", "nobody knows what this is")
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if n, err := e.Repeats(since); err != nil || n != 3 {
		t.Errorf("%d repeats, %v; #1 twice and #4 once", n, err)
	}
	if n, err := e.Repeats(since.Add(time.Hour)); err != nil || n != 0 {
		t.Errorf("%d repeats since then, %v", n, err)
	}
}

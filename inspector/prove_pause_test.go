package inspector

import (
	"testing"
	"time"

	"ringback/inspector/reach"
)

func TestWhenTheWayInIsProvenAgain(t *testing.T) {
	good, warned := Proof{Verdict: reach.OK}, Proof{Verdict: reach.Warn, Cause: reach.ExpiresSoon}
	failed, wrong := Proof{Verdict: reach.Fail, Cause: reach.Timeout}, Proof{Verdict: reach.Fail, Cause: reach.WrongName}
	for _, tt := range []struct {
		name string
		p    Proof
		age  time.Duration
		want time.Duration
	}{
		{"good", good, time.Minute, 6 * time.Hour},
		{"expires soon", warned, time.Minute, 6 * time.Hour},
		{"failed", failed, time.Minute, 10 * time.Minute},
		{"its certificate is being issued", wrong, 9 * time.Minute, 30 * time.Second},
		{"its certificate never came", wrong, 11 * time.Minute, 10 * time.Minute},
	} {
		if got := untilNext(tt.p, tt.age); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

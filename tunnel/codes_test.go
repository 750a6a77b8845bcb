package tunnel

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestEveryCodeStandsOnceAndHasItsWords(t *testing.T) {
	seen := map[int]bool{}
	for _, r := range refusals() {
		if r.Cause == "" || r.Remedy == "" || r.About == "" {
			t.Errorf("%v: words are missing", r.codes)
		}
		if r.retry == never && strings.Contains(r.Remedy, "by itself") {
			t.Errorf("%v: it is not tried again", r.codes)
		}
		for _, code := range r.codes {
			if seen[code] {
				t.Errorf("%d stands twice", code)
			}
			seen[code] = true
			if got := AdviseCode(fmt.Sprintf("ERR_NGROK_%d", code)); got != r.Advice {
				t.Errorf("%d: %+v", code, got)
			}
		}
	}
}

func TestWhichRefusalsPass(t *testing.T) {
	for want, codes := range map[retry][]int{
		always: {128, 349, 351, 380, 722, 741, 742, 743},
		graced: {108, 334, 348, 350},
		never:  {102, 103, 105, 107, 300, 307, 319, 324, 397, 725, 2200, 4018, 4026, 31337},
	} {
		for _, code := range codes {
			if got := lookUp(fmt.Sprintf("ERR_NGROK_%d", code)).retry; got != want {
				t.Errorf("%d: %d, want %d", code, got, want)
			}
		}
	}
}

func TestAdviceForCodesAndFaults(t *testing.T) {
	for _, tt := range []struct {
		err    error
		about  About
		phrase string
	}{
		{&Fault{Code: "ERR_NGROK_107"}, AboutToken, "does not accept"},
		{fmt.Errorf("tunnel: %w", &Fault{Code: "ERR_NGROK_320"}), AboutURL, "another ngrok account"},
		{&Fault{Code: "ERR_NGROK_2205"}, AboutService, "traffic policy (ERR_NGROK_2205)"},
		{&Fault{Code: "ERR_NGROK_31337"}, AboutService, "ERR_NGROK_31337"},
		{&Fault{kind: ErrIntercepted}, AboutNetwork, "intercepts TLS"},
		{ErrNoToken, AboutToken, "No authtoken"},
		{fmt.Errorf("listen: %w", ErrInUse), AboutURL, "Another program"},
		{&Fault{kind: ErrConfig}, AboutNetwork, "set up"},
	} {
		if got := Advise(tt.err); got.About != tt.about || !strings.Contains(got.Cause, tt.phrase) || got.Remedy == "" {
			t.Errorf("%v: %+v", tt.err, got)
		}
	}
	if got := Advise(errors.New("something else")); got != (Advice{}) {
		t.Errorf("something else: %+v", got)
	}
}

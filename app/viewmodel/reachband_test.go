package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

func TestReachBand(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	at := func(hours float64) time.Time { return now.Add(-time.Duration(hours * float64(time.Hour))) }
	b := NewReachBand([]inspector.OpenSpan{
		{From: at(30), Until: at(12)},
		{From: at(12).Add(10 * time.Second), Until: at(6)}, // too short to tell
		{From: at(5), Until: now, Open: true},
	}, now, time.UTC)
	if len(b.Parts) != 3 || b.Parts[0].From != 0 || b.Parts[2].To != 1 || b.Parts[2].From < 0.79 || b.Parts[2].From > 0.80 {
		t.Errorf("parts %+v", b.Parts)
	}
	if !b.Closed.Equal(at(6)) || !b.Since.Equal(at(5)) {
		t.Errorf("closed %v – %v", b.Closed, b.Since)
	}
	if b.Say(4, time.UTC); b.When != "Closed 08:00 – 09:00." || !strings.Contains(b.Text, "4 repeats came in since.") {
		t.Errorf("it says %q, %q", b.When, b.Text)
	}
	never := NewReachBand(nil, now, time.UTC)
	if never.Say(0, time.UTC); never.Text != "" || len(never.Parts) != 0 {
		t.Errorf("without any time: %+v", never)
	}
}

func TestProofWords(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		proof *inspector.Proof
		want  string
		tone  Tone
	}{
		{nil, "", Plain},
		{&inspector.Proof{At: now.Add(-2 * time.Minute), Verdict: "ok", NotAfter: now.AddDate(0, 2, 0)}, "Proven 2m ago", OK},
		{&inspector.Proof{Verdict: "warn", Text: "It expires soon.", Hint: "Renew it."}, "It expires soon. Renew it.", Warn},
		{&inspector.Proof{Verdict: "fail", Text: "It expired.", Hint: "Renew it."}, "It expired. Renew it.", Bad},
	} {
		if text, tone := proofWords(c.proof, now); !strings.HasPrefix(text, c.want) || tone != c.tone {
			t.Errorf("%+v: %q, %v", c.proof, text, tone)
		}
	}
}

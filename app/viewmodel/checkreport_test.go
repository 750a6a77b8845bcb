package viewmodel

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ringback/inspector/reach"
)

func TestCheckReport(t *testing.T) {
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/other", http.StatusMovedPermanently)
		}
	}))
	gone := httptest.NewServer(nil)
	gone.Close()
	defer hook.Close()
	for _, c := range []struct {
		address string
		tone    Tone
		verdict string
		finding string
		steps   []string // parts of what each saw
		tones   []Tone
	}{
		{hook.URL + "/sms?key=1", Warn, "something should be looked at", "travel unencrypted",
			[]string{"/sms?…", "127.0.0.1", "connected to 127.0.0.1", "not used", "200 OK"}, []Tone{Warn, Warn, OK, Muted, OK}},
		{hook.URL + "/moved", Bad, "do not arrive", "Redirects are not followed",
			[]string{"/moved", "127.0.0.1", "connected", "not used", "301 Moved Permanently"}, []Tone{Warn, Warn, OK, Muted, Bad}},
		{gone.URL, Bad, "do not arrive", "refuses the connection",
			[]string{"http://127.0.0.1", "127.0.0.1", "no connection", "not reached", "not reached"}, []Tone{Warn, Warn, Bad, Muted, Muted}},
		{strings.Replace(hook.URL, "http:", "https:", 1), Bad, "do not arrive", "does not speak TLS",
			[]string{"https://127.0.0.1", "127.0.0.1", "connected", "no TLS connection", "not reached"}, []Tone{OK, Warn, OK, Bad, Muted}},
	} {
		address, err := reach.ParseAddress(c.address)
		if err != nil {
			t.Fatal(err)
		}
		r := reach.Check(context.Background(), address, reach.Options{})
		got := NewCheckReport(r)
		if got.Tone != c.tone || !strings.Contains(got.Verdict, c.verdict) {
			t.Errorf("%s: %q, tone %v", c.address, got.Verdict, got.Tone)
		}
		found := false
		for _, f := range got.Findings {
			found = found || strings.Contains(f.Text, c.finding) && f.Hint != ""
		}
		if !found {
			t.Errorf("%s: %+v lacks %q", c.address, got.Findings, c.finding)
		}
		for i, step := range got.Steps {
			if !strings.Contains(step.Seen, c.steps[i]) || step.Tone != c.tones[i] || step.Name == "" {
				t.Errorf("%s: step %d is %+v, want %q, %v", c.address, i, step, c.steps[i], c.tones[i])
			}
		}
		if text := CheckJSON(r); !strings.Contains(text, `"verdict": "`+string(r.Verdict)+`"`) {
			t.Errorf("as JSON: %s", text)
		}
	}
}

func TestCheckVerdict(t *testing.T) {
	answered := &reach.Report{Verdict: reach.OK, TotalMS: 34, Answer: &reach.Answer{Status: 204}}
	if got := checkVerdict(answered); got != "Callbacks arrive here: 204 No Content after 34 ms." {
		t.Errorf("got %q", got)
	}
}

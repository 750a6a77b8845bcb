package viewmodel

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/tunnel"
)

var online = tunnel.Status{State: tunnel.Online, URL: "http://127.0.0.1:4100"}

func barText(b StatusBar) string {
	texts := []string{b.Recording.Text}
	for _, t := range b.Left {
		texts = append(texts, t.Text)
	}
	texts = append(texts, "|")
	for _, t := range b.Right {
		texts = append(texts, t.Text)
	}
	return strings.Join(texts, " · ")
}

func TestStatusBar(t *testing.T) {
	fine := inspector.Health{OK: true}
	for _, tt := range []struct {
		name string
		s    Situation
		want string
		tone Tone
	}{
		{"fine", Situation{
			Health: fine, Receiver: online, Total: 100_000, Indexed: 100_000, Rate: "12.4/s", FileSize: 84_200_000,
			Retention: inspector.Retention{Days: 30},
		}, "Recording · 100,000 callbacks · 12.4/s · | · 127.0.0.1:4100 · 84.2 MB · keeps 30 days", OK},
		{"filtered and behind", Situation{
			Health: fine, Receiver: online, Total: 100_000, Shown: 12, Filtered: true, Indexed: 50_000, Refused: 3,
			Retention: inspector.Retention{Days: 1, Count: 5000, Bytes: 2e9},
		}, "Recording · 100,000 callbacks · 12 shown · 3 refused · filters catching up, 50 % · | · 127.0.0.1:4100 · keeps 1 day, 5,000, 2.0 GB", OK},
		{"storing fails", Situation{Health: inspector.Health{Cause: "disk full"}, Receiver: online},
			"Not recording · 0 callbacks · | · 127.0.0.1:4100 · keeps all", Bad},
		{"starting", Situation{Health: fine, Receiver: tunnel.Status{State: tunnel.Connecting}}, "Starting · 0 callbacks · | · keeps all", Info},
		{"port taken", Situation{Health: fine, Receiver: tunnel.Status{State: tunnel.Failed, Err: errors.New("in use")}},
			"Not receiving · 0 callbacks · | · keeps all", Bad},
		{"off", Situation{Health: fine}, "Not receiving · 0 callbacks · | · keeps all", Warn},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bar := NewStatusBar(tt.s)
			if got := barText(bar); got != tt.want || bar.Recording.Tone != tt.tone {
				t.Errorf("got  %s in %v\nwant %s", got, bar.Recording.Tone, tt.want)
			}
			if bar.Recording.Tip == "" {
				t.Error("it does not say why")
			}
		})
	}
}

func TestPill(t *testing.T) {
	for _, tt := range []struct {
		s    tunnel.Status
		want Pill
	}{
		{tunnel.Status{}, Pill{Text: "Local only", Tone: Muted}},
		{tunnel.Status{State: tunnel.Connecting, Err: errors.New("slow")}, Pill{Text: "Connecting", Tone: Info, Busy: true, Why: "slow"}},
		{online, Pill{Text: "Online", Tone: OK, URL: "http://127.0.0.1:4100"}},
		{tunnel.Status{State: tunnel.Reconnecting, URL: "u"}, Pill{Text: "Reconnecting", Tone: Warn, Busy: true, URL: "u"}},
		{tunnel.Status{State: tunnel.Failed}, Pill{Text: "Offline", Tone: Bad}},
	} {
		if got := NewPill(tt.s); got != tt.want {
			t.Errorf("got %+v, want %+v", got, tt.want)
		}
	}
}

func TestStorageBanner(t *testing.T) {
	b, ok := StorageBanner(inspector.Health{Cause: "disk\nfull", Since: noon}, "Make room.", noon.Add(5*time.Minute))
	if !ok || b.Title != "Nothing has been recorded for 5 min. Callers get 503 and will send again." || b.Cause != "disk↵full" || b.Hint != "Make room." || b.Tone != Bad {
		t.Errorf("%+v", b)
	}
	b, _ = StorageBanner(inspector.Health{Cause: "x", Since: noon}, "", noon)
	if b.Title != "Nothing is recorded now. Callers get 503 and will send again." {
		t.Errorf("%+v", b)
	}
	if _, ok := StorageBanner(inspector.Health{OK: true}, "", noon); ok {
		t.Error("a banner while all is well")
	}
}

func TestRemovedText(t *testing.T) {
	if got := RemovedText([]inspector.Removal{{Count: 1, Why: "age"}, {Count: 2000, Why: "size"}}); got != "Removed by retention: 1 callback too old, 2,000 callbacks more than fits." {
		t.Error(got)
	}
	if RemovedText(nil) != "" {
		t.Error("nothing was removed")
	}
}

func TestRate(t *testing.T) {
	var r Rate
	if r.Text(noon) != "" {
		t.Error("a rate of nothing")
	}
	for i := range 1000 { // a hundred a second for ten seconds
		r.Add(noon.Add(time.Duration(i)*10*time.Millisecond), uint64(i))
	}
	end := noon.Add(9990 * time.Millisecond)
	if got := r.Text(end); got != "100/s" {
		t.Error(got)
	}
	if len(r.samples) > 150 {
		t.Errorf("%d samples are kept", len(r.samples))
	}
	if got := r.Text(end.Add(rateOver)); got != "" {
		t.Errorf("%s after a silence", got)
	}
	r = Rate{}
	r.Add(noon, 1000)
	r.Add(noon.Add(time.Second), 1012)
	if got := r.Text(noon.Add(time.Second)); got != "12.0/s" {
		t.Error(got)
	}
	r.Add(noon.Add(2*time.Second), 0) // callbacks were deleted
	if got := r.Text(noon.Add(2 * time.Second)); got != "" {
		t.Error(got)
	}
}

func TestFirstRun(t *testing.T) {
	run := NewFirstRun(online, tunnel.Status{}, noon, false, noon.Add(12*time.Second))
	if s := run.Steps[0]; !s.Done || s.Text != "On 127.0.0.1:4100." || s.Side != "12s ago" {
		t.Errorf("%+v", s)
	}
	if s := run.Steps[1]; s.Done || s.Value != online.URL || !strings.Contains(s.Text, "Nothing else can reach it") {
		t.Errorf("%+v", s)
	}
	if s := run.Steps[2]; s.Done || s.Action == "" {
		t.Errorf("%+v", s)
	}
	public := tunnel.Status{State: tunnel.Online, URL: "https://a.example"}
	run = NewFirstRun(online, public, noon, true, noon)
	if !run.Steps[0].Done || !run.Steps[1].Done || run.Steps[1].Value != public.URL || strings.Contains(run.Steps[1].Text, "only") {
		t.Errorf("%+v", run.Steps)
	}
	for _, s := range []tunnel.Status{{}, {State: tunnel.Connecting}, {State: tunnel.Failed, Err: errors.New("in use")}} {
		run = NewFirstRun(s, tunnel.Status{}, time.Time{}, false, noon)
		if run.Steps[0].Failed != (s.State == tunnel.Failed) {
			t.Errorf("%v: the first step is marked as failed: %v", s, run.Steps[0].Failed)
		}
		if run.Steps[0].Done || run.Steps[0].Title == "" || run.Steps[0].Text == "" || strings.Contains(run.Text, "below shows") {
			t.Errorf("%v: %+v", s, run)
		}
	}
}

func TestEmptyStatesSayWhy(t *testing.T) {
	failed := Filter{Quick: inspector.Failed}
	if got := NoMatch(failed, 100_000, time.UTC).Text; got != "Failed matches none of 100,000 callbacks." {
		t.Error(got)
	}
	if got := NoMatch(Filter{Quick: inspector.Starred}, 5, time.UTC); got.Title != "Nothing is starred" {
		t.Error(got)
	}
	if NoSelection().Text == "" || Several(1200).Title != "1,200 selected" {
		t.Error(NoSelection(), Several(1200))
	}
}

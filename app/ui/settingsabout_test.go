package ui

import (
	"strings"
	"testing"

	"ringback/app/controls"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

func TestDiagnosticsAreCopiedWithoutSecrets(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	s.page.show(sectionAbout)
	s.press("Copy diagnostics")
	if len(s.copied) != 1 || !strings.Contains(s.copied[0], "Version: 0.1.0\n") || strings.Contains(s.copied[0], "very secret") {
		t.Errorf("copied %q", s.copied)
	}
}

func TestAboutSaysWhatIsStoredNow(t *testing.T) {
	s := plainStage(t)
	s.page.show(sectionAbout)
	stats, err := s.engine.Stats()
	if err != nil {
		t.Fatal(err)
	}
	s.seen("0 callbacks, " + viewmodel.Size(stats.FileSize))
	s.seen("in " + s.engine.SecretsKept()[:8])
}

func TestDiagnosticsAreALineForEachField(t *testing.T) {
	got := diagnostics([]controls.Field{{Label: "Version", Value: "1"}, {Label: "System", Value: "linux"}})
	if want := "Version: 1\nSystem: linux\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVersionOfAPartThatIsNotThere(t *testing.T) {
	if got := moduleVersion("example.com/nothing"); got != "unknown" {
		t.Errorf("got %q", got)
	}
}

func TestStatsAreReadOneTimeAfterTheOther(t *testing.T) {
	s := plainStage(t)
	shown := 0
	r := &statsReader{
		settingsDeps: settingsDeps{engine: s.engine.Inspector, post: s.door.post},
		show:         func(inspector.Stats) { shown++ },
	}
	for range 10 {
		r.read()
	}
	s.until("all is read", func() bool { return !r.reading })
	if shown != 2 {
		t.Errorf("read %d times, want once and once more", shown)
	}
}

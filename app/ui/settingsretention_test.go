package ui

import (
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func (s *settingsStage) retention() *retentionSection {
	s.page.show(sectionRetention)
	return s.page.retention
}

func TestRetentionAsksBeforeItDeletes(t *testing.T) {
	s := plainStage(t)
	for n := range 5 {
		s.engine.Post(t, "/", inspectortest.MOSMS(n))
		s.engine.Clock.Advance(24 * time.Hour)
	}
	if err := s.engine.Mark([]uint64{1}, func(m *inspector.Marks) { m.Starred = true }); err != nil {
		t.Fatal(err)
	}
	retention := s.retention()
	s.fill(retention.view, "retention_days", "2")
	s.press("Apply")
	s.seen("Delete 2 callbacks?") // the first is starred, two are young enough
	s.save("retention-question")
	s.press("Keep them")
	if s.engine.Count() != 5 || s.engine.Settings().Retention.Days != 0 {
		t.Fatal("deleted without a yes")
	}
	s.press("Apply")
	s.seen("Delete 2 callbacks?")
	s.press("Delete 2 callbacks")
	s.hears("2 callbacks too old")
	if s.engine.Count() != 3 || s.engine.Settings().Retention.Days != 2 {
		t.Errorf("%d callbacks are left, with %+v", s.engine.Count(), s.engine.Settings().Retention)
	}
	s.seen("Removed by retention")
}

func TestRetentionThatLosesNothingIsKeptUnasked(t *testing.T) {
	s := plainStage(t)
	s.engine.Post(t, "/", inspectortest.MOSMS(1))
	retention := s.retention()
	s.fill(retention.view, "retention_count", "1000")
	s.press("Apply")
	s.hears("Retention kept")
	if got := s.engine.Settings().Retention; got != (inspector.Retention{Count: 1000}) {
		t.Errorf("got %+v", got)
	}
}

func TestWhatRetentionLoses(t *testing.T) {
	s := plainStage(t)
	for n := range 4 {
		s.engine.Post(t, "/", inspectortest.MOSMS(n))
		s.engine.Clock.Advance(24 * time.Hour)
	}
	if err := s.engine.Mark([]uint64{2}, func(m *inspector.Marks) { m.Starred = true }); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		r    inspector.Retention
		want string // "" where nothing is lost
	}{
		{"no bound", inspector.Retention{}, ""},
		{"age", inspector.Retention{Days: 2}, "1 callback"},
		{"count", inspector.Retention{Count: 3}, "1 callback"},
		{"count with a star", inspector.Retention{Count: 1}, "3 callbacks"},
		{"age and count", inspector.Retention{Days: 2, Count: 1}, "3 callbacks"},
		{"wide", inspector.Retention{Days: 30, Count: 100, Bytes: 1 << 30}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := lossOf(t.Context(), s.engine.Inspector, test.r, s.engine.Clock.Now())
			if err != nil || got.none() != (test.want == "") || !got.none() && got.words() != test.want {
				t.Errorf("got %+v, %v, want %q", got, err, test.want)
			}
		})
	}
}

func TestAllCallbacksAreDeletedAfterAQuestion(t *testing.T) {
	s := plainStage(t)
	for n := range 3 {
		s.engine.Post(t, "/", inspectortest.MOSMS(n))
	}
	s.retention()
	s.press("Delete 3 callbacks")
	s.seen("the starred ones too")
	s.press("Keep them")
	if s.engine.Count() != 3 {
		t.Fatal("deleted without a yes")
	}
	s.press("Delete 3 callbacks")
	s.press("Delete 3 callbacks")
	s.hears("All callbacks deleted")
	if s.engine.Count() != 0 {
		t.Errorf("%d are left", s.engine.Count())
	}
	if b := s.button("Delete 0 callbacks"); !b.Disabled() {
		t.Error("nothing can be deleted")
	}
}

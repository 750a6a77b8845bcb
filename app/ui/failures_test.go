package ui

import (
	"testing"

	"ringback/app/look"
	"ringback/inspector"
)

func TestFailuresAreWalkedAndCountedUntilTheyAreLookedAt(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.look()
	s.fill(8) // the fourth and the eighth are failures
	if n := s.failures.total - s.failures.looked; n != 2 {
		t.Errorf("%d failures are new, want 2", n)
	}
	s.toFailure(true)
	s.until("the newest failure is selected", func() bool { return s.panes.list.list.Cursor() == 8 })
	s.toFailure(true)
	s.until("the one before it is", func() bool { return s.panes.list.list.Cursor() == 4 })
	s.toFailure(true)
	s.until("it is said that there is none", func() bool { return len(s.toasts.Shown()) > 0 })
	s.wantToast("No further failure")
	s.showFailures()
	s.look()
	if got := s.panes.filters.filter.Quick; got != inspector.Failed {
		t.Errorf("the filter is %d", got)
	}
	if n := s.failures.total - s.failures.looked; n != 0 {
		t.Errorf("%d failures are new after they were looked at", n)
	}
}

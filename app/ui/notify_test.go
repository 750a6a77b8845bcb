package ui

import (
	"testing"
	"time"

	"ringback/app/look"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestTheDesktopIsToldOfWhatWasChosen(t *testing.T) {
	now := inspectortest.Start
	var n notifier
	for _, step := range []struct {
		what  string
		quick inspector.Quick
		total uint64
		later time.Duration
		want  uint64
	}{
		{"nothing is chosen", inspector.All, 3, 0, 0},
		{"what there was before is no news", inspector.Failed, 3, 0, 0},
		{"two more", inspector.Failed, 5, 1 * time.Second, 2},
		{"too soon", inspector.Failed, 6, 5 * time.Second, 0},
		{"what came meanwhile is counted", inspector.Failed, 8, 30 * time.Second, 3},
		{"nothing new", inspector.Failed, 8, 60 * time.Second, 0},
		{"some were deleted", inspector.Failed, 2, 60 * time.Second, 0},
		{"one more after that", inspector.Failed, 3, 60 * time.Second, 1},
	} {
		now = now.Add(step.later)
		counts := make([]uint64, inspector.Starred+1)
		counts[inspector.Failed] = step.total
		if got := n.due(step.quick, counts, now); got != step.want {
			t.Errorf("%s: told of %d, want %d", step.what, got, step.want)
		}
	}
}

func TestNotificationsAreSentOnceChosen(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	s.do("notify.failed")
	if !s.commands.find("notify.failed").on() || s.commands.find("notify.none").on() {
		t.Error("the menu does not say what is chosen")
	}
	s.look()
	if s.notifier.told != (time.Time{}) {
		t.Error("told of failures from before")
	}
	s.fill(8)
	if s.notifier.told == (time.Time{}) || s.notifier.total != 3 {
		t.Errorf("after two more failures, %d were told of at %v", s.notifier.total, s.notifier.told)
	}
}

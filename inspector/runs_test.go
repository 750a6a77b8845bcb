package inspector_test

import (
	"path/filepath"
	"slices"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// A run whose process ends says what was sent, and what may have been.
func TestBrokenOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	var id uint64
	t.Run("a process that ends", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		log, err := e.BeginRun(inspector.Run{To: "app", Badge: "as-it-was"}, 10)
		if err != nil {
			t.Fatal(err)
		}
		id = log.Run().ID
		if err := log.Announce([]uint64{1, 2, 3, 4}); err != nil {
			t.Fatal(err)
		}
		done := inspector.RunResult{Place: 1, Callback: 2, Attempt: &inspector.RunAttempt{Status: 200}}
		done.Attempt.SetBody([]byte("\xff"))
		if err := log.Add([]inspector.RunResult{done}); err != nil {
			t.Fatal(err)
		}
		if r, err := e.Run(id); err != nil || r.End != "" {
			t.Errorf("under way: %+v, %v", r, err)
		}
		if err := e.RemoveRun(id); err == nil {
			t.Error("a run under way is removed")
		}
	})
	e := inspectortest.OpenAt(t, path, inspector.Options{})
	runs, err := e.Runs()
	if err != nil || len(runs) != 1 {
		t.Fatalf("%v, %v", runs, err)
	}
	if r := runs[0]; r.End != inspector.RunBrokenOff || r.Total != 10 || r.Begun != 4 || r.Delivered != 1 || !slices.Equal(r.Pending, []uint64{1, 3, 4}) {
		t.Errorf("%+v", r)
	}
	if log, err := e.BeginRun(inspector.Run{}, 0); err != nil || log.Run().ID == id {
		t.Errorf("a number given again: %v", err)
	} else if err := log.End(inspector.RunDone); err != nil {
		t.Error(err)
	}
	if r, err := e.Run(id); err != nil || r.End != inspector.RunBrokenOff || r.Delivered != 1 || !slices.Equal(r.Pending, []uint64{1, 3, 4}) {
		t.Errorf("later: %+v, %v", r, err)
	}
	past, err := e.PastAnswers(inspector.Run{To: "APP", Badge: "as-it-was"}, []uint64{1, 2})
	if err != nil {
		t.Fatal(err)
	}
	if a, ok, err := past.Of(2); err != nil || !ok || a.Status != 200 || string(a.Answer().Body) != "\xff" {
		t.Errorf("%+v, %v, %v", a, ok, err)
	}
	if _, ok, err := past.Of(1); err != nil || ok {
		t.Errorf("an answer that nobody gave: %v", err)
	}
	if err := e.RemoveRun(id); err != nil {
		t.Error(err)
	}
	if _, err := e.Run(id); err == nil {
		t.Error("it is still there")
	}
	if log, err := e.BeginRun(inspector.Run{}, 0); err != nil || log.Run().ID == id {
		t.Errorf("the number is given again: %v", err)
	} else if err := log.End(inspector.RunDone); err != nil {
		t.Error(err)
	}
}

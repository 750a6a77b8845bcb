package inspector_test

import (
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// While another file lies in the place of the database nothing can be stored.
func takePlace(t *testing.T, path string) (giveBack func()) {
	t.Helper()
	for _, err := range []error{
		os.Link(path, path+".away"),
		os.WriteFile(path+".other", []byte("something else"), 0o600),
		os.Rename(path+".other", path), // at once: a path without a file is healed
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := os.Rename(path+".away", path); err != nil {
			t.Error(err)
		}
	}
}

func TestWhenStoringFailsTheSenderGets503AndItHealsByItself(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", "{}")
	giveBack := takePlace(t, e.Path)
	status, text := e.Post(t, "/", "{}")
	if status != 503 || !strings.Contains(text, "send it again") {
		t.Errorf("answered %d %q, want 503 that asks to send again", status, text)
	}
	if h := e.Health(); h.OK || h.Err == nil {
		t.Errorf("health is %+v while nothing can be stored", h)
	}
	stats, err := e.Stats()
	if err != nil || stats.Refused != 1 || stats.Health.Cause == "" {
		t.Errorf("stats %+v, %v", stats, err)
	}
	seen := e.Now()
	giveBack()
	for !e.Health().OK { // without any callback: a quiet receiver must heal too
		if seen, err = e.Next(t.Context(), seen); err != nil {
			t.Fatal(err)
		}
	}
	if status, _ := e.Post(t, "/", "{}"); status != 200 || e.Count() != 2 {
		t.Errorf("afterwards: answered %d, %d stored", status, e.Count())
	}
}

func TestNoAnswerOf200WithoutARecordWhileStoringFailsUnderLoad(t *testing.T) {
	e := inspectortest.Open(t)
	var wg sync.WaitGroup
	var stop atomic.Bool
	var ok, refused atomic.Uint64
	for range 8 {
		wg.Go(func() {
			for !stop.Load() {
				resp, err := http.Post(e.URL, "application/json", strings.NewReader("{}"))
				if err != nil {
					t.Error(err)
					return
				}
				_ = resp.Body.Close()
				switch resp.StatusCode {
				case 200:
					ok.Add(1)
				case 503:
					refused.Add(1)
				default:
					t.Errorf("answered %s", resp.Status)
				}
			}
		})
	}
	for range 3 {
		before := ok.Load()
		eventually(t, "answers of 200", func() bool { return ok.Load() > before+20 })
		giveBack := takePlace(t, e.Path)
		before = refused.Load()
		eventually(t, "answers of 503", func() bool { return refused.Load() > before+20 })
		giveBack()
	}
	stop.Store(true)
	wg.Wait()
	if e.Count() != ok.Load() {
		t.Errorf("%d were answered 200, %d are stored", ok.Load(), e.Count())
	}
	page, err := e.Page(t.Context(), inspector.Query{Limit: 1 << 20})
	if err != nil || uint64(len(page)) != ok.Load() {
		t.Errorf("%d can be read, %v", len(page), err)
	}
}

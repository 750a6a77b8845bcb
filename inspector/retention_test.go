package inspector_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func keep(t *testing.T, e *inspectortest.Engine, r inspector.Retention) {
	t.Helper()
	s := e.Settings()
	s.Retention = r
	if err := e.SetSettings(s); err != nil {
		t.Fatal(err)
	}
}

func TestRetentionRemovesTheOldestAndKeepsWhatIsStarred(t *testing.T) {
	for name, c := range map[string]struct {
		retention inspector.Retention
		left      uint64
	}{
		"all is kept":   {inspector.Retention{}, 20},
		"age":           {inspector.Retention{Days: 5}, 6 + 1}, // the fifth day's end belongs to it
		"count":         {inspector.Retention{Count: 8}, 8},
		"age and count": {inspector.Retention{Days: 5, Count: 3}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			e := inspectortest.Open(t)
			for range 20 {
				e.Post(t, "/", inspectortest.MOSMS(1))
				e.Clock.Advance(24 * time.Hour)
			}
			if err := e.Mark([]uint64{1}, func(m *inspector.Marks) { m.Starred = true }); err != nil {
				t.Fatal(err)
			}
			keep(t, e, c.retention)
			e.Clock.Advance(-24 * time.Hour)
			removed, err := e.Prune(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var n uint64
			for _, r := range removed {
				n += r.Count
			}
			if e.Count() != c.left || n != 20-c.left {
				t.Errorf("%d are left and %d removed, want %d left", e.Count(), n, c.left)
			}
			if _, err := e.Callback(1); err != nil {
				t.Errorf("the starred one: %v", err)
			}
			if got := e.Newest(t).ID; got != 20 {
				t.Errorf("the newest is #%d", got)
			}
			if len(e.Removed()) != len(removed) {
				t.Error("what was removed is not said")
			}
		})
	}
}

func TestRetentionBySize(t *testing.T) {
	e := inspectortest.Open(t)
	importMany(t, e, 10_000)
	keep(t, e, inspector.Retention{Bytes: 2 << 20})
	removed, err := e.Prune(t.Context())
	if err != nil || len(removed) != 1 || removed[0].Why != "size" {
		t.Fatalf("removed %v, %v", removed, err)
	}
	stats, err := e.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if held := stats.FileSize - stats.FreeBytes; held > 2<<20 || e.Count() < 1000 {
		t.Errorf("%d bytes are held, %d callbacks left", held, e.Count())
	}
	var bad *inspector.FieldError
	s := e.Settings()
	s.Retention.Bytes = 5
	if err := e.SetSettings(s); !errors.As(err, &bad) || bad.Field != "retention_bytes" {
		t.Errorf("five bytes: %v", err)
	}
}

// What is imported keeps the time at which it was received, so ids are not in the
// order of age.
func TestRetentionByAgeSeesWhatIsBehindYoungerOnes(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", inspectortest.MOSMS(1))
	old := `{"received_at":"2020-01-01T00:00:00Z","origin":"live","via":"local","webhook":"default","request":{"method":"POST","target":"/","proto":"HTTP/1.1","headers":[["Host","x"]],"body":"{}","body_encoding":"utf-8"},"response":{"status":200}}`
	if _, err := e.ImportJSONL(t.Context(), strings.NewReader(old), nil); err != nil {
		t.Fatal(err)
	}
	keep(t, e, inspector.Retention{Days: 30})
	removed, err := e.Prune(t.Context())
	if err != nil || len(removed) != 1 || removed[0].Count != 1 || e.Newest(t).ID != 1 {
		t.Errorf("removed %v, %v", removed, err)
	}
}

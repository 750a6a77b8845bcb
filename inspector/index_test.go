package inspector_test

import (
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// importMany stores n callbacks, every third a repeat of an older one.
func importMany(t *testing.T, e *inspectortest.Engine, n int) {
	t.Helper()
	var lines strings.Builder
	for k := range n {
		if k%3 == 2 {
			lines.WriteString(inspectortest.MOSMS(k/2) + "\n")
			continue
		}
		lines.WriteString(inspectortest.MOSMS(k) + "\n")
	}
	got, err := e.ImportJSONL(t.Context(), strings.NewReader(lines.String()), nil)
	if err != nil || got != uint64(n) {
		t.Fatalf("imported %d: %v", got, err)
	}
}

func TestTheIndexGivesTheSameAsLookingAtEachCallback(t *testing.T) {
	path := t.TempDir() + "/r.db"
	const n = 3*256 + 100
	check := func(t *testing.T, e *inspectortest.Engine) {
		t.Helper()
		if err := e.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		page, err := e.Page(t.Context(), inspector.Query{OldestFirst: true, Limit: n})
		if err != nil {
			t.Fatal(err)
		}
		first, times := map[string]uint64{}, map[string]int{}
		for _, c := range page {
			key := c.Request.Body
			times[key]++
			if c.Attempt != times[key] {
				t.Fatalf("#%d: attempt %d, want %d", c.ID, c.Attempt, times[key])
			}
			if times[key] > 1 && (c.DuplicateOf == nil || *c.DuplicateOf != first[key]) {
				t.Fatalf("#%d: duplicate of %v, want %d", c.ID, c.DuplicateOf, first[key])
			}
			if times[key] == 1 {
				first[key] = c.ID
			}
		}
		if done, total := e.Indexing(); done != n || total != n {
			t.Errorf("indexed %d of %d", done, total)
		}
		stats, err := e.Stats()
		if err != nil {
			t.Fatal(err)
		}
		if stats.Callbacks != n || stats.Kinds["mo-sms"] != n || stats.Verdicts["unsigned"] != n {
			t.Errorf("stats %+v", stats)
		}
	}
	t.Run("fresh", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		importMany(t, e, n)
		check(t, e)
	})
	t.Run("after a restart", func(t *testing.T) { check(t, inspectortest.OpenAt(t, path, inspector.Options{})) })
}

func TestVerdictsAreCountedAnewWhenTheSecretChanges(t *testing.T) {
	e := inspectortest.Open(t)
	for n := range 300 {
		body := inspectortest.MOSMS(n)
		name, value := inspectortest.Sign(t, body, "s")
		e.Post(t, "/", body, name, value)
	}
	counts := func() map[string]uint64 {
		if err := e.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		s, err := e.Stats()
		if err != nil {
			t.Fatal(err)
		}
		return s.Verdicts
	}
	if got := counts(); got["no-secret"] != 300 {
		t.Errorf("before: %v", got)
	}
	if err := e.SetSecret("default", "s"); err != nil {
		t.Fatal(err)
	}
	if got := counts(); got["valid"] != 300 {
		t.Errorf("after: %v", got)
	}
}

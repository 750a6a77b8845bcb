package inspector_test

import (
	"os"
	"path/filepath"
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

func TestVerdictsFollowTheWebhook(t *testing.T) {
	e := inspectortest.Open(t)
	addWebhook(t, e, inspector.Webhook{Label: "v", Path: "/v", Answer: inspector.DefaultAnswer()})
	if err := e.SetSecret("v", "s"); err != nil {
		t.Fatal(err)
	}
	name, value := inspectortest.Sign(t, inspectortest.MOSMS(1), "other")
	e.Post(t, "/v", inspectortest.MOSMS(1), name, value)
	check := func(want string) {
		t.Helper()
		if err := e.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		s, err := e.Stats()
		if shown := e.Newest(t).Verdict.Result; err != nil || s.Verdicts[want] != 1 || string(shown) != want {
			t.Errorf("counted %v, shown %s, want %s; %v", s.Verdicts, shown, want, err)
		}
	}
	check("bad-signature")
	if err := e.RemoveWebhook("v"); err != nil {
		t.Fatal(err)
	}
	check("no-secret")
}

func TestVerdictsAreCountedAnewWhenSecretsAreBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	run := func(want string, do func(e *inspectortest.Engine)) {
		t.Run(want, func(t *testing.T) {
			e := inspectortest.OpenAt(t, path, inspector.Options{})
			do(e)
			if err := e.Settle(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if s, err := e.Stats(); err != nil || s.Verdicts[want] != 300 {
				t.Errorf("counted %v, %v, want 300 %s", s.Verdicts, err, want)
			}
		})
	}
	run("valid", func(e *inspectortest.Engine) {
		if err := e.SetSecret("default", "s"); err != nil {
			t.Fatal(err)
		}
		for n := range 300 {
			name, value := inspectortest.Sign(t, inspectortest.MOSMS(n), "s")
			e.Post(t, "/", inspectortest.MOSMS(n), name, value)
		}
	})
	if err := os.Rename(path+".secrets", path+".away"); err != nil {
		t.Fatal(err)
	}
	run("no-secret", func(*inspectortest.Engine) {})
	if err := os.Rename(path+".away", path+".secrets"); err != nil {
		t.Fatal(err)
	}
	run("valid", func(*inspectortest.Engine) {})
}

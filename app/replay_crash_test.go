package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"ringback/inspector"
)

// Whenever the program is killed in the middle of a replay, its record tells the
// truth: what it says was delivered was, and nothing went that it says was not sent.
func TestWhatWasReplayedIsKnownWhenTheProgramIsKilled(t *testing.T) {
	const total = 3000
	for round := range *rounds {
		dir := t.TempDir()
		db := filepath.Join(dir, "ringback.db")
		env := append(os.Environ(), "RINGBACK_KEYRING=off", "RINGBACK_DB="+db, "XDG_RUNTIME_DIR="+dir)
		var lines strings.Builder
		for n := range total {
			fmt.Fprintf(&lines, "{\"id\": %d, \"msisdn\": 4520304050, \"receiver\": 451204, \"message\": \"foo\", \"senttime\": 1795436000}\n", n+1)
		}
		imported := exec.Command("ringback", "import", "-")
		imported.Env, imported.Stdin = env, strings.NewReader(lines.String())
		if out, err := imported.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		arrived := replayUntilKilled(t, env, 1+rand.IntN(total-1))
		checkRun(t, round, db, total, arrived)
	}
}

// replayUntilKilled replays everything and kills the program after so many
// arrivals. It returns how often each id arrived.
func replayUntilKilled(t *testing.T, env []string, after int) map[uint64]int {
	t.Helper()
	var mu sync.Mutex
	arrived := map[uint64]int{}
	var cmd *exec.Cmd
	count := 0
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ ID uint64 }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			return // it is dead, in the middle of a request
		}
		mu.Lock()
		defer mu.Unlock()
		arrived[body.ID]++
		if count++; count == after {
			_ = cmd.Process.Kill()
		}
	}))
	cmd = exec.CommandContext(t.Context(), "ringback", "replay", "--all", "--to", app.URL, "--at-once", "8")
	cmd.Env = env
	mu.Lock()
	err := cmd.Start()
	mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed, or just done
	app.Close()    // waits for what is under way
	return arrived
}

// checkRun compares what the database says of its only run with what arrived.
func checkRun(t *testing.T, round int, db string, total int, arrived map[uint64]int) {
	t.Helper()
	e, err := inspector.Open(db, inspector.Options{Keeper: &inspector.SecretFile{Path: db + ".secrets"}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	runs, err := e.Runs()
	if err != nil || len(runs) != 1 {
		t.Fatalf("%d runs, %v", len(runs), err)
	}
	run := runs[0]
	may := map[uint64]bool{}
	for _, id := range run.Pending {
		may[id] = true
	}
	err = e.RunResults(run.ID, func(r inspector.RunResult) bool {
		may[r.Callback] = true
		if r.Attempt.OK() && arrived[r.Callback] == 0 {
			t.Errorf("round %d: %d is said to be delivered and did not arrive", round, r.Callback)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, n := range arrived {
		if n != 1 || !may[id] {
			t.Errorf("round %d: %d arrived %d times; the record knows of it: %v", round, id, n, may[id])
		}
	}
	if run.Total != total || run.Begun != len(may) || len(arrived) == total && run.End != inspector.RunDone && run.End != inspector.RunBrokenOff {
		t.Errorf("round %d: %d arrived, and the record says %+v", round, len(arrived), run)
	}
	slices.Sort(run.Pending)
	t.Logf("round %d: %d arrived; %d delivered, %d may have been sent, %s", round, len(arrived), run.Delivered, len(run.Pending), run.End)
}

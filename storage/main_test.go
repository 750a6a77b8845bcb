package storage_test

import (
	"flag"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

var (
	rounds = flag.Int("rounds", 5, "how often the crash test kills a process")
	update = flag.Bool("update", false, "write golden files anew")
)

// patience is how long a test waits for what must happen.
const patience = time.Minute

func TestMain(m *testing.M) {
	if path := os.Getenv(crashChild); path != "" {
		os.Exit(appendForEver(path))
	}
	goleak.VerifyTestMain(m)
}

// until waits for a condition.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", patience, what)
		}
	}
}

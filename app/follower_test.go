package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"ringback/storage"
)

// Whoever reads what the receiver prints may stop reading, or go away: callbacks
// are recorded and answered all the same, and the program ends when it is told to.
func TestTheReceiverDoesNotDependOnTheReaderOfItsOutput(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGTERM")
	}
	const callbacks = 200 // of some 700 bytes each: more than a pipe holds
	tests := []struct {
		name  string
		after func(io.Closer) // done when the receiver is ready
		says  string
	}{
		{"it does not read", func(io.Closer) {}, ""},
		{"it is gone", func(out io.Closer) { _ = out.Close() }, "no longer printing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := filepath.Join(t.TempDir(), "ringback.db")
			cmd := exec.Command("ringback", "serve", "--listen", "127.0.0.1:0", "--output", "json", "--db", db)
			cmd.Env = append(os.Environ(), "RINGBACK_KEYRING=off")
			said := &logged{}
			cmd.Stderr = said
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = cmd.Process.Kill() }()
			ready, err := bufio.NewReaderSize(out, 16).ReadString('}')
			if err != nil {
				t.Fatal(err)
			}
			tt.after(out)
			url := address.FindString(ready)
			for n := range callbacks {
				resp, err := http.Post(url, "text/plain", strings.NewReader("a body"))
				if err != nil {
					t.Fatalf("callback %d: %v", n, err)
				}
				_ = resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					t.Fatalf("callback %d was answered %s", n, resp.Status)
				}
			}
			for limit := time.Now().Add(patience); !strings.Contains(said.String(), tt.says); time.Sleep(10 * time.Millisecond) {
				if time.Now().After(limit) {
					t.Fatalf("it said %q, want %q", said, tt.says)
				}
			}
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			killer := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
			defer killer.Stop()
			if state, err := cmd.Process.Wait(); err != nil || state.ExitCode() != 0 {
				t.Errorf("it ended with %v, %v", state, err)
			}
			if stored := countStored(t, db); stored != callbacks {
				t.Errorf("%d callbacks are stored, want %d", stored, callbacks)
			}
		})
	}
}

// logged collects what a process writes to stderr.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func countStored(t *testing.T, db string) uint64 {
	t.Helper()
	s, err := storage.Open(db, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return s.Count()
}

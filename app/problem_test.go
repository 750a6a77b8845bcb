package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"

	"ringback/inspector"
	"ringback/storage"
)

func TestEveryKnownErrorHasItsOwnRemedy(t *testing.T) {
	for _, k := range remedies() {
		if got := remedy(fmt.Errorf("operation: %w", k.err)); got != k.remedy {
			t.Errorf("%v: %q, want %q", k.err, got, k.remedy)
		}
	}
}

func TestAProblemIsOneLineOfWhatAndOneOfWhatToTry(t *testing.T) {
	listen := &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.EACCES)}
	tests := []struct {
		name      string
		err       error
		what, try string
	}{
		{"taken database", fmt.Errorf("open x.db: %w", storage.ErrLocked), "open x.db: another process has the database open", "--db"},
		{"bad line", fmt.Errorf("a.jsonl: %w", &inspector.LineError{Line: 3, Err: errors.New("not JSON")}), "a.jsonl: line 3: not JSON", "Correct this line"},
		{"bad value", fmt.Errorf("set webhook: %w", &inspector.FieldError{Field: "path", Reason: "must begin with /"}), "path: must begin with /", "Give another value"},
		{"low port", fmt.Errorf("listen: %w", listen), "permission denied", "--listen"},
		{"not allowed", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "open x: permission denied", "who may write"},
		{"read-only disk", &fs.PathError{Op: "mkdir", Path: "x", Err: syscall.EROFS}, "mkdir x: ", "who may write"},
		{"full disk", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "write x: ", "Make room"},
		{"no such file", &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, "open x: ", "Check the name"},
		{"two at once", errors.Join(errors.New("first"), storage.ErrClosed), "first; the database is closed", "--log-level debug"},
		{"forged", errors.New("a\x1b[2Jb\r"), "a␛[2Jb↵", "--log-level debug"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			(&program{stderr: &out}).complain(tt.err)
			lines := strings.Split(out.String(), "\n")
			if len(lines) != 3 || lines[2] != "" {
				t.Fatalf("got %q, want two lines", out.String())
			}
			if !strings.HasPrefix(lines[0], "ringback: ") || !strings.Contains(lines[0], tt.what) || !strings.Contains(lines[1], tt.try) {
				t.Errorf("got %q, want %q and %q in it", out.String(), tt.what, tt.try)
			}
		})
	}
}

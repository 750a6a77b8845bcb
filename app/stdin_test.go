package main

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
)

func TestInterruptibleReadsAll(t *testing.T) {
	want := strings.Repeat("callback\n", 20_000)
	got, err := io.ReadAll(&interruptible{ctx: t.Context(), in: strings.NewReader(want)})
	if err != nil || string(got) != want {
		t.Errorf("read %d bytes, %v, want %d", len(got), err, len(want))
	}
	broken := errors.New("broken")
	if _, err := io.ReadAll(&interruptible{ctx: t.Context(), in: iotest.ErrReader(broken)}); !errors.Is(err, broken) {
		t.Errorf("error = %v, want that of the input", err)
	}
}

func TestInterruptibleEndsWhileItWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, w := io.Pipe()
	defer w.Close()
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := (&interruptible{ctx: ctx, in: silent}).Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("Read = %v, want %v", err, context.Canceled)
	}
}

// A command that waits for its input ends by the first Ctrl+C.
func TestCtrlCEndsWhatWaitsForInput(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process can only be killed there")
	}
	for _, command := range []string{"verify", "import -", "webhooks set default --secret-stdin"} {
		t.Run(command, func(t *testing.T) {
			db := filepath.Join(t.TempDir(), "ringback.db")
			cmd := exec.Command("ringback", append(strings.Fields(command), "--db", db)...)
			cmd.Env = append(cmd.Environ(), "RINGBACK_KEYRING=off")
			var said strings.Builder
			cmd.Stderr = &said
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			stuck := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
			defer stuck.Stop()
			// More than a pipe holds: once it is written, the command reads.
			if _, err := in.Write(make([]byte, 100_000)); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait()
			if status := cmd.ProcessState.ExitCode(); status != exitFailed || !strings.Contains(said.String(), "interrupted") {
				t.Errorf("ended with status %d and said:\n%s", status, said.String())
			}
		})
	}
}

//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user who owns nothing that a test makes.
const nobody = 65534

// Another user of the machine gets nothing of the database, and is told why,
// whether or not its owner has it open.
func TestAnotherUserIsRefused(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can become another user")
	}
	dir, err := os.MkdirTemp("", "rb") // those of t.TempDir lie in a folder for the owner only
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	program := filepath.Join(dir, "ringback")
	if err := errors.Join(os.Chmod(dir, 0o755), copyProgram(program)); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "ringback.db")
	command := func(args ...string) *exec.Cmd {
		cmd := exec.Command(program, append(args, "--db", db)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "RINGBACK_KEYRING=off", "RINGBACK_DB=", "HOME="+dir)
		return cmd
	}
	refused := func(t *testing.T, why string) {
		t.Helper()
		for _, args := range [][]string{{"callbacks"}, {"export"}, {"serve", "--listen", "127.0.0.1:0"}, {"webhooks", "remove", "vote"}} {
			cmd := command(args...)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			var out, said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &said
			_ = cmd.Run()
			if status := cmd.ProcessState.ExitCode(); status != exitFailed {
				t.Errorf("%v: status %d, want %d", args, status, exitFailed)
			}
			if out.Len() > 0 || strings.Count(said.String(), "\n") != 2 || !strings.Contains(said.String(), why) {
				t.Errorf("%v printed %q and said %q, want two lines with %q", args, out.String(), said.String(), why)
			}
		}
	}

	if out, err := command("webhooks", "add", "vote", "--path", "/vote").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Run("nobody has it open", func(t *testing.T) { refused(t, "permission denied") })

	serving := command("serve", "--listen", "127.0.0.1:0", "--output", "quiet")
	out, err := serving.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serving.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = serving.Process.Signal(syscall.SIGTERM)
		if err := serving.Wait(); err != nil {
			t.Errorf("serve: %v", err)
		}
	}()
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("serve was not ready: %v", err)
	}
	t.Run("its owner has it open", func(t *testing.T) { refused(t, "another user") })
	if err := os.Chmod(db+".sock", 0o666); err != nil {
		t.Fatal(err)
	}
	t.Run("the socket's mode lets everybody in", func(t *testing.T) { refused(t, "another user") })

	if out, err := command("webhooks", "remove", "vote").CombinedOutput(); err != nil {
		t.Errorf("its owner is refused too: %v: %s", err, out)
	}
}

// copyProgram puts this test binary, which is the program where it is called
// ringback, where everybody may run it.
func copyProgram(to string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	binary, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	return os.WriteFile(to, binary, 0o755)
}

package owner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// strangerEnv names the database that this test program, started again as
// another user, tries to reach.
const (
	strangerEnv = "RINGBACK_TEST_STRANGER_DB"
	strangerUID = 65534
)

// beStranger is the whole program of the other user.
func beStranger() int {
	_, err := Forward(context.Background(), os.Getenv(strangerEnv), Call{}, nil, io.Discard, io.Discard)
	fmt.Println(err)
	if errors.Is(err, ErrRefused) {
		return 0
	}
	return 1
}

func TestOtherUsersAreRefused(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can start a program as another user")
	}
	for name, mode := range map[string]os.FileMode{
		"by the socket's mode":          0o600,
		"by who they are, if it widens": 0o666,
	} {
		t.Run(name, func(t *testing.T) {
			db := newDatabase(t)
			if err := os.Chmod(filepath.Dir(db), 0o755); err != nil {
				t.Fatal(err)
			}
			serve(t, db, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int {
				t.Error("a stranger's call was carried out")
				return 0
			})
			if err := os.Chmod(db+".sock", mode); err != nil {
				t.Fatal(err)
			}
			if out, err := stranger(t, db).CombinedOutput(); err != nil {
				t.Errorf("the stranger was not refused: %v\n%s", err, out)
			}
		})
	}
}

// stranger returns this test program as another user's command. It is copied,
// since that user may not enter the folder that it was built in.
func stranger(t *testing.T, db string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(filepath.Dir(db), "stranger")
	if err := os.WriteFile(copied, program, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(within(t), copied)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), strangerEnv+"="+db)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: strangerUID, Gid: strangerUID}}
	return cmd
}

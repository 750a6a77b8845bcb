package owner

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestNobodyListens(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, socket string){
		"no socket":                 func(*testing.T, string) {},
		"socket of a crashed owner": func(t *testing.T, socket string) { leaveStale(t, socket) },
		"a file in its place": func(t *testing.T, socket string) {
			if err := os.WriteFile(socket, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := newDatabase(t)
			prepare(t, db+".sock")
			exit, err := Forward(within(t), db, Call{}, nil, io.Discard, io.Discard)
			if exit != 1 || !errors.Is(err, ErrNoOwner) {
				t.Errorf("Forward = %d, %v, want 1, ErrNoOwner", exit, err)
			}
			serve(t, db, reply("hello")) // and the next owner is not held up
			if got := ask(t, db); got != "hello" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func leaveStale(t *testing.T, socket string) {
	t.Helper()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
}

// The socket goes elsewhere rather than over somebody's file.
func TestListenKeepsAFileThatIsInTheWay(t *testing.T) {
	db := newDatabase(t)
	if err := os.WriteFile(db+".sock", []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	serve(t, db, reply("hello"))
	if b, err := os.ReadFile(db + ".sock"); err != nil || string(b) != "precious" {
		t.Errorf("the file is now %q, %v", b, err)
	}
}

func TestListenLeavesNothingBehind(t *testing.T) {
	db := newDatabase(t)
	stop := serve(t, db, reply(""))
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Dir(db))
	if err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestSocketIsForItsUserAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has access lists in place of modes")
	}
	db := newDatabase(t)
	if err := os.Chmod(filepath.Dir(db), 0o777); err != nil {
		t.Fatal(err)
	}
	serve(t, db, reply(""))
	info, err := os.Lstat(db + ".sock")
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != os.ModeSocket|0o600 {
		t.Errorf("mode = %v, want %v", info.Mode(), os.ModeSocket|0o600)
	}
}

// In a folder such as /tmp another user may come first and read what is sent.
func TestPrivateFolderMustBeOurs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has access lists in place of modes")
	}
	db := newDatabase(t)
	long := filepath.Join(filepath.Dir(db), strings.Repeat("long", 30), "ringback.db")
	private := filepath.Dir(places(long)[0].path)
	for name, prepare := range map[string]func() error{
		"open to others": func() error { return errors.Join(os.Mkdir(private, 0o700), os.Chmod(private, 0o755)) },
		"a link":         func() error { return os.Symlink(t.TempDir(), private) },
		"a file":         func() error { return os.WriteFile(private, nil, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := prepare(); err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(private)
			l, err := Listen(long)
			if err == nil {
				l.Close()
				t.Error("Listen trusted the folder")
			}
			if _, err := dial(within(t), long); !errors.Is(err, ErrNoOwner) {
				t.Errorf("dial = %v, want ErrNoOwner", err)
			}
		})
	}
}

package storage_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"ringback/storage"
)

// TestAFolderInOneThatCannotBeRead: many systems let nobody list /home.
func TestAFolderInOneThatCannotBeRead(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	own := filepath.Join(home, "own")
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(home, 0o311); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(home, 0o700) }) // to be removed it must be read
	if os.Getuid() == 0 {                           // who may read all: go on as somebody else, in this thread
		const nobody = 65534
		for _, dir := range []string{filepath.Dir(home), filepath.Dir(filepath.Dir(home))} {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chown(own, nobody, nobody); err != nil {
			t.Fatal(err)
		}
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if _, err := unix.SetfsuidRetUid(nobody); err != nil {
			t.Skip("cannot go on as another user:", err)
		}
		defer func() { _, _ = unix.SetfsuidRetUid(0) }()
		if _, err := os.Stat(own); err != nil {
			t.Skip("another user cannot come to the folder for temporary files:", err)
		}
	}
	s, err := storage.Open(filepath.Join(own, "ringback.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

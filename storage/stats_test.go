package storage_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func TestBackupWhileInUse(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Append(storagetest.Records(1, 500)...); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	ended := make(chan error)
	go func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			if err := s.Append(crashRecord("run", 0, n)); err != nil {
				ended <- err
				return
			}
		}
	}()
	size, err := s.Backup(f)
	close(stop)
	if err := errors.Join(err, f.Close(), <-ended); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != size {
		t.Errorf("the copy has %v bytes, said to be %d, %v", info.Size(), size, err)
	}
	c := storagetest.OpenAt(t, path, storage.Options{})
	if c.Count() < 500 {
		t.Errorf("the copy has %d callbacks", c.Count())
	}
	appendOne(t, c)
}

// Whoever reads a backup from a pipe may take long, and must hold nobody up.
func TestABackupThatIsReadSlowlyHoldsNobodyUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	if err := s.Append(storagetest.Records(1, 2000)...); err != nil {
		t.Fatal(err)
	}
	read, write := io.Pipe()
	ended := make(chan error)
	go func() {
		size, err := s.Backup(write)
		write.CloseWithError(err)
		if err == nil && size == 0 {
			err = errors.New("nothing was copied")
		}
		ended <- err
	}()
	begin := make([]byte, 1)
	if _, err := read.Read(begin); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil && runtime.GOOS != "windows" { // to open another waits for all who read
		t.Fatal(err)
	}
	appendOne(t, s)
	rest, err := io.ReadAll(read)
	if err := errors.Join(err, <-ended); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(copied, append(begin, rest...), 0o600); err != nil {
		t.Fatal(err)
	}
	if n := storagetest.OpenAt(t, copied, storage.Options{}).Count(); n != 2000 {
		t.Errorf("the copy has %d callbacks", n)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left in the folder: %v", left)
	}
}

func TestStats(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := storagetest.Open(t, storage.Options{Now: func() time.Time { return now }})
	if err := s.Append(storagetest.Records(1, 50)...); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(1, 2, 50); err != nil {
		t.Fatal(err)
	}
	st, err := s.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if st.Callbacks != 47 || st.Oldest != 3 || st.Newest != 49 || !st.Created.Equal(now) {
		t.Errorf("stats are %+v", st)
	}
	if st.FreeBytes <= 0 || st.FileSize <= st.FreeBytes {
		t.Errorf("of %d bytes, %d are free", st.FileSize, st.FreeBytes)
	}
	if h := s.Health(); !h.OK || !h.Since.Equal(now) {
		t.Errorf("health is %+v", h)
	}
}

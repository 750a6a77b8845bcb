package storage_test

import (
	"errors"
	"os"
	"path/filepath"
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

//go:build !windows

package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// appended appends n records and returns them by id.
func appended(t *testing.T, s *storage.Store, n int) map[uint64]*storage.Record {
	t.Helper()
	stored := map[uint64]*storage.Record{}
	for k := range n {
		r := crashRecord("run", 0, k)
		if err := s.Append(r); err != nil {
			t.Fatal(err)
		}
		stored[r.ID] = r
	}
	return stored
}

func TestARemovedFileIsWrittenAnew(t *testing.T) {
	for name, remove := range map[string]func(path string) error{
		"the file":   os.Remove,
		"its folder": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		for when, act := range map[string]func(t *testing.T, s *storage.Store) map[uint64]*storage.Record{
			"then appended to": func(t *testing.T, s *storage.Store) map[uint64]*storage.Record { return appended(t, s, 1) },
			"and left alone": func(t *testing.T, s *storage.Store) map[uint64]*storage.Record {
				time.Sleep(storage.LookEvery)
				for limit := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
					if _, err := os.Stat(s.Path()); err == nil {
						return nil
					}
					if time.Now().After(limit) {
						t.Fatal("it is not written anew")
					}
				}
			},
			"then closed": func(*testing.T, *storage.Store) map[uint64]*storage.Record { return nil },
		} {
			t.Run(name+" "+when, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "ringback", "ringback.db")
				s := storagetest.OpenAt(t, path, storage.Options{})
				stored := appended(t, s, 20)
				if err := remove(path); err != nil {
					t.Fatal(err)
				}
				for id, r := range act(t, s) {
					stored[id] = r
				}
				if h := s.Health(); !h.OK {
					t.Errorf("the health is %+v", h)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				checkStored(t, path, stored)
				checkModes(t, path)
				if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
					t.Errorf("left in the folder: %v", left)
				}
			})
		}
	}
}

func TestTheFileIsLockedAfterItWasWrittenAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	appended(t, s, 1)
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("a second store opens with %v", err)
	}
}

func TestAnotherFileInItsPlaceIsNotWrittenTo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	stored := appended(t, s, 3)
	aside := path + ".aside"
	if err := os.Rename(path, aside); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("something else"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := crashRecord("run", 0, 9)
	err := s.Append(r)
	if !errors.Is(err, storage.ErrStore) || !errors.Is(err, storage.ErrReplaced) {
		t.Errorf("appending gives %v", err)
	}
	if h := s.Health(); h.OK || !errors.Is(h.Err, storage.ErrReplaced) {
		t.Errorf("the health is %+v", h)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "something else" {
		t.Errorf("the other file holds %q, %v", got, err)
	}
	if _, err := s.Get(1); err != nil {
		t.Errorf("reading stopped: %v", err)
	}
	if err := os.Rename(aside, path); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(r); err != nil {
		t.Fatalf("with its file back: %v", err)
	}
	stored[r.ID] = r
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkStored(t, path, stored)
}

func TestAFolderThatCannotBeMadeKeepsTheDataUntilItCan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ringback")
	path := filepath.Join(dir, "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	stored := appended(t, s, 3)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // a file where the folder was
		t.Fatal(err)
	}
	r := crashRecord("run", 0, 9)
	if err := s.Append(r); !errors.Is(err, storage.ErrStore) {
		t.Errorf("appending gives %v", err)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(r); err != nil {
		t.Fatal(err)
	}
	stored[r.ID] = r
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkStored(t, path, stored)
}

func TestAFileThatIsCutOffWhileOpenIsNotReadOrWritten(t *testing.T) {
	for name, size := range map[string]int64{"in the middle": 16 << 10, "to nothing": 0} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ringback.db")
			s := openDamaged(t, path, storage.Options{})
			appended(t, s, 50)
			if err := os.Truncate(path, size); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Get(1); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("reading gives %v", err)
			}
			for range 2 {
				err := s.Append(crashRecord("run", 0, 99))
				if !errors.Is(err, storage.ErrStore) || !errors.Is(err, storage.ErrDamaged) {
					t.Errorf("appending gives %v", err)
				}
			}
			if h := s.Health(); h.OK || !errors.Is(h.Err, storage.ErrDamaged) {
				t.Errorf("the health is %+v", h)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() != size {
				t.Errorf("the file was written to: %v, %v", info, err)
			}
		})
	}
}

// TestTheSameTroubleIsToldOnce: each try must give the same words.
func TestTheSameTroubleIsToldOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	told := 0
	var full atomic.Bool
	s := storagetest.OpenAt(t, path, storage.Options{
		OnHealth: func(storage.Health) { told++ }, // by the goroutine that writes
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			if full.Load() {
				return nil, &os.PathError{Op: "open", Path: name, Err: syscall.ENOSPC}
			}
			return os.OpenFile(name, flag, mode)
		},
	})
	full.Store(true)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := s.Append(crashRecord("run", 0, 0)); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("appending gives %v", err)
		}
	}
	full.Store(false)
	appended(t, s, 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if told != 2 {
		t.Errorf("it was told %d times, want once of the trouble and once of its end", told)
	}
}

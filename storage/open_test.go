package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	bolt "go.etcd.io/bbolt"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestANewFileIsTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path := filepath.Join(t.TempDir(), "ringback", "ringback.db")
	storagetest.OpenAt(t, path, storage.Options{})
	checkModes(t, path)
}

func checkModes(t *testing.T, path string) {
	t.Helper()
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(name), got, want)
		}
	}
}

func TestOneOwnerAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	for _, o := range []storage.Options{{}, {ReadOnly: true}} {
		if _, err := storage.Open(path, o); !errors.Is(err, storage.ErrLocked) {
			t.Errorf("with %+v a second store opens with %v", o, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.OpenAt(t, path, storage.Options{})
}

// TestFilesThatAreNotOurs also looks whether they are left as they were.
func TestFilesThatAreNotOurs(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign")
	db, err := bolt.Open(foreign, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	ours := filepath.Join(dir, "ours")
	s := storagetest.OpenAt(t, ours, storage.Options{})
	if err := s.Append(storagetest.Records(1, 100)...); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(ours)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		content []byte
		want    error
	}{
		"text":                    {[]byte("Dear diary, today somebody opened me as a database."), storage.ErrNotOurs},
		"zeros":                   {make([]byte, 1<<16), storage.ErrNotOurs},
		"another program's":       {theirs, storage.ErrNotOurs},
		"one that is cut off":     {whole[:12<<10], storage.ErrDamaged},
		"one that ends in a page": {whole[:9000], storage.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ringback.db")
			writeFile(t, path, tt.content)
			if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, tt.want) {
				t.Errorf("it opens with %v, want %v", err, tt.want)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(tt.content) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestAnEmptyFileBecomesADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	writeFile(t, path, nil)
	appendOne(t, storagetest.OpenAt(t, path, storage.Options{}))
}

func TestAPlaceThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	if _, err := storage.Open(dir, storage.Options{}); err == nil {
		t.Error("a folder was opened as a database")
	}
	file := filepath.Join(dir, "file")
	writeFile(t, file, nil)
	if _, err := storage.Open(filepath.Join(file, "ringback.db"), storage.Options{}); err == nil {
		t.Error("a database was opened in a file")
	}
	denied := &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}
	_, err := storage.Open(filepath.Join(dir, "ringback.db"), storage.Options{
		OpenFile: func(string, int, os.FileMode) (*os.File, error) { return nil, denied },
	})
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("without permission it opens with %v", err)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	if _, err := storage.Open(path, storage.Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there opens with %v", err)
	}
	s := storagetest.OpenAt(t, path, storage.Options{})
	appendOne(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s = storagetest.OpenAt(t, path, storage.Options{ReadOnly: true})
	if _, err := s.Get(1); err != nil || s.Count() != 1 {
		t.Errorf("count is %d, %v", s.Count(), err)
	}
	s.Answered(1, storage.Outcome{Sent: storage.SentOK})
	for what, err := range map[string]error{
		"append": s.Append(crashRecord("run", 0, 0)), "delete": s.Delete(1), "put": s.PutDocument("a", "b", nil),
	} {
		if !errors.Is(err, storage.ErrReadOnly) || !errors.Is(err, storage.ErrStore) {
			t.Errorf("%s gives %v", what, err)
		}
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func appendOne(t *testing.T, s *storage.Store) {
	t.Helper()
	if err := s.Append(crashRecord("run", 0, 0)); err != nil {
		t.Fatal(err)
	}
}

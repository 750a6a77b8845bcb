package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// marked is a record that is found again in the file.
func marked(n int) *storage.Record {
	body := fmt.Appendf(nil, "callback number %06d %s", n, strings.Repeat("x", 300))
	return &storage.Record{Request: storage.Request{Body: body, BodySize: int64(len(body))}}
}

// closedStore makes a file of n marked records.
func closedStore(t *testing.T, n int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	for k := range n {
		if err := s.Append(marked(k + 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// damage changes each place of a file where a record's mark is.
func damage(t *testing.T, path string, n int, change func(file []byte, at int)) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mark, found := fmt.Appendf(nil, "callback number %06d", n), false
	for from := 0; ; found = true {
		at := bytes.Index(file[from:], mark)
		if at < 0 {
			break
		}
		change(file, from+at)
		from += at + len(mark)
	}
	if !found {
		t.Fatal("the body is not in the file as it is")
	}
	writeFile(t, path, file)
}

func flipBit(file []byte, at int) { file[at] ^= 1 }

func zeroPage(file []byte, at int) {
	size := os.Getpagesize() // as that of bbolt
	clear(file[at-at%size:][:size])
}

// openDamaged opens a file whose check at the end would fail.
func openDamaged(t *testing.T, path string, o storage.Options) *storage.Store {
	t.Helper()
	s, err := storage.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestADamagedCallbackDoesNotHideTheOthers(t *testing.T) {
	path := closedStore(t, 3)
	damage(t, path, 2, flipBit)
	var log bytes.Buffer
	s := openDamaged(t, path, storage.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if _, err := s.Get(2); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("reading it gives %v", err)
	}
	if err := s.Check(); !errors.Is(err, storage.ErrDamaged) || !strings.Contains(err.Error(), "callback 2: ") {
		t.Errorf("checking gives %v", err)
	}
	for _, newestFirst := range []bool{false, true} {
		var met []uint64
		err := s.Walk(0, newestFirst, func(r *storage.Record) bool {
			met = append(met, r.ID)
			return true
		})
		slices.Sort(met)
		if err != nil || !slices.Equal(met, []uint64{1, 3}) {
			t.Errorf("walking meets %v, %v", met, err)
		}
	}
	if !strings.Contains(log.String(), "id=2") {
		t.Errorf("the log does not tell of it: %s", &log)
	}
	if err := s.Delete(2); err != nil || s.Count() != 2 {
		t.Errorf("deleting it: %v, count is %d", err, s.Count())
	}
	if err := s.Check(); err != nil {
		t.Error("without it:", err)
	}
}

func TestADamagedPageEndsNeitherReadersNorTheWriter(t *testing.T) {
	path := closedStore(t, 100)
	damage(t, path, 50, zeroPage)
	s := openDamaged(t, path, storage.Options{})
	if _, err := s.Get(50); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("reading what was on it gives %v", err)
	}
	err := s.Walk(0, false, func(*storage.Record) bool { return true })
	if !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("walking gives %v", err)
	}
	if err := s.Delete(50); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("deleting gives %v", err)
	}
	if err := s.Check(); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("checking gives %v", err)
	}
	r := marked(101)
	if err := s.Append(r); err != nil || r.ID != 101 {
		t.Errorf("appending gives %v", err)
	}
	for _, id := range []uint64{1, 100, 101} {
		if _, err := s.Get(id); err != nil {
			t.Error(err)
		}
	}
	if h := s.Health(); !h.OK {
		t.Errorf("the health is %+v", h)
	}
}

// A file that is overwritten while it is open may have lost any page that a
// commit needs. Then nothing is acknowledged, and the program goes on.
func TestPagesThatACommitNeedsAreMissed(t *testing.T) {
	for _, kept := range []int64{2, 3, 4, 5, 20} {
		path := filepath.Join(t.TempDir(), "ringback.db")
		s, err := storage.Open(path, storage.Options{})
		if err == nil {
			err = s.Append(storagetest.Records(1, 3000)...)
		}
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		page := int64(os.Getpagesize())
		info, err := f.Stat()
		if err == nil {
			_, err = f.WriteAt(make([]byte, min(info.Size(), 1000*page)-kept*page), kept*page)
		}
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			r := marked(1)
			if err := s.Append(r); err == nil {
				if _, err := s.Get(r.ID); err != nil {
					t.Errorf("with %d pages kept: acknowledged, and then %v", kept, err)
				}
			}
		}
		_ = s.Close() // what could not be stored has been told
	}
}

// TestADamagedIndexIsFound: blocks have no checksum, but a size.
func TestADamagedBlockIsFound(t *testing.T) {
	for _, bucket := range []string{"index", "answered"} {
		path := closedStore(t, 1)
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucket)).Put(make([]byte, 8), []byte("short")) })
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		if err := openDamaged(t, path, storage.Options{}).Check(); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("with a short value in %s, checking gives %v", bucket, err)
		}
	}
}

func TestAFileThatLacksABucketIsRefused(t *testing.T) {
	path := closedStore(t, 1)
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("callbacks")) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("it opens with %v", err)
	}
}

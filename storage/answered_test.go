package storage_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func TestHowAnAnswerWent(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	records := storagetest.Records(1, 600)
	for _, r := range records {
		r.Outcome = storage.Outcome{}
	}
	records[9].Outcome = storage.Outcome{Took: 5, Sent: storage.SentFailed} // as of an import
	if err := s.Append(records...); err != nil {
		t.Fatal(err)
	}
	want := map[uint64]storage.Outcome{
		1:   {Took: 1234567 * time.Nanosecond, Sent: storage.SentOK},
		256: {Took: time.Hour, Sent: storage.SentFailed},
		257: {Sent: storage.SentOK},
		600: {Took: 1},
	}
	for id, o := range want {
		s.Answered(id, o)
	}
	want[10], want[2] = records[9].Outcome, storage.Outcome{}
	check := func(s *storage.Store, when string) {
		t.Helper()
		for id, o := range want {
			got, err := s.Get(id)
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome != o {
				t.Errorf("%s, callback %d went %+v, want %+v", when, id, got.Outcome, o)
			}
		}
		err := s.Walk(0, false, func(r *storage.Record) bool {
			if r.Outcome != want[r.ID] {
				t.Errorf("%s, walking meets callback %d as %+v, want %+v", when, r.ID, r.Outcome, want[r.ID])
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	check(s, "at once")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	check(storagetest.OpenAt(t, path, storage.Options{}), "later")
}

func TestHowAnAnswerWentReachesTheDiskByItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	if err := s.Append(crashRecord("run", 0, 0)); err != nil {
		t.Fatal(err)
	}
	s.Answered(1, storage.Outcome{Sent: storage.SentOK})
	until(t, "a copy of the file has it", func() bool {
		var b bytes.Buffer
		if _, err := s.Backup(&b); err != nil {
			t.Fatal(err)
		}
		return restored(t, b.Bytes(), 1).Outcome.Sent == storage.SentOK
	})
}

// restored opens a copy of a database and returns a record of it.
func restored(t *testing.T, file []byte, id uint64) *storage.Record {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	writeFile(t, path, file)
	s, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

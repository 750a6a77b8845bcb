package storage

import (
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// outcomesInFile counts the values in the bucket of outcomes.
func outcomesInFile(t *testing.T, s *Store) (n int) {
	t.Helper()
	err := s.view(func(tx *bolt.Tx) error {
		n = tx.Bucket([]byte(bucketAnswered)).Inspect().KeyN
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it did not come about within a minute")
		}
	}
}

// flush commits what may lag.
func flush(t *testing.T, s *Store) {
	t.Helper()
	waitFor(t, func() bool { _, waiting := s.answers.due(); return !waiting })
	if err := s.PutDocument("test", "flush", nil); err != nil { // after the commit that took them
		t.Fatal(err)
	}
}

// TestAnOutcomeNeedsItsCallback: an answer may end after its callback was
// deleted, and one that could not be stored has the id 0.
func TestAnOutcomeNeedsItsCallback(t *testing.T) {
	s := openNew(t)
	if err := s.Append(&Record{}, &Record{}, &Record{}); err != nil {
		t.Fatal(err)
	}
	s.Answered(1, Outcome{Sent: SentOK})
	if err := s.Delete(1, 3); err != nil {
		t.Fatal(err)
	}
	for _, id := range []uint64{0, 3, 4, 99_999} {
		s.Answered(id, Outcome{Sent: SentFailed})
	}
	flush(t, s)
	if n := outcomesInFile(t, s); n != 0 {
		t.Errorf("%d blocks of outcomes of callbacks that are not there", n)
	}
	s.Answered(2, Outcome{Sent: SentOK})
	flush(t, s)
	if r, err := s.Get(2); err != nil || r.Outcome.Sent != SentOK || outcomesInFile(t, s) != 1 {
		t.Errorf("the one that is there went %+v, %v", r, err)
	}
	if err := s.Append(&Record{}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Get(4); err != nil || r.Outcome != (Outcome{}) {
		t.Errorf("a new callback went %+v, %v, before it was answered", r, err)
	}
}

// TestDamagedOutcomesStopNothing: a duration is worth less than a callback.
func TestDamagedOutcomesStopNothing(t *testing.T) {
	s := openNew(t)
	if err := s.Append(&Record{}, &Record{}); err != nil {
		t.Fatal(err)
	}
	err := s.do(&job{apply: func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketAnswered)).Put(key8(0), []byte("damaged"))
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(1); err != nil {
		t.Errorf("deleting: %v", err)
	}
	s.Answered(2, Outcome{Sent: SentOK})
	flush(t, s)
	if h := s.Health(); !h.OK {
		t.Errorf("the health is %+v", h)
	}
	if r, err := s.Get(2); err != nil || r.Outcome.Sent != SentOK {
		t.Errorf("it went %+v, %v", r, err)
	}
}

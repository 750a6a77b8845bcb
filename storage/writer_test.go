package storage

import (
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func contains(err error, text string) bool { return err != nil && strings.Contains(err.Error(), text) }

func openNew(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "ringback.db"), Options{})
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

// TestOneFailingChangeCostsTheOthersNothing puts a change that fails into the
// middle of a batch.
func TestOneFailingChangeCostsTheOthersNothing(t *testing.T) {
	s := openNew(t)
	refused := errors.New("refused")
	before := &job{records: []encoded{encodeRecord(&Record{Webhook: "before"})}}
	failing := &job{apply: func(tx *bolt.Tx) error {
		if err := tx.Bucket([]byte(bucketDocuments)).Put([]byte("x\x00half"), []byte("done")); err != nil {
			return err
		}
		return refused
	}}
	after := &job{records: []encoded{encodeRecord(&Record{Webhook: "after"})}}

	b := &batch{jobs: []*job{before, failing, after}, done: make(chan struct{})}
	s.queue.mu.Lock()
	s.queue.batches = append(s.queue.batches, b)
	s.queue.rouse()
	s.queue.mu.Unlock()
	<-b.done

	if b.err != nil || before.err != nil || after.err != nil || !errors.Is(failing.err, refused) {
		t.Errorf("the batch ended with %v, its jobs with %v, %v, %v", b.err, before.err, failing.err, after.err)
	}
	if h := s.Health(); !h.OK {
		t.Errorf("the health is %+v", h)
	}
	if v, err := s.GetDocument("x", "half"); v != nil || err != nil {
		t.Errorf("the failing change left %q, %v", v, err)
	}
	for j, want := range map[*job]string{before: "before", after: "after"} {
		if r, err := s.Get(j.first); err != nil || r.Webhook != want {
			t.Errorf("callback %d is %+v, %v; want that of %q", j.first, r, err, want)
		}
	}
	if s.Last() != 2 || s.Count() != 2 {
		t.Errorf("last is %d, count is %d", s.Last(), s.Count())
	}
}

func TestALargeQueueIsCommittedInPieces(t *testing.T) {
	var q queue
	q.wake = make(chan struct{}, 1)
	for range 5 {
		if _, err := q.add(&job{size: maxBatch/2 + 1}); err != nil {
			t.Fatal(err)
		}
	}
	var sizes []int
	for b, _ := q.take(); b != nil; b, _ = q.take() {
		sizes = append(sizes, len(b.jobs))
	}
	if len(sizes) != 3 || sizes[0] != 2 || sizes[1] != 2 || sizes[2] != 1 {
		t.Errorf("five jobs of half a batch each were taken in %v", sizes)
	}
}

// TestTheListOfFreePagesIsInTheFileAfterClose is what lets a start take the same
// time however much is stored.
func TestTheListOfFreePagesIsInTheFileAfterClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 { // in quick succession, so without the list
		if err := s.Append(&Record{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, fileMode, &bolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = db.View(func(tx *bolt.Tx) error {
		for n := 0; ; n++ {
			page, err := tx.Page(n)
			if err != nil || page == nil {
				t.Errorf("no page holds the list (%v)", err)
				return nil
			}
			if page.Type == "freelist" {
				return nil
			}
		}
	})
}

func TestNoOutcomeIsLeftOfADeletedCallback(t *testing.T) {
	s := openNew(t)
	if err := s.Append(&Record{}, &Record{}); err != nil {
		t.Fatal(err)
	}
	s.Answered(1, Outcome{Sent: SentOK})
	if err := errors.Join(s.Delete(1), s.Close()); err != nil {
		t.Fatal(err)
	}
	again, err := Open(s.path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	_ = again.view(func(tx *bolt.Tx) error {
		if k, v := tx.Bucket([]byte(bucketAnswered)).Cursor().First(); k != nil {
			t.Errorf("left: %x", v)
		}
		return nil
	})
}

// TestAllThatWaitShareOneCommit lets many callers come while a commit is under way.
func TestAllThatWaitShareOneCommit(t *testing.T) {
	s := openNew(t)
	const callers = 50
	var wg sync.WaitGroup
	var first, second int // the numbers of the transactions
	do := func(apply change) {
		wg.Go(func() {
			if err := s.do(&job{apply: apply}); err != nil {
				t.Error(err)
			}
		})
	}
	began, goOn := make(chan struct{}), make(chan struct{})
	do(func(tx *bolt.Tx) error { first = tx.ID(); close(began); <-goOn; return nil })
	<-began
	var records [callers]*Record
	for n := range records {
		records[n] = &Record{}
		wg.Go(func() {
			if err := s.Append(records[n]); err != nil {
				t.Error(err)
			}
		})
		waiting(t, s, n+1) // so that the order of the calls is known
	}
	do(func(tx *bolt.Tx) error { second = tx.ID(); return nil })
	waiting(t, s, callers+1)
	close(goOn)
	wg.Wait()
	if second != first+1 {
		t.Errorf("the last caller was served by transaction %d, want the one after %d", second, first)
	}
	for n, r := range records {
		if r.ID != uint64(n+1) {
			t.Errorf("caller %d got the id %d", n+1, r.ID)
		}
	}
}

// waiting waits until n jobs wait together.
func waiting(t *testing.T, s *Store, n int) {
	t.Helper()
	waitFor(t, func() bool {
		s.queue.mu.Lock()
		defer s.queue.mu.Unlock()
		return len(s.queue.batches) == 1 && len(s.queue.batches[0].jobs) == n
	})
}

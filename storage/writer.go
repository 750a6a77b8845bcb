package storage

import (
	"errors"
	"fmt"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// job is one change that waits for its commit.
type job struct {
	apply func(tx *bolt.Tx) error
	// kept runs in the writer after the commit that holds the change.
	kept func()
	done chan error
}

// writer is the queue in front of the one goroutine that writes.
type writer struct {
	mu     sync.Mutex
	queue  []*job
	closed bool
	wake   chan struct{} // holds a token while the queue may have jobs
	done   chan struct{} // closed when the goroutine has ended
}

func (w *writer) init() {
	w.wake, w.done = make(chan struct{}, 1), make(chan struct{})
}

// rouse makes the writer look at its queue.
func (w *writer) rouse() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *writer) close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.rouse()
}

// take returns all jobs that wait, and whether more may come.
func (w *writer) take() (jobs []*job, open bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	jobs, w.queue = w.queue, nil
	return jobs, !w.closed
}

// change has a job committed and waits for it. Errors wrap [ErrStore], or are
// those of apply, or [ErrClosed].
func (s *Store) change(apply func(tx *bolt.Tx) error, kept func()) error {
	j := &job{apply: apply, kept: kept, done: make(chan error, 1)}
	w := &s.writer
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return ErrClosed
	}
	w.queue = append(w.queue, j)
	w.mu.Unlock()
	w.rouse()
	return <-j.done
}

const (
	// probeEvery is how often a store that failed tries whether it can write again.
	probeEvery = time.Second
	// idleAfter is how long nothing must have been written before the list of
	// free pages is.
	idleAfter = 5 * time.Second
)

// write is the goroutine that owns all writes.
func (s *Store) write() {
	defer close(s.writer.done)
	idle := time.NewTimer(idleAfter)
	defer idle.Stop()
	settled := false // the list of free pages is in the file
	for open := true; open; {
		select {
		case <-s.writer.wake:
		case <-s.answered.due:
		case <-s.health.probe(probeEvery):
		case <-idle.C:
			if !settled && s.Health().OK {
				settled = s.settle() == nil
			}
			continue
		}
		var jobs []*job
		jobs, open = s.writer.take()
		s.commit(jobs, !open)
		settled = false
		idle.Reset(idleAfter)
	}
	if err := s.settle(); err != nil {
		s.log.Warn("the list of free pages could not be written; the next start takes longer", "cause", err)
	}
}

// commit stores jobs in one transaction with one fsync, and tells those that
// wait for them. Outcomes of answers ride along when they are due, or last.
func (s *Store) commit(jobs []*job, last bool) {
	if len(jobs) == 0 && !s.answered.waiting() && s.Health().OK {
		return
	}
	err := s.inPlace()
	for err == nil {
		var bad int
		outcomes := s.answered.take(last)
		if bad, err = s.commitOnce(jobs, outcomes); bad < 0 {
			s.answered.settle(outcomes, err == nil)
			break
		}
		// The change of one must not cost the others theirs: it is told its
		// error, and they are tried again without it.
		s.answered.settle(outcomes, false)
		jobs[bad].done <- err
		jobs = append(jobs[:bad:bad], jobs[bad+1:]...)
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrStore, err)
	}
	s.health.set(err)
	for _, j := range jobs {
		if err == nil && j.kept != nil {
			j.kept()
		}
		j.done <- err
	}
}

// commitOnce returns the place of the job that failed, or -1 with the error of
// the transaction.
func (s *Store) commitOnce(jobs []*job, outcomes map[uint64]Outcome) (bad int, err error) {
	bad = -1
	err = s.db.Update(func(tx *bolt.Tx) error {
		for n, j := range jobs {
			if err := j.apply(tx); err != nil {
				bad = n
				return err
			}
		}
		if len(jobs) == 0 && len(outcomes) == 0 { // a probe must write something
			return tx.Bucket(bucketMeta).Put(metaProbe, idKey(uint64(time.Now().UnixNano())))
		}
		return putOutcomes(tx, outcomes)
	})
	if errors.Is(err, berrors.ErrDatabaseNotOpen) || errors.Is(err, berrors.ErrInvalidMapping) {
		// bbolt lost its mapping, as when memory ran out; only opening anew helps.
		if again := s.reopen(); again != nil {
			err = errors.Join(err, again)
		}
	}
	return bad, err
}

// settle commits once with the list of free pages, so that the next start need
// not read the whole file to find them.
func (s *Store) settle() error {
	s.db.NoFreelistSync = false
	defer func() { s.db.NoFreelistSync = true }()
	return s.db.Update(func(tx *bolt.Tx) error { return nil })
}

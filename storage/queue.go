package storage

import (
	"fmt"
	"slices"
	"sync"
)

// job is one change that waits for its commit: callbacks to append, or apply.
type job struct {
	records []encoded
	apply   change
	size    int // bytes, about

	// The writer sets these before it closes the batch.
	first uint64 // id of the first record
	err   error  // what apply returned
}

// batch is a group of jobs that share a commit.
type batch struct {
	jobs []*job
	size int
	done chan struct{} // closed when err and the jobs' results are set
	err  error
}

// maxBatch bounds what one transaction takes into memory, in bytes.
const maxBatch = 8 << 20

// queue holds the batches that wait for the writer; the last one is open.
type queue struct {
	mu      sync.Mutex
	batches []*batch
	refused error         // set once nothing more is taken
	wake    chan struct{} // holds a token when the writer should look
}

// add puts a job into the batch that will be committed next, and returns it.
func (q *queue) add(j *job) (*batch, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.refused != nil {
		return nil, q.refused
	}
	if n := len(q.batches); n == 0 || q.batches[n-1].size > maxBatch {
		q.batches = append(q.batches, &batch{done: make(chan struct{})})
	}
	b := q.batches[len(q.batches)-1]
	b.jobs = append(b.jobs, j)
	b.size += j.size
	q.rouse()
	return b, nil
}

// take removes the batch that has waited longest; nil when none does.
func (q *queue) take() (b *batch, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.batches) > 0 {
		b = q.batches[0]
		q.batches = slices.Delete(q.batches, 0, 1) // forgets b: it may be large
	}
	return b, q.refused == nil
}

// refuse lets later jobs fail with err.
func (q *queue) refuse(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.refused = err
	q.rouse()
}

func (q *queue) rouse() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// do has a job committed and waits for it. Errors wrap [ErrStore].
func (s *Store) do(j *job) error {
	b, err := s.queue.add(j)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	<-b.done
	if j.err != nil {
		return fmt.Errorf("%w: %w", ErrStore, j.err)
	}
	return b.err
}

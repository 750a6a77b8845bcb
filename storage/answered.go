package storage

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

// answers are outcomes that are not in the file yet.
type answers struct {
	mu      sync.Mutex
	pending map[uint64]Outcome
	writing map[uint64]Outcome // in the commit that is under way
	since   time.Time          // when the first of pending came
}

// Answered keeps how the answer to a callback went. It does not wait for the
// disk: the outcome goes with a later commit, a quarter of a second later at
// the latest. A crash before may cost it; it is a measured duration, and not
// what was promised to anybody.
func (s *Store) Answered(id uint64, o Outcome) {
	if s.options.ReadOnly {
		return
	}
	a := &s.answers
	a.mu.Lock()
	first := len(a.pending) == 0
	a.pending[id] = o
	if first {
		a.since = time.Now()
	}
	a.mu.Unlock()
	if first {
		s.queue.rouse() // the writer may be asleep for long
	}
}

// due returns when what waits must be written, if anything does.
func (a *answers) due() (at time.Time, waiting bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.since.Add(flushEvery), len(a.pending) > 0
}

// take returns what waits, until settle says how that went.
func (a *answers) take() map[uint64]Outcome {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.pending) == 0 {
		return nil
	}
	a.writing, a.pending = a.pending, map[uint64]Outcome{}
	return a.writing
}

func (a *answers) settle(written bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !written && a.writing != nil {
		maps.Copy(a.writing, a.pending) // what came meanwhile is newer
		a.pending = a.writing
	}
	a.writing = nil
}

func (a *answers) get(id uint64) (Outcome, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	o, ok := a.pending[id]
	if !ok {
		o, ok = a.writing[id]
	}
	return o, ok
}

// overlay completes records with how their answers went. Memory is asked before
// the file: what leaves memory meanwhile is in the file by then.
func (s *Store) overlay(records ...*Record) error {
	var rest []*Record
	for _, r := range records {
		if o, ok := s.answers.get(r.ID); ok {
			r.Outcome = o
		} else {
			rest = append(rest, r)
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return s.view(func(tx *bolt.Tx) error {
		for _, r := range rest {
			storedOutcome(tx, r)
		}
		return nil
	})
}

// storedOutcome completes a record with what the file has of its outcome.
func storedOutcome(tx *bolt.Tx, r *Record) {
	if v := tx.Bucket([]byte(bucketAnswered)).Get(key8(blockOf(r.ID))); len(v) == outcomeBlock {
		if n := binary.LittleEndian.Uint64(v[8*rowOf(r.ID):]); n != 0 {
			r.Outcome = unpackOutcome(n)
		}
	}
}

// outcomeBlock is the size of the outcomes of a block of ids, in bytes: 8 for
// each, little-endian, the nanoseconds above two bits for Sent; 0 is unknown.
const outcomeBlock = 8 * BlockSize

func packOutcome(o Outcome) uint64 {
	return uint64(min(max(o.Took, 0), 1<<61))<<2 | uint64(o.Sent&3)
}

func unpackOutcome(n uint64) Outcome {
	return Outcome{Took: time.Duration(n >> 2), Sent: Sent(n & 3)}
}

// putOutcomes leaves out those of callbacks that are not there: an answer may
// end after its callback was deleted.
func putOutcomes(tx *bolt.Tx, outcomes map[uint64]Outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	ids := keepStored(tx, slices.Sorted(maps.Keys(outcomes)))
	return eachBlock(growing(tx, bucketAnswered), ids, outcomeBlock, true, func(v []byte, id uint64) {
		binary.LittleEndian.PutUint64(v[8*rowOf(id):], packOutcome(outcomes[id]))
	})
}

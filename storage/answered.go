package storage

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

// answeredEvery is how long an outcome may wait in memory. It is a measured
// duration, not the callback: a crash may cost it.
const answeredEvery = 250 * time.Millisecond

// pendingAnswers are outcomes that are not in the file yet.
type pendingAnswers struct {
	mu      sync.Mutex
	pending map[uint64]Outcome
	writing map[uint64]Outcome // in the commit that is under way
	flushed time.Time
	armed   bool // the timer runs that will make them due
	due     chan struct{}
}

func (p *pendingAnswers) init() {
	p.pending, p.due = map[uint64]Outcome{}, make(chan struct{}, 1)
}

// Answered keeps how the answer to a callback went. It does not wait for the
// disk: the outcome is written with a later commit, a quarter of a second later
// at the latest, and until then read from memory.
func (s *Store) Answered(id uint64, o Outcome) {
	p := &s.answered
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pending[id] = o
	if !p.armed {
		p.armed = true
		time.AfterFunc(answeredEvery, func() {
			p.mu.Lock()
			p.armed = false
			p.mu.Unlock()
			select {
			case p.due <- struct{}{}:
			default:
			}
		})
	}
}

func (p *pendingAnswers) waiting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.pending) > 0
}

// take returns what is to be written now: all, when it is time or the last one.
func (p *pendingAnswers) take(last bool) map[uint64]Outcome {
	p.mu.Lock()
	defer p.mu.Unlock()
	early := p.armed && time.Since(p.flushed) < answeredEvery
	if len(p.pending) == 0 || (early && !last) {
		return nil
	}
	p.flushed = time.Now()
	p.writing, p.pending = p.pending, map[uint64]Outcome{}
	return p.writing
}

// settle ends what take began; what was not written waits again.
func (p *pendingAnswers) settle(taken map[uint64]Outcome, written bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if taken == nil {
		return
	}
	if !written {
		maps.Copy(taken, p.pending)
		p.pending = taken
	}
	p.writing = nil
}

func (p *pendingAnswers) get(id uint64) (Outcome, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	o, ok := p.pending[id]
	if !ok {
		o, ok = p.writing[id]
	}
	return o, ok
}

func (p *pendingAnswers) drop(ids []uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		delete(p.pending, id)
	}
}

func putOutcomes(tx *bolt.Tx, outcomes map[uint64]Outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	callbacks, b := tx.Bucket(bucketCallbacks), growing(tx, bucketAnswered)
	for _, id := range slices.Sorted(maps.Keys(outcomes)) {
		key := idKey(id)
		if callbacks.Get(key) == nil {
			continue // deleted meanwhile
		}
		o := outcomes[id]
		v := binary.AppendUvarint([]byte{byte(o.Sent)}, uint64(o.Took))
		if err := b.Put(key, v); err != nil {
			return err
		}
	}
	return nil
}

// outcome overlays a record with how its answer went.
func (s *Store) outcome(tx *bolt.Tx, key []byte, r *Record) {
	if v := tx.Bucket(bucketAnswered).Get(key); len(v) > 1 {
		took, _ := binary.Uvarint(v[1:])
		r.Outcome = Outcome{Took: time.Duration(took), Sent: Sent(v[0])}
	}
	if o, ok := s.answered.get(r.ID); ok {
		r.Outcome = o
	}
}

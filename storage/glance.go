package storage

import (
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Glimpse is a record as it lies in the file, for who looks at many and wants
// few. Its bytes are memory of the mapped file: they must not be changed.
type Glimpse struct {
	ID      uint64
	Webhook []byte
	Head    []byte
	Body    []byte // nil where Long
	// Long tells that the body is kept in pieces: [Glimpse.Record] has it.
	Long bool

	value []byte
	store *Store
	tx    *bolt.Tx
	// outcomes are those of block, kept from one record to the next.
	outcomes []byte
	block    uint64
}

// glanceAtOnce is how many records Glance looks at in one transaction.
const glanceAtOnce = 128

// Glance calls fn with a glimpse of each record that is stored of these ids, in
// their order, until fn returns false. A glimpse is valid inside fn only, and fn
// must be quick and must not call the store. Nothing is checked: damage is found
// by [Glimpse.Record].
func (s *Store) Glance(ids []uint64, fn func(*Glimpse) bool) error {
	goOn := true
	for part := range slices.Chunk(ids, glanceAtOnce) {
		err := s.view(func(tx *bolt.Tx) error {
			goOn = s.glance(tx, part, fn)
			return nil
		})
		if err != nil {
			return fmt.Errorf("look at callbacks: %w", err)
		}
		if !goOn {
			break
		}
	}
	return nil
}

// fewSteps cost less than a search.
const fewSteps = 4

func (s *Store) glance(tx *bolt.Tx, ids []uint64, fn func(*Glimpse) bool) bool {
	c := tx.Bucket([]byte(bucketCallbacks)).Cursor()
	var key, value []byte
	var at uint64 // the id of key
	g := Glimpse{store: s, tx: tx, block: noBlock}
	for _, id := range ids {
		if n := id - at; key != nil && n > 0 && n <= fewSteps {
			for key != nil && at < id {
				if key, value = c.Next(); key != nil {
					at = binary.BigEndian.Uint64(key)
				}
			}
		} else if n = at - id; key != nil && n > 0 && n <= fewSteps {
			for key != nil && at > id {
				if key, value = c.Prev(); key != nil {
					at = binary.BigEndian.Uint64(key)
				}
			}
		} else if key, value = c.Seek(key8(id)); key != nil {
			at = binary.BigEndian.Uint64(key)
		}
		if key == nil || at != id {
			continue
		}
		g.ID, g.value = id, value
		g.cut()
		if !fn(&g) {
			return false
		}
	}
	return true
}

// cut finds the parts in the value; of a damaged one they may be anything.
func (g *Glimpse) cut() {
	g.Webhook, g.Head, g.Body, g.Long = nil, nil, nil, false
	if len(g.value) < checksumEnd {
		return
	}
	d := decoder{rest: g.value[checksumEnd:]}
	d.take(12) // the time
	d.part()   // the address
	g.Webhook, g.Head = d.part(), d.part()
	d.part()    // the trailer
	d.uvarint() // the size that was announced
	size := d.uvarint()
	if g.Long = inPieces(g.value); !g.Long && size <= uint64(len(d.rest)) {
		g.Body = g.value[uint64(len(g.value))-size:]
	}
}

// Outcome returns how the answer went.
func (g *Glimpse) Outcome() Outcome {
	if o, ok := g.store.answers.get(g.ID); ok {
		return o
	}
	if n := blockOf(g.ID); n != g.block {
		g.block, g.outcomes = n, g.tx.Bucket([]byte(bucketAnswered)).Get(key8(n))
	}
	if len(g.outcomes) == outcomeBlock {
		if n := binary.LittleEndian.Uint64(g.outcomes[8*rowOf(g.ID):]); n != 0 {
			return unpackOutcome(n)
		}
	}
	if len(g.value) > 4 && g.value[4]&markHasOutcome != 0 {
		if whole, err := g.Record(); err == nil {
			return whole.Outcome
		}
	}
	return Outcome{}
}

// noBlock is the number of no block.
const noBlock = 1<<64 - 1

// Record returns the whole record, or an error that wraps [ErrDamaged].
func (g *Glimpse) Record() (*Record, error) {
	r, err := load(g.tx, key8(g.ID), g.value)
	if err != nil {
		return nil, fmt.Errorf("read callback %d: %w", g.ID, err)
	}
	if o, ok := g.store.answers.get(g.ID); ok {
		r.Outcome = o
	} else {
		storedOutcome(g.tx, r)
	}
	return r, nil
}

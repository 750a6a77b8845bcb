package storage

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// pieceSize is how much of a long body one key holds: with its key it fills a page.
const pieceSize = 4000

// Append stores records in one commit and gives them their ids, which follow
// each other. When it returns nil they are on disk. Callers share a commit: the
// cost of one fsync falls on all that wait. Errors wrap [ErrStore]; then none
// of the records is stored.
func (s *Store) Append(recs ...*Record) error {
	values := make([][]byte, len(recs))
	for n, r := range recs {
		values[n] = encodeRecord(r)
	}
	var first uint64
	return s.change(func(tx *bolt.Tx) error {
		b, bodies := growing(tx, bucketCallbacks), growing(tx, bucketBodies)
		first = b.Sequence() + 1
		for n, r := range recs {
			key := idKey(first + uint64(n))
			if err := b.Put(key, values[n]); err != nil {
				return err
			}
			if len(r.Request.Body) > inlineBody {
				if err := putPieces(bodies, key, r.Request.Body); err != nil {
					return err
				}
			}
		}
		return b.SetSequence(first + uint64(len(recs)) - 1)
	}, func() {
		for n, r := range recs {
			r.ID = first + uint64(n)
		}
		s.counts.last.Store(first + uint64(len(recs)) - 1)
	})
}

func putPieces(b *bolt.Bucket, key, body []byte) error {
	for n := uint32(0); len(body) > 0; n++ {
		piece := body[:min(pieceSize, len(body))]
		if err := b.Put(pieceKey(key, n), piece); err != nil {
			return err
		}
		body = body[len(piece):]
	}
	return nil
}

func pieceKey(key []byte, n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(make([]byte, 0, 12), key...), n)
}

// Get returns one record, or [ErrNotFound].
func (s *Store) Get(id uint64) (r *Record, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		key := idKey(id)
		v := tx.Bucket(bucketCallbacks).Get(key)
		if v == nil {
			return ErrNotFound
		}
		r, err = s.load(tx, key, v)
		return err
	})
	return r, err
}

// load builds a record of its parts; it shares no memory with the file.
func (s *Store) load(tx *bolt.Tx, key, value []byte) (*Record, error) {
	id := binary.BigEndian.Uint64(key)
	r, size, err := decodeRecord(value)
	if err != nil {
		return nil, fmt.Errorf("callback %d: %w", id, err)
	}
	r.ID = id
	if size > inlineBody {
		body := make([]byte, 0, size)
		pieces := tx.Bucket(bucketBodies)
		for n := uint32(0); len(body) < size; n++ {
			piece := pieces.Get(pieceKey(key, n))
			if piece == nil {
				return nil, fmt.Errorf("callback %d: %w: a piece of its body is missing", id, errCorrupt)
			}
			body = append(body, piece...)
		}
		r.Request.Body = body
	}
	s.outcome(tx, key, r)
	return r, nil
}

// Bounds of what is read in one transaction: none is held while the caller works.
const (
	walkRecords = 256
	walkBytes   = 4 << 20
)

// Walk calls fn for each record from the one with id from, or the next that
// there is, upwards or (newestFirst) downwards, until fn returns false. Records
// that are appended meanwhile may be met or not.
func (s *Store) Walk(from uint64, newestFirst bool, fn func(*Record) bool) error {
	for more := true; more; {
		var batch []*Record
		err := s.view(func(tx *bolt.Tx) (err error) {
			batch, from, more, err = s.batch(tx, from, newestFirst)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range batch {
			if !fn(r) {
				return nil
			}
		}
	}
	return nil
}

// batch reads some records, and says where to go on and whether to.
func (s *Store) batch(tx *bolt.Tx, from uint64, newestFirst bool) (batch []*Record, next uint64, more bool, err error) {
	c := tx.Bucket(bucketCallbacks).Cursor()
	step := c.Next
	key, v := c.Seek(idKey(from))
	if newestFirst {
		step = c.Prev
		if key == nil {
			key, v = c.Last()
		} else if binary.BigEndian.Uint64(key) > from {
			key, v = c.Prev()
		}
	}
	for size := 0; key != nil; key, v = step() {
		if len(batch) == walkRecords || size > walkBytes {
			return batch, binary.BigEndian.Uint64(key), true, nil
		}
		r, err := s.load(tx, key, v)
		if err != nil {
			return nil, 0, false, err
		}
		batch = append(batch, r)
		size += len(r.Request.Body) + len(v)
	}
	return batch, 0, false, nil
}

// Last returns the newest id ever given, 0 before the first.
func (s *Store) Last() uint64 { return s.counts.last.Load() }

// Count returns how many callbacks are stored.
func (s *Store) Count() uint64 {
	deleted := s.counts.deleted.Load() // before last, so that the difference cannot wrap
	return s.counts.last.Load() - deleted
}

package storage

import (
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Append stores records and gives them their ids, which follow each other.
// When it returns nil they are on disk. All that wait share a commit, and so
// the cost of its fsync; the order of ids is that of the calls. Errors wrap
// [ErrStore], the records have no ids then, and their senders must be told to
// send again.
func (s *Store) Append(records ...*Record) error {
	if len(records) == 0 {
		return nil
	}
	j := &job{records: make([]encoded, len(records))}
	for n, r := range records {
		j.records[n] = encodeRecord(r)
		j.size += j.records[n].size()
	}
	if err := s.do(j); err != nil {
		return fmt.Errorf("append callbacks: %w", err)
	}
	for n, r := range records {
		r.ID = j.first + uint64(n)
	}
	return nil
}

// run does the job's part of a transaction.
func (j *job) run(tx *bolt.Tx) error {
	if j.apply != nil {
		return j.apply(tx)
	}
	b := growing(tx, bucketCallbacks)
	j.first = b.Sequence() + 1
	var key [8]byte // bbolt keeps a copy
	for n, e := range j.records {
		binary.BigEndian.PutUint64(key[:], j.first+uint64(n))
		if err := b.Put(key[:], e.value); err != nil {
			return err
		}
		if err := putPieces(tx, key[:], e.body); err != nil {
			return err
		}
	}
	return b.SetSequence(j.first + uint64(len(j.records)) - 1)
}

// Get returns the record with this id, or [ErrNotFound].
func (s *Store) Get(id uint64) (*Record, error) {
	var r *Record
	err := s.view(func(tx *bolt.Tx) (err error) {
		key := key8(id)
		v := tx.Bucket([]byte(bucketCallbacks)).Get(key)
		if v == nil {
			return ErrNotFound
		}
		r, err = load(tx, key, v)
		return err
	})
	if err == nil {
		err = s.overlay(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read callback %d: %w", id, err)
	}
	return r, nil
}

// keepStored returns those of rising ids whose callbacks are stored; it uses
// the memory of ids.
func keepStored(tx *bolt.Tx, ids []uint64) []uint64 {
	c := tx.Bucket([]byte(bucketCallbacks)).Cursor()
	key, _ := c.First()
	return slices.DeleteFunc(ids, func(id uint64) bool {
		for steps := 0; key != nil && binary.BigEndian.Uint64(key) < id; steps++ {
			if steps < fewSteps {
				key, _ = c.Next()
			} else {
				key, _ = c.Seek(key8(id))
			}
		}
		return key == nil || binary.BigEndian.Uint64(key) != id
	})
}

// load builds a record of what is in the file, all but the late outcome.
func load(tx *bolt.Tx, key, value []byte) (*Record, error) {
	r, err := decodeRecord(value, func(size uint64) []byte { return pieces(tx, key, size) })
	if err != nil {
		return nil, err
	}
	r.ID = binary.BigEndian.Uint64(key)
	return r, nil
}

// What Walk reads in one transaction, at most about.
const (
	walkRecords = 64
	walkBytes   = 1 << 20
)

// Walk calls fn with each record, from the id from on (or the next that there
// is) upwards, or downwards if newestFirst, until fn returns false. From 0 is
// from the end. Records are read some at a time, and no transaction is open
// while fn works: it may take its time and use the store. What is appended or
// deleted meanwhile may be met or not. The records are the caller's to keep.
// One that is damaged is passed over, and logged: it must not hide the others.
func (s *Store) Walk(from uint64, newestFirst bool, fn func(*Record) bool) error {
	for more := true; more; {
		var records []*Record
		err := s.view(func(tx *bolt.Tx) error {
			records, from, more = s.readSome(tx, from, newestFirst)
			return nil
		})
		if err == nil {
			err = s.overlay(records...)
		}
		if err != nil {
			return fmt.Errorf("read callbacks: %w", err)
		}
		for _, r := range records {
			if !fn(r) {
				return nil
			}
		}
	}
	return nil
}

// readSome reads records from an id on, and says where to go on.
func (s *Store) readSome(tx *bolt.Tx, from uint64, newestFirst bool) (records []*Record, next uint64, more bool) {
	c := tx.Bucket([]byte(bucketCallbacks)).Cursor()
	step := c.Next
	key, value := c.Seek(key8(from))
	if newestFirst {
		step = c.Prev
		if key == nil || from == 0 {
			key, value = c.Last()
		} else if binary.BigEndian.Uint64(key) > from {
			key, value = c.Prev()
		}
	}
	for size := 0; key != nil; key, value = step() {
		id := binary.BigEndian.Uint64(key)
		if len(records) == walkRecords || size > walkBytes {
			return records, id, true
		}
		r, err := load(tx, key, value)
		if err != nil {
			s.options.Log.Error("a callback is passed over", "id", id, "cause", err)
			continue
		}
		records = append(records, r)
		size += len(value) + len(r.Request.Body)
	}
	return records, 0, false
}

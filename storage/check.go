package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Check reads the whole file and returns what is wrong with it: pages, the
// counts, and every record with its checksum. Callbacks wait meanwhile. Errors
// wrap [ErrDamaged].
func (s *Store) Check() error {
	s.file.RLock()
	defer s.file.RUnlock()
	if s.file.db == nil {
		return s.file.cause
	}
	// bbolt compares the pages in use with its list of free ones, which holds
	// still only while nobody writes: so this is a transaction that could.
	tx, err := s.file.db.Begin(!s.options.ReadOnly)
	if err != nil {
		return fmt.Errorf("check the database: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	var wrong []error
	for err := range tx.Check() {
		wrong = append(wrong, err)
	}
	if len(wrong) == 0 { // else reading on may crash
		wrong = checkRecords(tx)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("check the database: %w: %w", ErrDamaged, errors.Join(wrong...))
	}
	return nil
}

func checkRecords(tx *bolt.Tx) (wrong []error) {
	b := tx.Bucket([]byte(bucketCallbacks))
	var count uint64
	_ = b.ForEach(func(k, v []byte) error {
		count++
		if _, err := load(tx, k, v); err != nil {
			wrong = append(wrong, fmt.Errorf("callback %d: %w", binary.BigEndian.Uint64(k), err))
		}
		return nil
	})
	if want := b.Sequence() - number(tx.Bucket([]byte(bucketMeta)), metaDeleted); count != want {
		wrong = append(wrong, fmt.Errorf("%d callbacks, should be %d", count, want))
	}
	for bucket, size := range map[string]int{bucketAnswered: outcomeBlock, bucketIndex: blockBytes} {
		_ = tx.Bucket([]byte(bucket)).ForEach(func(k, v []byte) error {
			if len(v) != size {
				wrong = append(wrong, fmt.Errorf("%s: block %x has %d bytes, should have %d", bucket, k, len(v), size))
			}
			return nil
		})
	}
	var owner []byte
	_ = tx.Bucket([]byte(bucketBodies)).ForEach(func(k, _ []byte) error {
		if id := k[:8]; !bytes.Equal(id, owner) {
			if owner = id; !inPieces(b.Get(id)) {
				wrong = append(wrong, fmt.Errorf("a body without its callback %d", binary.BigEndian.Uint64(id)))
			}
		}
		return nil
	})
	return wrong
}

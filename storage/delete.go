package storage

import (
	"bytes"
	"encoding/binary"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// deleteAtOnce bounds a transaction that deletes, so that it does not keep
// callbacks waiting.
const deleteAtOnce = 1000

// FamilyMarks holds what a person noted on a callback, by its id in decimal.
// Deleting the callback deletes it too.
const FamilyMarks = "marks"

// Delete removes callbacks with all that belongs to them. Ids that are not
// there are passed over. The space is used again; the file does not shrink.
func (s *Store) Delete(ids ...uint64) error {
	for len(ids) > 0 {
		part := ids[:min(deleteAtOnce, len(ids))]
		ids = ids[len(part):]
		var gone uint64
		err := s.change(func(tx *bolt.Tx) (err error) {
			gone, err = deleteIDs(tx, part)
			return err
		}, func() {
			s.counts.deleted.Add(gone)
			s.answered.drop(part)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func deleteIDs(tx *bolt.Tx, ids []uint64) (gone uint64, err error) {
	b, marks := tx.Bucket(bucketCallbacks), tx.Bucket(bucketDocuments)
	for _, id := range ids {
		key := idKey(id)
		if b.Get(key) == nil {
			continue
		}
		gone++
		for _, drop := range []struct {
			from *bolt.Bucket
			key  []byte
		}{
			{b, key},
			{tx.Bucket(bucketAnswered), key},
			{marks, documentKey(FamilyMarks, strconv.FormatUint(id, 10))},
		} {
			if err := drop.from.Delete(drop.key); err != nil {
				return 0, err
			}
		}
		if err := deletePieces(tx.Bucket(bucketBodies), key); err != nil {
			return 0, err
		}
	}
	if err := clearRows(tx, ids); err != nil {
		return 0, err
	}
	meta := tx.Bucket(bucketMeta)
	total := gone
	if v := meta.Get(metaDeleted); v != nil {
		total += binary.BigEndian.Uint64(v)
	}
	return gone, meta.Put(metaDeleted, idKey(total))
}

func deletePieces(b *bolt.Bucket, key []byte) error {
	c := b.Cursor()
	for k, _ := c.Seek(key); bytes.HasPrefix(k, key); k, _ = c.Seek(key) {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

package storage

import (
	"fmt"
	"slices"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// deleteAtOnce bounds a transaction that deletes, so that callbacks that come
// meanwhile do not wait for long.
const deleteAtOnce = 512

// FamilyMarks is the family of the documents about single callbacks, under
// their ids in decimal. They are deleted with the callback.
const FamilyMarks = "marks"

// Delete removes callbacks and all that belongs to them. Ids that are not there
// are passed over. The space is used again; the file does not shrink. After an
// error some may be deleted.
func (s *Store) Delete(ids ...uint64) error {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	for part := range slices.Chunk(slices.Compact(ids), deleteAtOnce) {
		err := s.do(&job{apply: func(tx *bolt.Tx) error { return deleteAll(tx, part) }})
		if err != nil {
			return fmt.Errorf("delete callbacks: %w", err)
		}
	}
	return nil
}

// deleteAll removes what is there of the ids, which rise.
func deleteAll(tx *bolt.Tx, ids []uint64) error {
	callbacks, documents := tx.Bucket([]byte(bucketCallbacks)), tx.Bucket([]byte(bucketDocuments))
	var gone []uint64
	for _, id := range ids {
		key := key8(id)
		value := callbacks.Get(key)
		if value == nil {
			continue
		}
		gone = append(gone, id)
		if inPieces(value) {
			if err := deletePieces(tx, key); err != nil {
				return err
			}
		}
		if err := callbacks.Delete(key); err != nil {
			return err
		}
		if err := documents.Delete(documentKey(FamilyMarks, strconv.FormatUint(id, 10))); err != nil {
			return err
		}
	}
	err := eachBlock(growing(tx, bucketAnswered), gone, outcomeBlock, false, func(v []byte, id uint64) {
		clear(v[8*rowOf(id):][:8])
	})
	if err != nil {
		return err
	}
	err = eachBlock(growing(tx, bucketIndex), gone, blockBytes, false, func(v []byte, id uint64) {
		clearRow(v, rowOf(id))
	})
	if err != nil {
		return err
	}
	meta := tx.Bucket([]byte(bucketMeta))
	return putNumber(meta, metaDeleted, number(meta, metaDeleted)+uint64(len(gone)))
}

package storage

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// The buckets; doc.go says what is in them.
var (
	bucketCallbacks = []byte("callbacks")
	bucketBodies    = []byte("bodies")
	bucketAnswered  = []byte("answered")
	bucketIndex     = []byte("index")
	bucketDocuments = []byte("documents")
	bucketMeta      = []byte("meta")

	metaSchema  = []byte("schema")
	metaDeleted = []byte("deleted")
	metaIndex   = []byte("index")
	metaProbe   = []byte("probe")
)

// A migration brings a file from the schema of its place in the list, counted
// from 1, to the next one.
type migration func(tx *bolt.Tx) error

// migrations holds one step for each schema that there ever was before today's.
// A step is never changed once it was released; testdata has a real file of
// each schema to try them on.
var migrations = []migration{}

// prepareSchema lays out an empty file, brings an older one up to date, and
// leaves any other alone.
func prepareSchema(db *bolt.DB, steps []migration) error {
	want := uint64(len(steps)) + 1
	var have uint64
	empty := true
	err := db.View(func(tx *bolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		if meta == nil {
			return tx.ForEach(func([]byte, *bolt.Bucket) error { empty = false; return nil })
		}
		empty = false
		v := meta.Get(metaSchema)
		if len(v) != 8 {
			return ErrNotOurs
		}
		have = binary.BigEndian.Uint64(v)
		return nil
	})
	switch {
	case err != nil:
		return err
	case empty:
		return db.Update(func(tx *bolt.Tx) error { return layOut(tx, want) })
	case have == 0:
		return ErrNotOurs
	case have > want:
		return fmt.Errorf("%w: it has schema %d, this version reads up to %d", ErrNewer, have, want)
	case have == want:
		return nil
	}
	return db.Update(func(tx *bolt.Tx) error {
		for n := have; n < want; n++ {
			if err := steps[n-1](tx); err != nil {
				return fmt.Errorf("migrate from schema %d: %w", n, err)
			}
		}
		return putSchema(tx, want)
	})
}

func layOut(tx *bolt.Tx, schema uint64) error {
	for _, name := range [][]byte{bucketCallbacks, bucketBodies, bucketAnswered, bucketIndex, bucketDocuments, bucketMeta} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	return putSchema(tx, schema)
}

func putSchema(tx *bolt.Tx, schema uint64) error {
	return tx.Bucket(bucketMeta).Put(metaSchema, binary.BigEndian.AppendUint64(nil, schema))
}

// growing returns a bucket whose keys only grow: its pages may be filled to
// the brim, which halves the file and what is written.
func growing(tx *bolt.Tx, name []byte) *bolt.Bucket {
	b := tx.Bucket(name)
	b.FillPercent = 1
	return b
}

func idKey(id uint64) []byte { return binary.BigEndian.AppendUint64(nil, id) }

package storage

import (
	"encoding/binary"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// The buckets and the keys of meta; doc.go says what is in them.
const (
	bucketCallbacks = "callbacks"
	bucketBodies    = "bodies"
	bucketAnswered  = "answered"
	bucketIndex     = "index"
	bucketDocuments = "documents"
	bucketMeta      = "meta"

	metaSchema  = "schema"
	metaCreated = "created"
	metaDeleted = "deleted"
	metaIndex   = "index"
	metaBlocks  = "blocks"
	metaProbe   = "probe"
)

// schemaVersion is the schema that this program writes.
const schemaVersion = 2

// migration brings a file from one schema to the next.
type migration struct {
	from  uint64
	apply func(tx *bolt.Tx) error
}

// migrations returns a step for each schema that was ever released before
// today's. A released step is never changed; testdata keeps a real file of each
// schema to try them on.
func migrations() []migration {
	return []migration{{1, dropIndex}} // 2: rows have more columns, blocks a signature
}

// dropIndex throws the index away: its blocks had another form. The engine makes
// it again from the callbacks.
func dropIndex(tx *bolt.Tx) error {
	if err := tx.DeleteBucket([]byte(bucketIndex)); err != nil {
		return err
	}
	if _, err := tx.CreateBucket([]byte(bucketIndex)); err != nil {
		return err
	}
	meta := tx.Bucket([]byte(bucketMeta))
	if err := putNumber(meta, metaBlocks, 0); err != nil {
		return err
	}
	return meta.Delete([]byte(metaIndex))
}

// schemaOf returns the schema of an open file. A file with nothing in it has
// none; one of another program is [ErrNotOurs], one from the future [ErrNewer].
func schemaOf(db *bolt.DB, current uint64) (version uint64, fresh bool, err error) {
	err = db.View(func(tx *bolt.Tx) error {
		meta := tx.Bucket([]byte(bucketMeta))
		if meta == nil {
			if name, _ := tx.Cursor().First(); name != nil {
				return ErrNotOurs
			}
			fresh = true
			return nil
		}
		v := meta.Get([]byte(metaSchema))
		if len(v) != 8 {
			return ErrNotOurs
		}
		if version = binary.BigEndian.Uint64(v); version > current {
			return fmt.Errorf("%w: its schema is %d, this version knows schemas up to %d", ErrNewer, version, current)
		}
		return nil
	})
	return version, fresh, err
}

// prepare lays out an empty file, or brings an older one up to date: all steps
// in one transaction, so that a crash leaves the old file.
func prepare(db *bolt.DB, now time.Time, current uint64, steps []migration) error {
	version, fresh, err := schemaOf(db, current)
	if err != nil || (version == current && !fresh) {
		return err
	}
	return db.Update(func(tx *bolt.Tx) error {
		if fresh {
			return layOut(tx, now, current)
		}
		for _, step := range steps {
			if step.from != version {
				continue
			}
			if err := step.apply(tx); err != nil {
				return fmt.Errorf("migrate from schema %d: %w", version, err)
			}
			version++
		}
		if version != current {
			return fmt.Errorf("%w: there is no way from schema %d to %d", ErrNotOurs, version, current)
		}
		return putNumber(tx.Bucket([]byte(bucketMeta)), metaSchema, current)
	})
}

// buckets are those of today's schema.
func buckets() []string {
	return []string{bucketCallbacks, bucketBodies, bucketAnswered, bucketIndex, bucketDocuments, bucketMeta}
}

// complete tells whether a file has all buckets, which all that reads or writes
// takes for granted.
func complete(db *bolt.DB) error {
	return db.View(func(tx *bolt.Tx) error {
		for _, name := range buckets() {
			if tx.Bucket([]byte(name)) == nil {
				return fmt.Errorf("%w: its bucket %s is missing", ErrDamaged, name)
			}
		}
		return nil
	})
}

func layOut(tx *bolt.Tx, now time.Time, current uint64) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	meta := tx.Bucket([]byte(bucketMeta))
	if err := putNumber(meta, metaCreated, uint64(now.Unix())); err != nil {
		return err
	}
	return putNumber(meta, metaSchema, current)
}

func putNumber(b *bolt.Bucket, key string, n uint64) error {
	return b.Put([]byte(key), key8(n))
}

// number reads what putNumber wrote; what is missing is 0.
func number(b *bolt.Bucket, key string) uint64 {
	if v := b.Get([]byte(key)); len(v) == 8 {
		return binary.BigEndian.Uint64(v)
	}
	return 0
}

func key8(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// growing returns a bucket whose keys mostly grow: its pages may be filled to
// the brim, which halves the file and what is written.
func growing(tx *bolt.Tx, name string) *bolt.Bucket {
	b := tx.Bucket([]byte(name))
	b.FillPercent = 1
	return b
}

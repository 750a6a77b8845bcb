package storage

import (
	"bytes"

	bolt "go.etcd.io/bbolt"
)

// Document is one JSON text under a key.
type Document struct {
	Key   string
	Value []byte
}

func documentKey(family, key string) []byte { return []byte(family + "\x00" + key) }

// PutDocument keeps a document in place of the one under the same key. The
// family must not hold a NUL.
func (s *Store) PutDocument(family, key string, value []byte) error {
	return s.change(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketDocuments).Put(documentKey(family, key), value)
	}, nil)
}

// DeleteDocument removes a document, if there is one.
func (s *Store) DeleteDocument(family, key string) error {
	return s.change(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketDocuments).Delete(documentKey(family, key))
	}, nil)
}

// GetDocument returns a document, or nil where there is none.
func (s *Store) GetDocument(family, key string) (value []byte, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		value = bytes.Clone(tx.Bucket(bucketDocuments).Get(documentKey(family, key)))
		return nil
	})
	return value, err
}

// Documents returns all of a family, by key.
func (s *Store) Documents(family string) (list []Document, err error) {
	prefix := documentKey(family, "")
	err = s.view(func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketDocuments).Cursor()
		for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
			list = append(list, Document{Key: string(k[len(prefix):]), Value: bytes.Clone(v)})
		}
		return nil
	})
	return list, err
}

package storage

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// Document is a JSON value under a key of a family, such as a webhook under
// its label. Secrets are never in one.
type Document struct {
	Key   string
	Value []byte
}

// errDocumentKey means that a document cannot have this name.
var errDocumentKey = errors.New("the family and key of a document must be 1 to 1,000 bytes without a zero")

func documentKey(family, key string) []byte {
	return []byte(family + "\x00" + key)
}

func checkDocumentKey(parts ...string) error {
	for _, p := range parts {
		if p == "" || len(p) > 1000 || strings.Contains(p, "\x00") {
			return errDocumentKey
		}
	}
	return nil
}

// PutDocument stores a document in the place of one with the same key.
func (s *Store) PutDocument(family, key string, value []byte) error {
	err := checkDocumentKey(family, key)
	if err == nil {
		value = bytes.Clone(value) // the caller may go on with it
		err = s.do(&job{size: len(value), apply: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketDocuments)).Put(documentKey(family, key), value)
		}})
	}
	if err != nil {
		return fmt.Errorf("put document of %s: %w", family, err)
	}
	return nil
}

// DeleteDocument removes a document; one that is not there is no error.
func (s *Store) DeleteDocument(family, key string) error {
	err := s.do(&job{apply: func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketDocuments)).Delete(documentKey(family, key))
	}})
	if err != nil {
		return fmt.Errorf("delete document of %s: %w", family, err)
	}
	return nil
}

// GetDocument returns a document, nil where there is none.
func (s *Store) GetDocument(family, key string) ([]byte, error) {
	var value []byte
	err := s.view(func(tx *bolt.Tx) error {
		value = bytes.Clone(tx.Bucket([]byte(bucketDocuments)).Get(documentKey(family, key)))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read document of %s: %w", family, err)
	}
	return value, nil
}

// Documents returns the documents of a family in the order of their keys.
func (s *Store) Documents(family string) ([]Document, error) {
	var list []Document
	err := s.view(func(tx *bolt.Tx) error {
		list = documentsIn(tx.Bucket([]byte(bucketDocuments)), family)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read documents of %s: %w", family, err)
	}
	return list, nil
}

func documentsIn(b *bolt.Bucket, family string) []Document {
	var list []Document
	prefix := documentKey(family, "")
	c := b.Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		list = append(list, Document{Key: string(k[len(prefix):]), Value: bytes.Clone(v)})
	}
	return list
}

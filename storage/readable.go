package storage

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// readable returns an error when the file at path lacks the list of its free
// pages and cannot be read as a whole. To open such a file for writing, bbolt
// reads all of it in a goroutine of its own, where a damaged page would end the
// program; so it is read here first.
func (s *Store) readable(path string) error {
	listed, err := hasFreeList(path)
	if err != nil || listed {
		return err
	}
	f, err := s.openBolt(path, true)
	if err != nil {
		return err
	}
	return errors.Join(guard(func() error {
		return f.db.View(func(tx *bolt.Tx) error {
			return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return readAll(b) })
		})
	}), f.db.Close())
}

// readAll goes over all pages of a bucket, which bbolt checks as it does.
func readAll(b *bolt.Bucket) error {
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if v == nil {
			if err := readAll(b.Bucket(k)); err != nil {
				return err
			}
		}
	}
	return nil
}

// The head of a bbolt file: two pages, each with a header and a meta; the one
// with the higher transaction counts.
const (
	metaAt       = 16 // in its page
	metaPageSize = 8  // in the meta, and so on
	metaFreeList = 32
	metaTx       = 48
	metaBytes    = 64
	noFreeList   = ^uint64(0)
)

// hasFreeList tells whether a file holds the list of its free pages. One that is
// not there, or no file of bbolt, is none of its business.
func hasFreeList(path string) (bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	listed, newest := true, uint64(0)
	at := int64(metaAt)
	for range 2 {
		var meta [metaBytes]byte
		if _, err := f.ReadAt(meta[:], at); errors.Is(err, io.EOF) {
			return true, nil
		} else if err != nil {
			return false, err
		}
		if tx := binary.LittleEndian.Uint64(meta[metaTx:]); tx >= newest {
			newest, listed = tx, binary.LittleEndian.Uint64(meta[metaFreeList:]) != noFreeList
		}
		at = int64(binary.LittleEndian.Uint32(meta[metaPageSize:])) + metaAt
	}
	return listed, nil
}

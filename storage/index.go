package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// BlockSize is how many ids a block of the index covers: block n has those from
// n*BlockSize+1.
const BlockSize = 256

// Row is what the engine keeps derived of one callback. The meaning of the
// numbers is its own.
type Row struct {
	Present  bool // false for an id that is deleted
	Kind     uint8
	Status   uint8
	Verdict  uint8
	Origin   uint8
	Flags    uint16
	Received int64 // microseconds since 1970
	From, To uint64
	// MessageKey and DuplicateKey are hashes; 0 is none.
	MessageKey, DuplicateKey uint64
}

// Columns are the rows of ids that follow each other, one column beside the
// other.
type Columns interface {
	// First is the id of row 0.
	First() uint64
	Len() int
	Present(n int) bool
	Kind(n int) uint8
	Status(n int) uint8
	Verdict(n int) uint8
	Origin(n int) uint8
	Flags(n int) uint16
	Received(n int) int64
	From(n int) uint64
	To(n int) uint64
	MessageKey(n int) uint64
	DuplicateKey(n int) uint64
}

// Where each column begins in a block.
const (
	atPresent      = 0
	atKind         = atPresent + BlockSize
	atStatus       = atKind + BlockSize
	atVerdict      = atStatus + BlockSize
	atOrigin       = atVerdict + BlockSize
	atFlags        = atOrigin + BlockSize
	atReceived     = atFlags + 2*BlockSize
	atFrom         = atReceived + 8*BlockSize
	atTo           = atFrom + 8*BlockSize
	atMessageKey   = atTo + 8*BlockSize
	atDuplicateKey = atMessageKey + 8*BlockSize
	blockBytes     = atDuplicateKey + 8*BlockSize
)

// Block is a whole block as it lies in the file: columns of little-endian numbers.
type Block struct {
	first uint64
	data  []byte
}

var le = binary.LittleEndian

// First implements [Columns].
func (b Block) First() uint64 { return b.first }

// Len implements [Columns].
func (b Block) Len() int { return BlockSize }

// Present implements [Columns].
func (b Block) Present(n int) bool { return b.data[atPresent+n] != 0 }

// Kind implements [Columns].
func (b Block) Kind(n int) uint8 { return b.data[atKind+n] }

// Status implements [Columns].
func (b Block) Status(n int) uint8 { return b.data[atStatus+n] }

// Verdict implements [Columns].
func (b Block) Verdict(n int) uint8 { return b.data[atVerdict+n] }

// Origin implements [Columns].
func (b Block) Origin(n int) uint8 { return b.data[atOrigin+n] }

// Flags implements [Columns].
func (b Block) Flags(n int) uint16 { return le.Uint16(b.data[atFlags+2*n:]) }

// Received implements [Columns].
func (b Block) Received(n int) int64 { return int64(le.Uint64(b.data[atReceived+8*n:])) }

// From implements [Columns].
func (b Block) From(n int) uint64 { return le.Uint64(b.data[atFrom+8*n:]) }

// To implements [Columns].
func (b Block) To(n int) uint64 { return le.Uint64(b.data[atTo+8*n:]) }

// MessageKey implements [Columns].
func (b Block) MessageKey(n int) uint64 { return le.Uint64(b.data[atMessageKey+8*n:]) }

// DuplicateKey implements [Columns].
func (b Block) DuplicateKey(n int) uint64 { return le.Uint64(b.data[atDuplicateKey+8*n:]) }

func newBlock(first uint64, rows []Row) Block {
	b := Block{first: first, data: make([]byte, blockBytes)}
	for n, r := range rows {
		if r.Present {
			b.data[atPresent+n] = 1
		}
		b.data[atKind+n], b.data[atStatus+n] = r.Kind, r.Status
		b.data[atVerdict+n], b.data[atOrigin+n] = r.Verdict, r.Origin
		le.PutUint16(b.data[atFlags+2*n:], r.Flags)
		le.PutUint64(b.data[atReceived+8*n:], uint64(r.Received))
		le.PutUint64(b.data[atFrom+8*n:], r.From)
		le.PutUint64(b.data[atTo+8*n:], r.To)
		le.PutUint64(b.data[atMessageKey+8*n:], r.MessageKey)
		le.PutUint64(b.data[atDuplicateKey+8*n:], r.DuplicateKey)
	}
	return b
}

// Blocks returns how many whole blocks the index has; they begin with block 0.
func (s *Store) Blocks() uint64 { return s.counts.blocks.Load() }

// PutBlock adds the next block: n must be [Store.Blocks], and rows BlockSize.
func (s *Store) PutBlock(n uint64, rows []Row) error {
	if len(rows) != BlockSize {
		return fmt.Errorf("put block %d: %d rows, want %d", n, len(rows), BlockSize)
	}
	value := newBlock(0, rows).data
	return s.change(func(tx *bolt.Tx) error {
		b := growing(tx, bucketIndex)
		if have := blocksIn(b); have != n {
			return fmt.Errorf("put block %d: the index has %d", n, have)
		}
		// An id may have been deleted since its row was derived.
		c := tx.Bucket(bucketCallbacks).Cursor()
		for row := range rows {
			key := idKey(n*BlockSize + uint64(row) + 1)
			if k, _ := c.Seek(key); !bytes.Equal(k, key) {
				value[atPresent+row] = 0
			}
		}
		return b.Put(idKey(n), value)
	}, func() { s.counts.blocks.Store(n + 1) })
}

// IndexVersion returns what the last [Store.ResetIndex] was given, or "".
func (s *Store) IndexVersion() string {
	var v string
	_ = s.view(func(tx *bolt.Tx) error {
		v = string(tx.Bucket(bucketMeta).Get(metaIndex))
		return nil
	})
	return v
}

// ResetIndex throws the index away and gives the next one a version.
func (s *Store) ResetIndex(version string) error {
	return s.change(func(tx *bolt.Tx) error {
		if err := tx.DeleteBucket(bucketIndex); err != nil {
			return err
		}
		if _, err := tx.CreateBucket(bucketIndex); err != nil {
			return err
		}
		return tx.Bucket(bucketMeta).Put(metaIndex, []byte(version))
	}, func() { s.counts.blocks.Store(0) })
}

// ScanBlocks calls fn for the blocks from (inclusive) to (exclusive), in order,
// until it returns false. A block is valid inside fn only, and a transaction is
// open meanwhile: fn must be quick.
func (s *Store) ScanBlocks(from, to uint64, fn func(Block) bool) error {
	return s.view(func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketIndex).Cursor()
		for k, v := c.Seek(idKey(from)); k != nil; k, v = c.Next() {
			n := binary.BigEndian.Uint64(k)
			if n >= to {
				return nil
			}
			if len(v) != blockBytes {
				return errBlock
			}
			if !fn(Block{first: n*BlockSize + 1, data: v}) {
				return nil
			}
		}
		return nil
	})
}

// errBlock means that a block was written by other rules than its version says.
var errBlock = errors.New("a block of the index has the wrong size")

func wholeBlocks(tx *bolt.Tx) uint64 { return blocksIn(tx.Bucket(bucketIndex)) }

func blocksIn(b *bolt.Bucket) uint64 {
	if k, _ := b.Cursor().Last(); k != nil {
		return binary.BigEndian.Uint64(k) + 1
	}
	return 0
}

// clearRows takes deleted ids out of the index.
func clearRows(tx *bolt.Tx, ids []uint64) error {
	b := tx.Bucket(bucketIndex)
	changed := map[uint64][]byte{}
	for _, id := range ids {
		if id == 0 {
			continue
		}
		n := (id - 1) / BlockSize
		if changed[n] == nil {
			changed[n] = bytes.Clone(b.Get(idKey(n)))
		}
		if v := changed[n]; len(v) == blockBytes {
			v[atPresent+(id-1)%BlockSize] = 0
		}
	}
	for n, v := range changed {
		if v == nil {
			continue
		}
		if err := b.Put(idKey(n), v); err != nil {
			return err
		}
	}
	return nil
}

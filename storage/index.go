package storage

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Blocks returns how many blocks the index has; they begin with block 0.
func (s *Store) Blocks() uint64 { return s.counts.blocks.Load() }

// PutBlock adds a block to the index or replaces one: n is at most
// [Store.Blocks], and there are [BlockSize] rows, all of ids that were given. A
// row of a callback that is not stored, because it was deleted meanwhile, is
// left out whatever it says. A signature has [SignatureBytes] bytes.
func (s *Store) PutBlock(n uint64, rows []Row, signature []byte) error {
	if len(rows) != BlockSize {
		return fmt.Errorf("put block %d: %d rows, want %d", n, len(rows), BlockSize)
	}
	if len(signature) != SignatureBytes {
		return fmt.Errorf("put block %d: a signature of %d bytes, want %d", n, len(signature), SignatureBytes)
	}
	block := Tail(n*BlockSize+1, rows)
	block.data = append(block.data, signature...)
	err := s.do(&job{size: blockBytes, apply: func(tx *bolt.Tx) error {
		meta := tx.Bucket([]byte(bucketMeta))
		have := number(meta, metaBlocks)
		if n > have {
			return fmt.Errorf("the index has only %d", have)
		}
		if last := tx.Bucket([]byte(bucketCallbacks)).Sequence(); last < (n+1)*BlockSize {
			return fmt.Errorf("callbacks end at %d, within the block", last)
		}
		some := clearDeleted(tx, block)
		b := growing(tx, bucketIndex)
		if !some {
			if err := b.Delete(key8(n)); err != nil {
				return err
			}
		} else if err := b.Put(key8(n), block.data); err != nil {
			return err
		}
		return putNumber(meta, metaBlocks, max(have, n+1))
	}})
	if err != nil {
		return fmt.Errorf("put block %d: %w", n, err)
	}
	return nil
}

// clearDeleted clears the rows of a block whose callback is not stored, and tells
// whether any is left.
func clearDeleted(tx *bolt.Tx, block Block) (some bool) {
	c := tx.Bucket([]byte(bucketCallbacks)).Cursor()
	k, _ := c.Seek(key8(block.first))
	for row := range block.rows {
		if k != nil && binary.BigEndian.Uint64(k) == block.first+uint64(row) {
			some = some || block.Present(row)
			k, _ = c.Next()
			continue
		}
		clearRow(block.data, row)
	}
	return some
}

// IndexVersion returns what the last [Store.ResetIndex] was given, or "".
func (s *Store) IndexVersion() string {
	var version string
	_ = s.view(func(tx *bolt.Tx) error { // where nothing can be read there is no index
		version = string(tx.Bucket([]byte(bucketMeta)).Get([]byte(metaIndex)))
		return nil
	})
	return version
}

// ResetIndex throws the index away and gives the next one a version.
func (s *Store) ResetIndex(version string) error {
	err := s.do(&job{apply: func(tx *bolt.Tx) error {
		if err := dropIndex(tx); err != nil {
			return err
		}
		return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaIndex), []byte(version))
	}})
	if err != nil {
		return fmt.Errorf("reset the index: %w", err)
	}
	return nil
}

// scanBlocks is how many blocks ScanBlocks reads in one transaction.
const scanBlocks = 64

// ScanBlocks calls fn with the blocks between from and to until it returns
// false: from block from up to block to-1, or, where to is smaller, from block
// from-1 down to block to. Blocks all of whose callbacks are deleted are left
// out. A block is memory of the mapped file: it is valid inside fn only, and
// fn must be quick and must not call the store.
func (s *Store) ScanBlocks(from, to uint64, fn func(Block) bool) error {
	from, to = min(from, s.Blocks()), min(to, s.Blocks())
	for from != to {
		end := min(to, from+scanBlocks)
		if to < from {
			end = max(to, from-min(from, scanBlocks))
		}
		goOn := true
		err := s.view(func(tx *bolt.Tx) (err error) {
			goOn, err = scanSome(tx, from, end, fn)
			return err
		})
		if err != nil {
			return fmt.Errorf("read the index: %w", err)
		}
		if !goOn {
			return nil
		}
		from = end
	}
	return nil
}

func scanSome(tx *bolt.Tx, from, to uint64, fn func(Block) bool) (bool, error) {
	c := tx.Bucket([]byte(bucketIndex)).Cursor()
	low, high, step := from, to, c.Next
	k, v := c.Seek(key8(low))
	if to < from {
		low, high, step = to, from, c.Prev
		if k, _ = c.Seek(key8(from)); k == nil {
			k, v = c.Last()
		} else {
			k, v = c.Prev()
		}
	}
	for ; k != nil; k, v = step() {
		n := binary.BigEndian.Uint64(k)
		if n < low || n >= high {
			break
		}
		if len(v) != blockBytes {
			return false, fmt.Errorf("%w: block %d has %d bytes", ErrDamaged, n, len(v))
		}
		if !fn(Block{first: n*BlockSize + 1, rows: BlockSize, data: v}) {
			return false, nil
		}
	}
	return true, nil
}

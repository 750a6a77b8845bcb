package storage

import (
	"bytes"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// BlockSize is how many ids a block covers: block n has the ids from
// n*BlockSize+1 to (n+1)*BlockSize.
const BlockSize = 256

func blockOf(id uint64) uint64 { return (id - 1) / BlockSize }
func rowOf(id uint64) int      { return int((id - 1) % BlockSize) }

// eachBlock calls set for each of the ids, in rising order, with the value of
// its block, and puts the values back. A value that has become all zero is
// deleted; one that is missing, or not of size bytes and so of no use, is made
// anew if create says so, else passed over. What is kept in blocks is worth
// less than a callback, so damage to it must not get in the way of any.
func eachBlock(b *bolt.Bucket, ids []uint64, size int, create bool, set func(v []byte, id uint64)) error {
	for len(ids) > 0 {
		n, end := blockOf(ids[0]), 1
		for end < len(ids) && blockOf(ids[end]) == n {
			end++
		}
		part := ids[:end]
		ids = ids[end:]
		key := key8(n)
		v := bytes.Clone(b.Get(key)) // what bbolt returns must not be written to
		if len(v) != size {
			if !create {
				continue
			}
			v = make([]byte, size)
		}
		for _, id := range part {
			set(v, id)
		}
		store := func() error { return b.Put(key, v) }
		if len(bytes.Trim(v, "\x00")) == 0 {
			store = func() error { return b.Delete(key) }
		}
		if err := store(); err != nil {
			return err
		}
	}
	return nil
}

// Row is what the engine keeps derived of one callback. Except for Present,
// the meaning of the numbers is its own.
type Row struct {
	Present                       bool // false for an id that is deleted
	Kind, Status, Verdict, Origin uint8
	Flags                         uint16
	Received                      int64 // microseconds since 1970
	From, To                      uint64
	Keys
	Amounts
}

// Keys are what rows are told apart by.
type Keys struct{ MessageKey, DuplicateKey, Keyword, Webhook, ProviderID uint64 }

// Amounts are small numbers of a row.
type Amounts struct {
	Size        uint32
	Code, Error uint16
}

// SignatureBytes is the size of what a block says of all its callbacks together.
// The meaning of the bits is the engine's own.
const SignatureBytes = 8192

// Where each column begins in the value of a block. Present is a bit per row,
// the others are little-endian numbers.
const (
	atPresent      = 0
	atKind         = atPresent + BlockSize/8
	atStatus       = atKind + BlockSize
	atVerdict      = atStatus + BlockSize
	atOrigin       = atVerdict + BlockSize
	atFlags        = atOrigin + BlockSize
	atReceived     = atFlags + 2*BlockSize
	atFrom         = atReceived + 8*BlockSize
	atTo           = atFrom + 8*BlockSize
	atMessageKey   = atTo + 8*BlockSize
	atDuplicateKey = atMessageKey + 8*BlockSize
	atKeyword      = atDuplicateKey + 8*BlockSize
	atWebhook      = atKeyword + 8*BlockSize
	atProviderID   = atWebhook + 8*BlockSize
	atSize         = atProviderID + 8*BlockSize
	atCode         = atSize + 4*BlockSize
	atError        = atCode + 2*BlockSize
	atSignature    = atError + 2*BlockSize
	blockBytes     = atSignature + SignatureBytes
)

// Block holds the rows of ids that follow each other, column by column. Row n
// is that of the id First()+n.
type Block struct {
	first uint64
	rows  int
	data  []byte
}

// Tail gives rows that are in no block yet, from the id first on, at most
// BlockSize, the shape of one.
func Tail(first uint64, rows []Row) Block {
	b := Block{first: first, rows: len(rows), data: make([]byte, atSignature)}
	for n, r := range rows {
		if r.Present {
			b.data[atPresent+n/8] |= 1 << (n % 8)
		}
		b.data[atKind+n], b.data[atStatus+n] = r.Kind, r.Status
		b.data[atVerdict+n], b.data[atOrigin+n] = r.Verdict, r.Origin
		binary.LittleEndian.PutUint16(b.data[atFlags+2*n:], r.Flags)
		binary.LittleEndian.PutUint64(b.data[atReceived+8*n:], uint64(r.Received))
		binary.LittleEndian.PutUint64(b.data[atFrom+8*n:], r.From)
		binary.LittleEndian.PutUint64(b.data[atTo+8*n:], r.To)
		binary.LittleEndian.PutUint64(b.data[atMessageKey+8*n:], r.MessageKey)
		binary.LittleEndian.PutUint64(b.data[atDuplicateKey+8*n:], r.DuplicateKey)
		binary.LittleEndian.PutUint64(b.data[atKeyword+8*n:], r.Keyword)
		binary.LittleEndian.PutUint64(b.data[atWebhook+8*n:], r.Webhook)
		binary.LittleEndian.PutUint64(b.data[atProviderID+8*n:], r.ProviderID)
		binary.LittleEndian.PutUint32(b.data[atSize+4*n:], r.Size)
		binary.LittleEndian.PutUint16(b.data[atCode+2*n:], r.Code)
		binary.LittleEndian.PutUint16(b.data[atError+2*n:], r.Error)
	}
	return b
}

// clearRow forgets a row: numbers of people go with their callback.
func clearRow(v []byte, row int) {
	v[atPresent+row/8] &^= 1 << (row % 8)
	for _, at := range []int{atKind, atStatus, atVerdict, atOrigin} {
		v[at+row] = 0
	}
	clear(v[atFlags+2*row:][:2])
	for at := atReceived; at < atSize; at += 8 * BlockSize {
		clear(v[at+8*row:][:8])
	}
	clear(v[atSize+4*row:][:4])
	clear(v[atCode+2*row:][:2])
	clear(v[atError+2*row:][:2])
	if len(bytes.Trim(v[:atSignature], "\x00")) == 0 {
		clear(v[atSignature:]) // nobody is left of whom it could tell
	}
}

func (b Block) number(column, n int) uint64 {
	return binary.LittleEndian.Uint64(b.data[column+8*n:])
}

// First is the id of row 0.
func (b Block) First() uint64 { return b.first }

// Len is how many rows there are.
func (b Block) Len() int { return b.rows }

// Present tells whether the callback of row n is still stored.
func (b Block) Present(n int) bool { return b.data[atPresent+n/8]&(1<<(n%8)) != 0 }

// AllPresent returns [Block.Present] of all rows, 64 in a word, the first in the
// lowest bit.
func (b Block) AllPresent() (words [BlockSize / 64]uint64) {
	for n := range words {
		words[n] = binary.LittleEndian.Uint64(b.data[atPresent+8*n:])
	}
	return words
}

// Kind returns the kind of row n.
func (b Block) Kind(n int) uint8 { return b.data[atKind+n] }

// Status returns the status of row n.
func (b Block) Status(n int) uint8 { return b.data[atStatus+n] }

// Verdict returns the verdict of row n.
func (b Block) Verdict(n int) uint8 { return b.data[atVerdict+n] }

// Origin returns the origin of row n.
func (b Block) Origin(n int) uint8 { return b.data[atOrigin+n] }

// Flags returns the flags of row n.
func (b Block) Flags(n int) uint16 { return binary.LittleEndian.Uint16(b.data[atFlags+2*n:]) }

// Received returns when row n was received, in microseconds since 1970.
func (b Block) Received(n int) int64 { return int64(b.number(atReceived, n)) }

// From returns the sender of row n.
func (b Block) From(n int) uint64 { return b.number(atFrom, n) }

// To returns the receiver of row n.
func (b Block) To(n int) uint64 { return b.number(atTo, n) }

// MessageKey returns the key of the message of row n.
func (b Block) MessageKey(n int) uint64 { return b.number(atMessageKey, n) }

// DuplicateKey returns the key by which duplicates of row n are known.
func (b Block) DuplicateKey(n int) uint64 { return b.number(atDuplicateKey, n) }

// Keyword returns the keyword of row n.
func (b Block) Keyword(n int) uint64 { return b.number(atKeyword, n) }

// Webhook returns the webhook of row n.
func (b Block) Webhook(n int) uint64 { return b.number(atWebhook, n) }

// ProviderID returns the provider's id of row n.
func (b Block) ProviderID(n int) uint64 { return b.number(atProviderID, n) }

// Size returns the size of row n.
func (b Block) Size(n int) uint32 { return binary.LittleEndian.Uint32(b.data[atSize+4*n:]) }

// Code returns the code of row n.
func (b Block) Code(n int) uint16 { return binary.LittleEndian.Uint16(b.data[atCode+2*n:]) }

// Error returns the error of row n.
func (b Block) Error(n int) uint16 { return binary.LittleEndian.Uint16(b.data[atError+2*n:]) }

// Signature returns what [Store.PutBlock] was given for all rows together. It is
// nil for a [Tail], of which nothing is known.
func (b Block) Signature() []byte { return b.data[atSignature:] }

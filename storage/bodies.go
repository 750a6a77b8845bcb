package storage

import (
	"bytes"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// pieceSize is how much of a long body one key holds, in bytes: two of them,
// with their keys, fill a page of 4,096.
const pieceSize = 2000

// putPieces stores a long body under the key of its record.
func putPieces(tx *bolt.Tx, key, body []byte) error {
	if len(body) == 0 {
		return nil
	}
	b := growing(tx, bucketBodies)
	for n := uint32(0); len(body) > 0; n++ {
		piece := body[:min(pieceSize, len(body))]
		if err := b.Put(binary.BigEndian.AppendUint32(bytes.Clone(key), n), piece); err != nil {
			return err
		}
		body = body[len(piece):]
	}
	return nil
}

// pieces puts a body of the given size together again; what is missing is left
// out, which the record's checksum tells.
func pieces(tx *bolt.Tx, key []byte, size uint64) []byte {
	var body []byte
	c := tx.Bucket([]byte(bucketBodies)).Cursor()
	for k, v := c.Seek(key); bytes.HasPrefix(k, key); k, v = c.Next() {
		if body == nil {
			body = make([]byte, 0, min(size, 16<<20)) // a damaged size must not take all memory
		}
		body = append(body, v...)
	}
	return body
}

func deletePieces(tx *bolt.Tx, key []byte) error {
	b := tx.Bucket([]byte(bucketBodies))
	var keys [][]byte // deleting under a cursor would make it skip
	c := b.Cursor()
	for k, _ := c.Seek(key); bytes.HasPrefix(k, key); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

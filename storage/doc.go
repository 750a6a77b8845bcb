// Package storage keeps what happened on disk: callbacks with our answers,
// documents (webhooks, leases, settings) and a derived index. It knows no
// meaning: kinds, verdicts and threads are numbers to it that the engine, its
// only caller, puts in and takes out. It must never acknowledge what is not on
// disk.
//
// One bbolt file holds everything, in these buckets:
//
//	callbacks  id (8 bytes, big endian) -> record (codec.go): the facts, with
//	           the body inside up to 4 KB. Ids only grow, so each commit
//	           appends to one leaf; a second tree beside it would cost a
//	           quarter of the speed of a lone connection.
//	bodies     id + piece (4 bytes) -> up to 4,000 bytes of a longer body
//	answered   id -> how the answer went (took, sent), known only afterwards,
//	           so written with a later commit
//	index      block (8 bytes) -> columns of 256 ids (index.go), derived and
//	           therefore free to be thrown away
//	documents  family 0x00 key -> JSON
//	meta       schema, deleted (how many ids are gone), index (its version)
//
// One goroutine writes (writer.go). It takes all that wait, commits them in
// one transaction with one fsync, and then tells them all: a lone caller waits
// for no other, and a crowd shares the cost.
package storage

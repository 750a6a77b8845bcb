// Package storage keeps what happened on disk: callbacks with our answers,
// documents (webhooks, leases, settings), and columns of derived numbers for
// speed. Its only caller is the engine. It knows no meaning: kinds, verdicts
// and threads are numbers that the engine puts in and takes out. It must never
// acknowledge what is not on disk, and never hold a read transaction open
// while its caller thinks.
//
// One bbolt file holds everything, in these buckets:
//
//	callbacks  id -> record (codec.go): the facts of one request, with its
//	           body where that is small
//	bodies     id, piece (4 bytes) -> 2,000 bytes of a longer body
//	answered   block -> how 256 answers went, 8 bytes each (answered.go)
//	index      block -> columns of 256 ids, and a signature of what is in all of
//	           them (block.go): derived, so free to be thrown away and made again
//	documents  family 0x00 key -> JSON
//	meta       schema, created, deleted (how many ids are gone), index (its
//	           version), blocks (how many it has), probe
//
// Ids, block and piece numbers are big-endian, so that keys are in order. Ids
// are 1, 2, 3 …, given in the order of the commits and never again. Block n
// covers the ids n*256+1 to n*256+256.
//
// Why so: each commit rewrites a path from the root to a leaf in each tree
// that it touches, so a lone connection pays a quarter of its speed for every
// further tree. A callback therefore touches one tree, at its growing end,
// with pages filled to the brim. What becomes known only later (how the answer
// went), or can be made again (the index), goes into other trees with a later
// commit, 256 ids at a time. A body over 4,000 bytes would make bbolt rewrite
// its neighbours with it. Cut in pieces of 2,000 it does not: bbolt puts at
// least two keys into a leaf, and two of these fill one page.
//
// One goroutine writes (writer.go). It takes all that wait, commits them in one
// transaction (commit.go), and wakes them all: a lone caller waits for nobody,
// a crowd shares the cost of the fsync.
package storage

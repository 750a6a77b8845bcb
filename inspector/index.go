package inspector

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ringback/inspector/needle"
	"ringback/storage"
)

// derivedVersion names the rules by which rows are derived. Whoever changes
// what row.go puts into a row raises it: old databases are then read anew.
const derivedVersion = 2

// index keeps a row of derived numbers for each callback, in blocks of columns
// in the store, so that questions about all callbacks need not read them.
//
// It follows the store like any other reader: whole blocks are written, the
// rows after the last whole block are derived again at each start. So it
// cannot disagree with the facts, needs no repair, and a change of the rules is
// only a matter of starting over.
type index struct {
	store *storage.Store
	row   func(*storage.Record) storage.Row
	// locked names the webhooks whose secret could not be read at the start.
	locked string

	mu      sync.Mutex
	tail    []storage.Row     // of the ids after the last whole block
	sign    *needle.Signature // of the same
	renewed int               // how often it was started over
}

// blockSize is how many ids a block covers.
const blockSize = storage.BlockSize

// openIndex goes on with the index of the last run, or starts it over where the
// rules changed, or which secrets cannot be read.
func openIndex(store *storage.Store, row func(*storage.Record) storage.Row, locked string) (*index, error) {
	x := &index{store: store, row: row, locked: locked, sign: new(needle.Signature)}
	old := x.version()
	if old.rules != strconv.Itoa(derivedVersion) || old.locked != locked {
		if err := x.startOver(); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// indexVersion is what an index was derived by: the rules, a generation that
// changes with the secrets, and which of these could not be read.
type indexVersion struct {
	rules      string
	generation int
	locked     string
}

func (x *index) version() indexVersion {
	parts := append(strings.SplitN(x.store.IndexVersion(), ".", 3), "", "", "")
	generation, _ := strconv.Atoi(parts[1])
	return indexVersion{parts[0], generation, parts[2]}
}

func (x *index) startOver() error {
	version := fmt.Sprintf("%d.%d.%s", derivedVersion, x.version().generation+1, x.locked)
	if err := x.store.ResetIndex(version); err != nil {
		return fmt.Errorf("start the index over: %w", err)
	}
	return nil
}

// renew makes a change on which rows depend, and starts over. The old rows are
// gone before the change is made, so that a crash cannot leave them beside it.
func (x *index) renew(change func() error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.startOver(); err != nil {
		return err
	}
	x.start()
	return change()
}

// start forgets the rows that are in no block yet; x.mu is held.
func (x *index) start() {
	x.tail, x.sign = nil, new(needle.Signature)
	x.renewed++
}

// done is the id up to which rows exist; x.mu is held.
func (x *index) done() uint64 { return x.store.Blocks()*blockSize + uint64(len(x.tail)) }

// standing returns how many whole blocks there are, the rows after them, and how
// often the index was started over.
func (x *index) standing() (blocks uint64, tail []storage.Row, renewed int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.store.Blocks(), x.tail, x.renewed
}

// moved tells whether the index was started over since.
func (x *index) moved(renewed int) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.renewed != renewed
}

// progress returns how many of how many callbacks have their row.
func (x *index) progress() (done, total uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.done(), x.store.Last()
}

// stepBytes is how many bytes of bodies are read in one step, which nobody can
// interrupt.
const stepBytes = 4 << 20

// advance derives up to a block of further rows, and tells whether there are more.
func (x *index) advance() (more bool, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	next, last := x.done()+1, x.store.Last()
	if next > last {
		return false, nil
	}
	end, size := min(last, (x.store.Blocks()+1)*blockSize), 0
	rows := make([]storage.Row, end-next+1)
	err = x.store.Walk(next, false, func(rec *storage.Record) bool {
		if rec.ID > end {
			return false
		}
		rows[rec.ID-next] = x.row(rec)
		sign(rec, x.sign)
		if size += len(rec.Request.Body); size > stepBytes {
			end = rec.ID
			return false
		}
		return true
	})
	if err != nil {
		return false, fmt.Errorf("derive rows: %w", err)
	}
	rows = rows[:end-next+1]
	x.tail = append(x.tail, rows...)
	if len(x.tail) == blockSize {
		if err := x.store.PutBlock(x.store.Blocks(), x.tail, x.sign[:]); err != nil {
			x.tail = x.tail[:len(x.tail)-len(rows)]
			return false, fmt.Errorf("keep a block of rows: %w", err)
		}
		x.tail, x.sign = nil, new(needle.Signature)
	}
	return end < last, nil
}

// forget takes deleted ids out of the rows that are in no block yet; those in
// blocks are the store's to take out.
func (x *index) forget(ids []uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	first := x.store.Blocks()*blockSize + 1
	tail := slices.Clone(x.tail) // a scan may be reading the old one
	for _, id := range ids {
		if id >= first && id-first < uint64(len(tail)) {
			tail[id-first].Present = false
		}
	}
	x.tail = tail
}

// settle derives what is missing, until ctx ends.
func (x *index) settle(ctx context.Context, progress Progress) error {
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if more, err = x.advance(); err != nil {
			return err
		}
		progress.tell(x.progress())
	}
	return nil
}

// scan calls fn for each stretch of rows, oldest first. What it is given is
// valid during the call only.
func (x *index) scan(fn func(storage.Block)) error {
	blocks, tail, _ := x.standing()
	err := x.store.ScanBlocks(0, blocks, func(b storage.Block) bool {
		fn(b)
		return true
	})
	if err == nil && len(tail) > 0 {
		fn(storage.Tail(blocks*blockSize+1, tail))
	}
	return err
}

// giveWay is how many times longer than it worked the index rests while
// callbacks come: what they need first is the processor. Some thousands a
// second are still kept up with, and the rest is caught up afterwards.
const giveWay = 9

// leastRest lets rows be derived some at a time: one by one they cost more. Who
// asks for rows before, gets them derived at once.
const leastRest = 25 * time.Millisecond

// keepUp is the goroutine that lets the index follow the store.
func (i *Inspector) keepUp(ctx context.Context) {
	var seen Mark
	for {
		if err := i.catchUp(ctx); err != nil && i.Health().OK {
			i.log.Warn("the index could not follow; it will try again", "cause", err)
		}
		var err error
		if seen, err = i.feed.next(ctx, seen); err != nil {
			return
		}
	}
}

// catchUp derives what is missing, with rests while callbacks come.
func (i *Inspector) catchUp(ctx context.Context) error {
	for more := true; more && ctx.Err() == nil; {
		began, last := time.Now(), i.store.Last()
		var err error
		if more, err = i.index.advance(); err != nil {
			return err
		}
		if more && i.store.Last() == last {
			continue // nobody comes: at full speed
		}
		rest := time.NewTimer(max(giveWay*time.Since(began), leastRest))
		select {
		case <-rest.C:
		case <-ctx.Done():
		}
		rest.Stop()
	}
	return nil
}

// Indexing returns for how many of how many callbacks the columns are up to
// date. They differ for a while after an import, a new secret or an update.
func (i *Inspector) Indexing() (done, total uint64) { return i.index.progress() }

// Settle brings the index up to date with what is recorded.
func (i *Inspector) Settle(ctx context.Context, progress Progress) error {
	return i.index.settle(ctx, progress)
}

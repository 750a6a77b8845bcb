package inspector

import (
	"context"
	"errors"
	"fmt"

	"ringback/storage"
)

// Query asks for a page of callbacks.
type Query struct {
	// From is the id to begin with; 0 begins at the newest, or the oldest.
	From uint64
	// Limit is how many at most; 0 is 100.
	Limit int
	// OldestFirst turns the order round.
	OldestFirst bool
}

const defaultLimit = 100

// pageBytes bounds what the bodies of a page take of memory, about.
const pageBytes = 32 << 20

// Page returns callbacks with their meaning, newest first. Where bodies are
// large a page may be shorter than its limit, but is never empty while there is
// more.
func (i *Inspector) Page(ctx context.Context, q Query) ([]*Callback, error) {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	way := i.routing.Load()
	var page []*Callback
	size := 0
	err := i.walk(q, func(rec *storage.Record) bool {
		page = append(page, way.callback(rec))
		size += len(rec.Request.Body)
		return len(page) < q.Limit && size < pageBytes && ctx.Err() == nil
	})
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = i.placed(page)
	}
	if err != nil {
		return nil, fmt.Errorf("read callbacks: %w", err)
	}
	return page, nil
}

func (i *Inspector) walk(q Query, fn func(*storage.Record) bool) error {
	switch {
	case q.From != 0:
	case q.OldestFirst:
		q.From = 1
	default:
		q.From = i.store.Last()
	}
	return i.store.Walk(q.From, !q.OldestFirst, fn)
}

// nearEnough is how far behind the index may be to be brought up to date by
// the one who asks; beyond, a rebuild is under way and the answer is what it
// has got so far.
const nearEnough = 8 * blockSize

// freshen brings the index up to date where little is missing.
func (i *Inspector) freshen() error {
	for done, total := i.index.progress(); total-min(done, total) < nearEnough; {
		more, err := i.index.advance()
		if err != nil {
			return err
		}
		if !more {
			break
		}
	}
	return nil
}

// placed puts callbacks into their threads.
func (i *Inspector) placed(page []*Callback) error {
	if err := i.freshen(); err != nil {
		return err
	}
	return i.thread(page)
}

// Callback returns one callback by its id, or [ErrNotFound].
func (i *Inspector) Callback(id uint64) (*Callback, error) {
	rec, err := i.Record(id)
	if err != nil {
		return nil, err
	}
	c := i.routing.Load().callback(rec)
	if err := i.placed([]*Callback{c}); err != nil {
		return nil, fmt.Errorf("callback %d: %w", id, err)
	}
	return c, nil
}

// Record returns the stored facts of one callback: its exact bytes. A callback
// that is not there is [ErrNotFound].
func (i *Inspector) Record(id uint64) (*storage.Record, error) {
	rec, err := i.store.Get(id)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, fmt.Errorf("callback %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("callback %d: %w", id, err)
	}
	return rec, nil
}

// Count returns how many callbacks are stored.
func (i *Inspector) Count() uint64 { return i.store.Count() }

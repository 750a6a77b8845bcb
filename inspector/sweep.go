package inspector

import (
	"context"
	"errors"
	"slices"

	"ringback/storage"
)

// hits are the matches in a block.
type hits struct {
	first uint64 // the id of row 0
	rows  rowSet
	// times and failed are of all rows, where they were asked for.
	times  []int64
	failed rowSet
}

// undecided is a block with rows whose callbacks must be looked at.
type undecided struct {
	hit    int // its place among the hits
	rows   rowSet
	states []guess
}

// sweep is one pass over a few blocks that follow each other.
type sweep struct {
	*Search
	stretch stretch
	timed   *matcher // where times are wanted
	states  []guess
	hits    []hits
	open    []undecided
	read    Read
}

// errMoved means that the index was started over meanwhile.
var errMoved = errors.New("the index was started over")

// sweep finds the matches in a stretch, in its order.
func (s *Search) sweep(ctx context.Context, r stretch, timed *matcher) (*sweep, error) {
	for {
		w := &sweep{Search: s, stretch: r, timed: timed, states: make([]guess, s.leaves)}
		err := w.columns(ctx)
		if err == nil {
			err = w.look(ctx)
		}
		if errors.Is(err, errMoved) {
			continue
		}
		if r.newestFirst {
			slices.Reverse(w.hits)
		}
		return w, err
	}
}

// columns puts the questions to the blocks of the index, and to rows that are
// made for it where there are none yet; oldest first.
func (w *sweep) columns(ctx context.Context) error {
	x := w.engine.index
	from, to := blockNumber(w.stretch.low), blockNumber(w.stretch.high)+1
	blocks, tail, renewed := x.standing()
	err := w.engine.store.ScanBlocks(from, max(from, min(to, blocks)), func(b storage.Block) bool {
		w.block(b)
		return ctx.Err() == nil
	})
	if errors.Is(err, storage.ErrDamaged) {
		// Callbacks need no index to answer. To write to a damaged part of the file
		// could end more than this search.
		w.engine.log.Warn("the index is damaged, every callback is looked at", "cause", err)
		w.hits, w.open, blocks, tail, err = nil, nil, 0, nil, nil
	}
	if err == nil && x.moved(renewed) {
		err = errMoved
	}
	if err != nil {
		return err
	}
	for n := max(from, blocks); n < to; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		first := n*blockSize + 1
		rows := tail
		if n != blocks || uint64(len(tail)) < min(blockSize, w.stretch.high-first+1) {
			if rows, err = w.engine.rowsFrom(first); err != nil {
				return err
			}
		}
		w.block(storage.Tail(first, rows))
	}
	return ctx.Err()
}

// rowsFrom derives the rows of a block that is not in the index.
func (i *Inspector) rowsFrom(first uint64) ([]storage.Row, error) {
	rows := make([]storage.Row, blockSize)
	err := i.store.Walk(first, false, func(rec *storage.Record) bool {
		if rec.ID >= first+blockSize {
			return false
		}
		rows[rec.ID-first] = i.row(rec)
		return true
	})
	return rows, err
}

// block decides what columns can, and notes the rest.
func (w *sweep) block(b storage.Block) {
	w.read.Blocks++
	present := rowSet(b.AllPresent()).and(w.stretch.rows(b.First()))
	if present.empty() {
		return
	}
	g := w.quest.sift(b, present, w.states)
	if g.may.empty() {
		return
	}
	h := hits{first: b.First(), rows: g.must}
	if w.timed != nil {
		h.times = make([]int64, b.Len())
		for n := range h.times {
			h.times[n] = b.Received(n)
			if w.timed.matches(b, n, Failed) {
				h.failed.add(n)
			}
		}
	}
	if open := g.may.without(g.must); !open.empty() {
		w.open = append(w.open, undecided{len(w.hits), open, slices.Clone(w.states)})
	}
	w.hits = append(w.hits, h)
}

// look decides about the callbacks that columns left open.
func (w *sweep) look(ctx context.Context) error {
	var c candidate
	ids := make([]uint64, 0, blockSize)
	for _, open := range w.open {
		h := &w.hits[open.hit]
		ids = ids[:0]
		for n := range blockSize {
			if open.rows.has(n) {
				ids = append(ids, h.first+uint64(n))
			}
		}
		err := w.engine.store.Glance(ids, func(g *storage.Glimpse) bool {
			c = candidate{glimpse: g, open: w.record}
			n := int(g.ID - h.first)
			if w.quest.settle(n, &c, open.states) {
				h.rows.add(n)
			}
			w.read.Looked++
			if c.understood {
				w.read.Understood++
			}
			return ctx.Err() == nil
		})
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *sweep) record(g *storage.Glimpse) (*view, error) {
	rec, err := g.Record()
	if err != nil {
		return nil, err // of a damaged one nothing is known
	}
	return w.view(rec), nil
}

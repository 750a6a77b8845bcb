package ui

import (
	"context"
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/filter"
)

// hunt finds all that a typed filter matches, piece by piece from the newest: the first
// matches are there at once, what arrives is seen meanwhile, and another question can come
// between. It belongs to the goroutine of a feed.
type hunt struct {
	text    string // "": there is nothing to find
	found   *viewmodel.IDs
	below   uint64 // this id and those below it are still to be looked at; 0: none
	reached uint64 // up to here what came was looked at
	version uint64 // of the engine, of the plan
	round   round
	plan    *inspector.Search
	planned time.Time
	moves   bool // what the filter means moves with the clock
	unsure  bool // what was found may not hold any more
}

// round is one pass over all callbacks.
type round struct {
	piece       uint64 // how many are looked at next
	done, total uint64
	took        time.Duration
	read        inspector.Read
	ended       time.Time // the one before; the zero time in the first
	last        time.Duration
	lastRead    inspector.Read
}

// sought is how far a search is, and how it was answered.
type sought struct {
	text        string // the filter; "" for none
	more        bool   // not all was looked at
	done, total uint64 // callbacks, in the first round
	took        time.Duration
	read        inspector.Read
	how         inspector.Explanation
	counts      []uint64 // of the quick filters among what was found; nil where they were not read
}

const (
	firstPiece = 16 << 10 // callbacks; looked at within some milliseconds, whatever is asked
	leastPiece = 1 << 10
	pieceTime  = 100 * time.Millisecond // about how long a piece should take
	// lookBack is how many of the latest callbacks are looked at again with each that arrives:
	// they may have been without an answer.
	lookBack = 1 << 10
	// Rounds begin again so often at the most, and take a part of the time.
	roundEvery = time.Second
	roundShare = 20
)

// due tells that there is something to do although nothing happened in the engine.
func (h *hunt) due(text string) bool {
	return text != h.text || h.below > 0 || h.text != "" && (h.unsure || h.moves) && h.rested()
}

func (h *hunt) rested() bool {
	return time.Since(h.round.ended) > max(roundEvery, roundShare*h.round.last)
}

// look takes the next step towards all that match: what arrived, then a piece of what is
// still to be looked at.
func (h *hunt) look(ctx context.Context, e *inspector.Inspector, text string, mark inspector.Mark, zone *time.Location) error {
	if text != h.text || h.found == nil {
		*h = hunt{text: text, found: &viewmodel.IDs{}, below: mark.Last, reached: mark.Last}
		h.round = round{piece: firstPiece, total: mark.Last}
	}
	if text == "" {
		h.below = 0
		return nil
	}
	if err := h.replan(ctx, e, mark, zone); err != nil {
		return err
	}
	if mark.Last > h.reached || h.unsure {
		if err := h.sweep(ctx, mark.Last, h.reached-min(h.reached, lookBack)); err != nil {
			return err
		}
		h.reached = mark.Last
	}
	if h.below == 0 && (h.unsure || h.moves) && h.rested() {
		h.unsure, h.below = false, h.reached
		h.round.done, h.round.total, h.round.took, h.round.read = 0, h.reached, 0, inspector.Read{}
	}
	return h.next(ctx)
}

// replan plans the search as things are now.
func (h *hunt) replan(ctx context.Context, e *inspector.Inspector, mark inspector.Mark, zone *time.Location) error {
	if h.plan != nil && h.version == mark.Version && !(h.moves && time.Since(h.planned) > roundEvery) {
		return nil
	}
	f, err := filter.Parse(h.text)
	if err != nil {
		return err
	}
	plan, err := e.Search(ctx, f, zone)
	if err != nil {
		return err
	}
	// A star, a secret, a deletion: what was found may not hold any more.
	h.unsure = h.unsure || h.plan != nil && h.version != mark.Version
	h.plan, h.version, h.planned, h.moves = plan, mark.Version, time.Now(), f.Relative()
	return nil
}

// next looks at the next piece.
func (h *hunt) next(ctx context.Context) error {
	if h.below == 0 {
		return nil
	}
	r := &h.round
	began, stop := time.Now(), h.below-min(h.below, r.piece)
	if err := h.sweep(ctx, h.below, stop); err != nil {
		return err
	}
	took := time.Since(began)
	r.took += took
	r.done += h.below - stop
	if h.below = stop; stop == 0 {
		r.ended, r.last, r.lastRead = time.Now(), r.took, r.read
	}
	switch {
	case took < pieceTime/2:
		r.piece *= 2
	case took > 2*pieceTime:
		r.piece = max(r.piece/2, leastPiece)
	}
	return nil
}

// sweep finds again what matches from an id down to the one above stop.
func (h *hunt) sweep(ctx context.Context, from, stop uint64) error {
	if from <= stop {
		return nil
	}
	page, err := h.plan.Page(ctx, inspector.PageOf{From: from, Stop: stop, Limit: int(from - stop)})
	if err != nil {
		return err
	}
	h.found = h.found.Without(viewmodel.RunOf(stop+1, from)).With(viewmodel.IDsOf(page.IDs...))
	h.round.read.Add(page.Read)
	return nil
}

// sought says how far the hunt is.
func (h *hunt) sought() sought {
	if h.text == "" || h.plan == nil {
		return sought{}
	}
	r := &h.round
	s := sought{text: h.text, more: h.below > 0, took: r.last, read: r.lastRead, how: h.plan.Explain()}
	if r.ended.IsZero() {
		s.done, s.total = r.done, r.total
	}
	return s
}

package inspector

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"ringback/inspector/filter"
	"ringback/storage"
)

// Search finds the callbacks that a filter means, as things were when it was
// made: what "since:15m" means, secrets, leases, stars. What came later is found
// too, as far as it is asked for. It may be used from several goroutines.
type Search struct {
	engine *Inspector
	node   *filter.Node
	quest  *quest
	leaves int // how many questions it asks
	questions
}

// Search plans how to find what a filter means; days are those of zone. A filter
// that asks for repeats or late arrivals costs a pass over the index here.
func (i *Inspector) Search(ctx context.Context, f filter.Filter, zone *time.Location) (*Search, error) {
	s := &Search{engine: i, node: f.At(i.now(), zone)}
	s.way, s.marked = i.routing.Load(), i.allMarks()
	if err := i.freshen(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if s.node.Any(asksThread) {
		var err error
		if s.turns, err = i.readTurns(ctx); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
	}
	s.quest = s.compile(s.node, &s.leaves)
	return s, nil
}

// asksThread tells whether a term is about what only the thread tells.
func asksThread(t *filter.Term) bool {
	return t.Field.ID == filter.Is && t.Holds([]string{"duplicate", "late"})
}

// allMarks returns what is noted on callbacks now.
func (i *Inspector) allMarks() map[uint64]Marks {
	i.marked.mu.RLock()
	defer i.marked.mu.RUnlock()
	return maps.Clone(i.marked.byID)
}

// Read is what was read for an answer.
type Read struct {
	// Blocks are stretches of 256 callbacks in the index.
	Blocks uint64 `json:"blocks"`
	// Looked counts callbacks whose bytes were looked at, Understood those of them
	// that had to be taken apart.
	Looked     uint64 `json:"looked"`
	Understood uint64 `json:"understood"`
}

// Add counts what else was read.
func (r *Read) Add(more Read) {
	r.Blocks += more.Blocks
	r.Looked += more.Looked
	r.Understood += more.Understood
}

// PageOf says which part of what is found to return.
type PageOf struct {
	// From is the id to begin with; 0 begins at the newest, or the oldest.
	From uint64
	// Stop ends the page before this id; 0 does not. The matches that came after
	// the newest one known are those with Stop at its id.
	Stop uint64
	// Limit is how many at most; 0 is 100.
	Limit       int
	OldestFirst bool
}

// Found is a page of a search.
type Found struct {
	IDs []uint64
	// Next is where the next page begins; 0 where there is none.
	Next uint64
	Read Read
}

// Page returns the ids of the next matches, newest first.
func (s *Search) Page(ctx context.Context, q PageOf) (Found, error) {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	r := s.stretch(q)
	var found Found
	err := s.run(ctx, r, nil, func(part part) bool {
		found.Read.Add(part.read)
		part.ids(r, func(id uint64) bool {
			if len(found.IDs) == q.Limit {
				found.Next = id
				return false
			}
			found.IDs = append(found.IDs, id)
			return true
		})
		return found.Next == 0
	})
	if err != nil {
		return Found{}, fmt.Errorf("search: %w", err)
	}
	return found, nil
}

// IDs returns the ids of all that match, newest first.
func (s *Search) IDs(ctx context.Context, progress Progress) ([]uint64, error) {
	var ids []uint64
	r := s.stretch(PageOf{})
	err := s.run(ctx, r, nil, func(part part) bool {
		part.ids(r, func(id uint64) bool { ids = append(ids, id); return true })
		progress.tell(part.done, r.size())
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return ids, nil
}

// Tally is what a search counted, all of it or so far.
type Tally struct {
	Count uint64
	// Bars are of the span and number that were asked for.
	Bars []Bar
	// Done and Total are callbacks.
	Done, Total uint64
	Read        Read
}

// Tally counts all that match, and in equal stretches of a closed span those in
// it; no bars, no span. Progress, which may be nil, is told how it stands, and
// must not keep the bars.
func (s *Search) Tally(ctx context.Context, span Span, bars int, progress func(Tally)) (Tally, error) {
	from, width := span.From.UnixMicro(), span.To.Sub(span.From).Microseconds()
	if bars > 0 && width < 1 {
		return Tally{}, fmt.Errorf("search: %d bars over %v", bars, span.To.Sub(span.From))
	}
	r := s.stretch(PageOf{})
	t := Tally{Bars: make([]Bar, bars), Total: r.size()}
	var timed *matcher
	if bars > 0 {
		timed = s.engine.matcher()
	}
	err := s.run(ctx, r, timed, func(part part) bool {
		t.Read.Add(part.read)
		t.Done = part.done
		for _, h := range part.hits {
			t.Count += uint64(h.rows.count())
			for n, at := range h.times {
				if h.rows.has(n) && span.covers(at) {
					bar := &t.Bars[(at-from)*int64(bars)/width]
					bar.Total++
					if h.failed.has(n) {
						bar.Failed++
					}
				}
			}
		}
		if progress != nil {
			progress(t)
		}
		return true
	})
	if err != nil {
		return Tally{}, fmt.Errorf("search: %w", err)
	}
	return t, nil
}

// Matches tells whether one callback is meant; one that is gone is not.
func (s *Search) Matches(id uint64) (bool, error) {
	rec, err := s.engine.store.Get(id)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	return s.node.Match(s.view(rec)), nil
}

func (s *Search) view(rec *storage.Record) *view {
	return &view{rec: rec, way: s.way, marks: s.marked[rec.ID], turns: s.turns}
}

package inspector

import (
	"fmt"
	"slices"
	"time"

	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// Quick is a ready-made filter that the index answers.
type Quick uint8

// The ready-made filters.
const (
	All          Quick = iota
	Received           // every received message
	Statuses           // every status
	Failed             // a final state that is not success
	BadSignature       // a signature that failed
	Starred
	quickCount
)

// Filter returns the filter that means the same, "" for All.
func (q Quick) Filter() string {
	return [...]string{"", "kind:mo", "kind:status", "status:failed", "sig:bad", "is:starred"}[q]
}

// Span is a stretch of time from (inclusive) to (exclusive); the zero time
// leaves an end open.
type Span struct{ From, To time.Time }

// covers tells whether a row's time lies in s.
func (s Span) covers(micros int64) bool {
	return (s.From.IsZero() || micros >= s.From.UnixMicro()) && (s.To.IsZero() || micros < s.To.UnixMicro())
}

// matcher decides by a row; it knows the tables that a pass needs.
type matcher struct {
	received, status [256]bool
	failed           [256][256]bool // by kind and status
	bad              [256]bool
	starred          map[uint64]bool
}

func (i *Inspector) matcher() *matcher {
	m := &matcher{starred: i.starred()}
	for k, kind := range rowKinds {
		m.received[k], m.status[k] = kind.Received(), kind.Status()
		for s, status := range rowStatuses {
			m.failed[k][s] = kind.Status() && gatewayapi.OutcomeOf(kind, status) == gatewayapi.OutcomeFailed
		}
	}
	for v, result := range rowResults {
		m.bad[v] = result.Failed()
	}
	return m
}

// matches tells whether row n is one of q.
func (m *matcher) matches(rows storage.Block, n int, q Quick) bool {
	switch q {
	case All:
		return true
	case Received:
		return m.received[rows.Kind(n)]
	case Statuses:
		return m.status[rows.Kind(n)]
	case Failed:
		return m.failed[rows.Kind(n)][rows.Status(n)]
	case BadSignature:
		return m.bad[rows.Verdict(n)]
	case Starred:
		return m.starred[rows.First()+uint64(n)]
	}
	return false
}

// QuickCounts returns how many callbacks each ready-made filter matches, by
// its number.
func (i *Inspector) QuickCounts(span Span) ([]uint64, error) { return i.QuickCountsOf(nil, span) }

// QuickCountsOf is [Inspector.QuickCounts] among the callbacks that has tells of; nil
// is all.
func (i *Inspector) QuickCountsOf(has func(id uint64) bool, span Span) ([]uint64, error) {
	m, counts := i.matcher(), make([]uint64, quickCount)
	err := i.index.scan(func(rows storage.Block) {
		for n := range rows.Len() {
			if !rows.Present(n) || !span.covers(rows.Received(n)) || has != nil && !has(rows.First()+uint64(n)) {
				continue
			}
			for q := range quickCount {
				if m.matches(rows, n, q) {
					counts[q]++
				}
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("count callbacks: %w", err)
	}
	return counts, nil
}

// IDs returns the ids of all that match, newest first.
func (i *Inspector) IDs(q Quick, span Span) ([]uint64, error) {
	m := i.matcher()
	var ids []uint64
	err := i.index.scan(func(rows storage.Block) {
		for n := range rows.Len() {
			if rows.Present(n) && span.covers(rows.Received(n)) && m.matches(rows, n, q) {
				ids = append(ids, rows.First()+uint64(n))
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("find callbacks: %w", err)
	}
	slices.Reverse(ids)
	return ids, nil
}

// Bar is one stretch of a histogram: how many came in it, and how many of
// them are Failed.
type Bar struct{ Total, Failed uint64 }

// Histogram counts what matches q in equal stretches of a closed span.
func (i *Inspector) Histogram(q Quick, span Span, bars int) ([]Bar, error) {
	return i.HistogramOf(nil, q, span, bars)
}

// HistogramOf is [Inspector.Histogram] among the callbacks that has tells of; nil is
// all.
func (i *Inspector) HistogramOf(has func(id uint64) bool, q Quick, span Span, bars int) ([]Bar, error) {
	from, width := span.From.UnixMicro(), span.To.Sub(span.From).Microseconds()
	if bars < 1 || width < 1 {
		return nil, fmt.Errorf("histogram: %d bars over %v", bars, span.To.Sub(span.From))
	}
	m, out := i.matcher(), make([]Bar, bars)
	err := i.index.scan(func(rows storage.Block) {
		for n := range rows.Len() {
			at := rows.Received(n)
			if !rows.Present(n) || !span.covers(at) || !m.matches(rows, n, q) || has != nil && !has(rows.First()+uint64(n)) {
				continue
			}
			bar := &out[(at-from)*int64(bars)/width]
			bar.Total++
			if m.matches(rows, n, Failed) {
				bar.Failed++
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("histogram: %w", err)
	}
	return out, nil
}

// Some returns the callbacks with these ids, in the same order; those that are
// gone are left out.
func (i *Inspector) Some(ids []uint64) ([]*Callback, error) {
	way := i.routing.Load()
	page := make([]*Callback, 0, len(ids))
	for _, id := range ids {
		rec, err := i.store.Get(id)
		switch {
		case err == nil:
			page = append(page, way.callback(rec))
		case !isGone(err):
			return nil, fmt.Errorf("read callbacks: %w", err)
		}
	}
	if err := i.placed(page); err != nil {
		return nil, fmt.Errorf("read callbacks: %w", err)
	}
	return page, nil
}

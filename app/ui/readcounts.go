package ui

import (
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
)

// counting is what a reader knows of what looks at all callbacks.
type counting struct {
	owed    bool // counts are to be read when their time comes
	counted time.Time
	span    inspector.Span // of the bars before
}

// countEvery is how often is counted: it looks at the rows of all callbacks.
const countEvery = 500 * time.Millisecond

// readCounts reads what looks at all callbacks, not too often and not before the
// list has what it shows.
func (r *reader) readCounts(p *picture) error {
	filter := p.ask.filter
	r.owed = r.owed || p.changed
	if p.first {
		r.counted = time.Time{}
		return nil
	}
	due := r.owed && time.Since(r.counted) > countEvery
	var err error
	if due {
		if p.counts, err = r.engine.QuickCounts(filter.Span); err != nil {
			return err
		}
		if has := r.typed(filter); has != nil {
			if p.sought.counts, err = r.engine.QuickCountsOf(has, filter.Span); err != nil {
				return err
			}
		}
		if p.views, err = r.engine.Views(); err != nil {
			return err
		}
		stats, err := r.engine.Stats()
		if err != nil {
			return err
		}
		r.numbers.size, r.numbers.refused = stats.FileSize, stats.Refused
		r.owed, r.counted = false, time.Now()
		if stats.Newest != nil {
			r.numbers.newest = *stats.Newest
		}
	}
	p.span = histogramSpan(filter, r.numbers.newest, r.now())
	if due || p.span != r.span {
		if p.bars, err = r.engine.HistogramOf(r.typed(filter), filter.Quick, p.span, viewmodel.HistogramBars); err != nil {
			return err
		}
		r.span = p.span
	}
	return nil
}

// typed tells what the search found; nil where there is none.
func (r *reader) typed(f viewmodel.Filter) func(id uint64) bool {
	if f.Text == "" {
		return nil
	}
	return r.hunt.found.Has
}

// histogramSpan is what the histogram shows: the span that was chosen, or a while up
// to now, long enough for the newest callback to be in it. It begins and ends at
// whole bars, so that bars keep their counts while they wander.
func histogramSpan(f viewmodel.Filter, newest, now time.Time) inspector.Span {
	if f.Span != (inspector.Span{}) {
		return f.Span
	}
	recent := (&viewmodel.Histogram{}).Span(now)
	whole := recent.To.Sub(recent.From)
	for _, longer := range longerSpans() {
		if !newest.IsZero() && now.Sub(newest) > whole {
			whole = longer
		}
	}
	bar := whole / viewmodel.HistogramBars
	end := now.Truncate(bar).Add(bar)
	return inspector.Span{From: end.Add(-whole), To: end}
}

// longerSpans are what the histogram shows where nothing came lately.
func longerSpans() []time.Duration {
	const day = 24 * time.Hour
	return []time.Duration{3 * time.Hour, day, 7 * day, 30 * day, 365 * day}
}

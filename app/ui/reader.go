package ui

import (
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
)

// picture is what the window shows, as it was read at one time.
type picture struct {
	ask ask
	// came are the callbacks that match the filter and came after the picture
	// before, up to last; gone are those of the picture before that match no more.
	came, gone *viewmodel.IDs
	last       uint64
	// all are all that match; nil where nothing but came is different.
	all *viewmodel.IDs
	// first tells that it is the first one for its filter.
	first bool
	// changed tells that something happened in the engine since the picture before.
	changed bool
	// counts are those of the quick filters, nil where they were not read.
	counts []uint64
	// bars are the histogram over span, nil where they were not read.
	bars    []inspector.Bar
	span    inspector.Span
	numbers numbers
}

// numbers are what the status bar tells.
type numbers struct {
	count, last uint64
	health      inspector.Health
	done, total uint64 // of the index
	size        int64  // of the file, in bytes
	refused     uint64
	retention   inspector.Retention
	removed     []inspector.Removal
	newest      time.Time // when the newest callback came
}

// behind reports that the index has not seen all callbacks yet, so that what it
// tells is to be read again soon.
func (n numbers) behind() bool { return n.done < n.total }

// reader reads pictures. It belongs to the goroutine of a feed.
type reader struct {
	engine *inspector.Inspector
	now    func() time.Time

	asked   ask            // of the picture before
	version uint64         // of the engine at that time; 0 before the first picture
	done    uint64         // how far the index was
	reached uint64         // the callback up to which the list was told
	told    *viewmodel.IDs // what the list has
	owed    bool           // counts are to be read when their time comes
	counted time.Time
	checked time.Time
	span    inspector.Span // of the bars before
	numbers numbers
}

const (
	countEvery = 500 * time.Millisecond // counting looks at the rows of all callbacks
	checkEvery = 2 * time.Second
)

// read reads what is asked for.
func (r *reader) read(a ask) (picture, error) {
	count := r.engine.Count()
	mark := r.engine.Now()
	p := picture{ask: a, came: &viewmodel.IDs{}, gone: &viewmodel.IDs{}, last: r.reached}
	p.first = r.version == 0 || a.generation != r.asked.generation
	p.changed = p.first || mark.Version != r.version
	done, total := r.engine.Indexing()
	p.changed = p.changed || done != r.done
	if p.changed {
		if err := r.readIDs(&p, mark, done, r.lost(count, mark)); err != nil {
			return p, err
		}
	}
	if err := r.readCounts(&p); err != nil {
		return p, err
	}
	r.numbers.count, r.numbers.last, r.numbers.done, r.numbers.total = count, mark.Last, done, total
	r.numbers.health = r.engine.Health()
	r.numbers.retention, r.numbers.removed = r.engine.Settings().Retention, r.engine.Removed()
	p.numbers = r.numbers
	r.asked, r.version, r.done, r.reached = a, mark.Version, done, p.last
	return p, nil
}

// lost tells that a list of all seems to have callbacks that are gone.
func (r *reader) lost(count uint64, mark inspector.Mark) bool {
	if r.told == nil || count != r.engine.Count() && time.Since(r.checked) < checkEvery {
		return false // callbacks come meanwhile: nothing can be said
	}
	return count != uint64(r.told.Len())+mark.Last-r.reached
}

// readIDs reads which callbacks the list has. A list of all is only told of
// those that came, unless some seem to have gone.
func (r *reader) readIDs(p *picture, mark inspector.Mark, done uint64, gone bool) error {
	filter := p.ask.filter
	if filter.All() && !p.first && !gone {
		p.came, p.last = viewmodel.RunOf(r.reached+1, mark.Last), mark.Last
		r.told = r.told.With(p.came)
		return nil
	}
	found, err := r.engine.IDs(filter.Quick, filter.Span)
	if err != nil {
		return err
	}
	p.all, p.last = viewmodel.IDsOf(found...), min(done, mark.Last)
	if filter.All() { // the index need not have seen what a list of all shows
		p.last = mark.Last
		p.all = p.all.With(viewmodel.RunOf(done+1, mark.Last))
		r.checked = time.Now()
	}
	p.all = p.all.And(viewmodel.RunOf(1, p.last))
	if !p.first {
		p.came, p.gone = p.all.Without(viewmodel.RunOf(0, r.reached)), r.told.Without(p.all)
	}
	r.told = p.all
	return nil
}

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
		if p.bars, err = r.engine.Histogram(filter.Quick, p.span, viewmodel.HistogramBars); err != nil {
			return err
		}
		r.span = p.span
	}
	return nil
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

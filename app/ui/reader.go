package ui

import (
	"context"
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
	tallies
	// bars are the histogram over span, nil where they were not read.
	bars    []inspector.Bar
	span    inspector.Span
	numbers numbers
	sought  sought
}

// tallies are what is read with the counts.
type tallies struct {
	// counts are those of the quick filters, nil where they were not read.
	counts []uint64
	views  []inspector.View
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
	zone   *time.Location

	hunt    hunt           // for what was typed
	asked   ask            // of the picture before
	version uint64         // of the engine at that time; 0 before the first picture
	done    uint64         // how far the index was
	reached uint64         // the callback up to which the list was told
	told    *viewmodel.IDs // what the list has
	checked time.Time
	numbers numbers
	counting
}

const checkEvery = 2 * time.Second

// read reads what is asked for.
func (r *reader) read(ctx context.Context, a ask) (picture, error) {
	count := r.engine.Count()
	mark := r.engine.Now()
	p := picture{ask: a, came: &viewmodel.IDs{}, gone: &viewmodel.IDs{}, last: r.reached}
	p.first = r.version == 0 || a.generation != r.asked.generation
	p.changed = p.first || mark.Version != r.version
	done, total := r.engine.Indexing()
	p.changed = p.changed || done != r.done || r.hunt.due(a.filter.Text)
	if p.changed {
		if err := r.readIDs(ctx, &p, mark, done, r.lost(count, mark)); err != nil {
			return p, err
		}
	}
	p.sought = r.hunt.sought()
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
func (r *reader) readIDs(ctx context.Context, p *picture, mark inspector.Mark, done uint64, gone bool) error {
	filter := p.ask.filter
	if err := r.hunt.look(ctx, r.engine, filter.Text, mark, r.zone); err != nil {
		return err
	}
	if filter.All() && !p.first && !gone {
		p.came, p.last = viewmodel.RunOf(r.reached+1, mark.Last), mark.Last
		r.told = r.told.With(p.came)
		return nil
	}
	typed := viewmodel.Filter{Text: filter.Text}
	if filter == typed && filter.Text != "" { // the search is all there is to ask
		p.all, p.last = r.hunt.found, mark.Last
	} else if err := r.readQuick(p, mark, done); err != nil {
		return err
	}
	p.all = p.all.And(viewmodel.RunOf(1, p.last))
	if !p.first {
		p.came, p.gone = p.all.Without(viewmodel.RunOf(0, r.reached)), r.told.Without(p.all)
	}
	r.told = p.all
	return nil
}

// readQuick reads what the ready-made filter and the span of time leave, of what the search
// found where there is one.
func (r *reader) readQuick(p *picture, mark inspector.Mark, done uint64) error {
	filter := p.ask.filter
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
	if filter.Text != "" {
		p.all = p.all.And(r.hunt.found)
	}
	return nil
}

package inspector

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"ringback/storage"
)

// Progress is told how far long work is; total is 0 where it is not known.
// A nil one is told nothing.
type Progress func(done, total uint64)

func (p Progress) tell(done, total uint64) {
	if p != nil {
		p(done, total)
	}
}

// exportBatch is how many callbacks are put into their threads at a time, and
// exportBytes how many bytes of bodies they may have.
const (
	exportBatch = 2000
	exportBytes = 32 << 20
)

// exporter writes callbacks one JSON object a line.
type exporter struct {
	engine  *Inspector
	out     *bufio.Writer
	enc     *json.Encoder
	way     *routing
	batch   []*Callback
	size    int
	written uint64
	tell    func(written uint64)
}

func (i *Inspector) exporter(w io.Writer, tell func(written uint64)) *exporter {
	x := &exporter{engine: i, out: bufio.NewWriterSize(w, 1<<20), way: i.routing.Load(), tell: tell}
	x.enc = json.NewEncoder(x.out)
	x.enc.SetEscapeHTML(false)
	return x
}

// add takes a callback in; it is written with others.
func (x *exporter) add(ctx context.Context, rec *storage.Record) error {
	x.batch, x.size = append(x.batch, x.way.callback(rec)), x.size+len(rec.Request.Body)
	if len(x.batch) < exportBatch && x.size <= exportBytes {
		return nil
	}
	return x.flush(ctx)
}

func (x *exporter) flush(ctx context.Context) error {
	if err := x.engine.thread(x.batch); err != nil {
		return err
	}
	for _, c := range x.batch {
		if err := x.enc.Encode(c); err != nil {
			return err
		}
	}
	x.written += uint64(len(x.batch))
	x.batch, x.size = x.batch[:0], 0
	x.tell(x.written)
	return ctx.Err()
}

// end writes what is left, and completes the error of what went before.
func (x *exporter) end(ctx context.Context, err error) (uint64, error) {
	if err == nil {
		err = x.flush(ctx)
	}
	if err == nil {
		err = x.out.Flush()
	}
	if err != nil {
		return x.written, fmt.Errorf("export: %w", err)
	}
	return x.written, nil
}

// ExportJSONL writes callbacks, oldest first, one JSON object a line, and
// returns how many. They hold all that came in: numbers, texts, headers. What
// arrives during the export is left out.
func (i *Inspector) ExportJSONL(ctx context.Context, w io.Writer, progress Progress) (uint64, error) {
	if err := i.Settle(ctx, nil); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	x := i.exporter(w, func(written uint64) { progress.tell(written, i.Count()) })
	last := i.store.Last()
	var failed error
	err := i.store.Walk(1, false, func(rec *storage.Record) bool {
		if rec.ID <= last {
			failed = x.add(ctx, rec)
		}
		return rec.ID <= last && failed == nil
	})
	if err == nil {
		err = failed
	}
	return x.end(ctx, err)
}

// ExportJSONL writes the callbacks that match, as [Inspector.ExportJSONL] does.
// Progress is told ids gone through.
func (s *Search) ExportJSONL(ctx context.Context, w io.Writer, progress Progress) (uint64, error) {
	i := s.engine
	if err := i.Settle(ctx, nil); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	last := i.store.Last()
	x := i.exporter(w, func(uint64) {})
	for q := (PageOf{From: 1, Stop: last + 1, Limit: exportBatch, OldestFirst: true}); q.From != 0; {
		page, err := s.Page(ctx, q)
		if err != nil {
			return x.end(ctx, err)
		}
		for _, id := range page.IDs {
			rec, err := i.store.Get(id)
			if isGone(err) {
				continue
			}
			if err == nil {
				err = x.add(ctx, rec)
			}
			if err != nil {
				return x.end(ctx, err)
			}
		}
		if q.From = page.Next; q.From != 0 {
			progress.tell(q.From-1, last)
		}
	}
	return x.end(ctx, nil)
}

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

// ExportJSONL writes callbacks, oldest first, one JSON object a line, and
// returns how many. They hold all that came in: numbers, texts, headers. What
// arrives during the export is left out.
func (i *Inspector) ExportJSONL(ctx context.Context, w io.Writer, progress Progress) (uint64, error) {
	if err := i.Settle(ctx, nil); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	var written uint64
	flush := func(batch []*Callback) error {
		if err := i.thread(batch); err != nil {
			return err
		}
		for _, c := range batch {
			if err := enc.Encode(c); err != nil {
				return err
			}
		}
		written += uint64(len(batch))
		progress.tell(written, i.Count())
		return ctx.Err()
	}
	way, last := i.routing.Load(), i.store.Last()
	var batch []*Callback
	var size int
	var failed error
	err := i.store.Walk(1, false, func(rec *storage.Record) bool {
		if rec.ID > last {
			return false
		}
		batch, size = append(batch, way.callback(rec)), size+len(rec.Request.Body)
		if len(batch) == exportBatch || size > exportBytes {
			failed = flush(batch)
			batch, size = batch[:0], 0
		}
		return failed == nil
	})
	for _, step := range []func() error{
		func() error { return failed },
		func() error { return flush(batch) },
		out.Flush,
	} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return written, fmt.Errorf("export: %w", err)
	}
	return written, nil
}

package inspector

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ringback/storage"
)

// Retention says how much is kept; 0 leaves a bound off. Starred callbacks are
// always kept.
type Retention struct {
	Days  int    `json:"days"`
	Count uint64 `json:"count"`
	// Bytes bounds what the database holds; freed space counts as free.
	Bytes int64 `json:"bytes"`
}

func (r Retention) validate() error {
	switch {
	case r.Days < 0 || r.Days > 36_500:
		return badField("retention_days", "must be from 0 to 36500 days; 0 keeps all")
	case r.Bytes < 0 || (r.Bytes > 0 && r.Bytes < 1<<20):
		return badField("retention_bytes", "must be 0 (keeps all) or at least 1 MB")
	}
	return nil
}

// Removal tells what retention removed, and when.
type Removal struct {
	At    time.Time `json:"at"`
	Count uint64    `json:"count"`
	// Why is "age", "count" or "size".
	Why string `json:"why"`
}

// pruneEvery is how often retention looks; pruneStep how many it removes at a
// time, so that callbacks that come meanwhile do not wait.
const (
	pruneEvery = 10 * time.Minute
	pruneStep  = 500
	sizeStep   = 50 // how much is freed is known only afterwards
)

func isGone(err error) bool { return errors.Is(err, storage.ErrNotFound) }

// keepTidy is the goroutine that applies the retention of the settings.
func (i *Inspector) keepTidy(ctx context.Context) {
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for {
		if _, err := i.Prune(ctx); err != nil && ctx.Err() == nil {
			i.log.Warn("retention could not remove callbacks", "cause", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// Prune removes, oldest first, what the retention of the settings does not
// keep, and returns what it removed.
func (i *Inspector) Prune(ctx context.Context) ([]Removal, error) {
	r := i.Settings().Retention
	var removed []Removal
	for _, bound := range []struct {
		why   string
		set   bool
		prune func() (uint64, error)
	}{
		{"age", r.Days > 0, func() (uint64, error) { return i.pruneBefore(ctx, i.now().AddDate(0, 0, -r.Days)) }},
		{"count", r.Count > 0, func() (uint64, error) {
			return i.pruneWhile(ctx, func(pending uint64) bool { return i.Count()-pending > r.Count })
		}},
		{"size", r.Bytes > 0, func() (uint64, error) {
			return i.pruneWhile(ctx, func(pending uint64) bool {
				held, err := i.store.Stats() // as it was before this step
				return err == nil && pending < sizeStep && held.FileSize-held.FreeBytes > r.Bytes
			})
		}},
	} {
		if !bound.set {
			continue
		}
		n, err := bound.prune()
		if n > 0 {
			removal := Removal{At: i.now().UTC(), Count: n, Why: bound.why}
			removed = append(removed, removal)
			i.log.Info("retention removed callbacks", "count", n, "why", bound.why)
		}
		if err != nil {
			return removed, fmt.Errorf("retention by %s: %w", bound.why, err)
		}
	}
	if err := i.pruneSent(r); err != nil {
		return removed, fmt.Errorf("retention: %w", err)
	}
	if len(removed) > 0 {
		i.life.removed.Store(&removed)
		i.feed.bump(0)
	}
	return removed, nil
}

// pruneBefore removes the callbacks that came before a time and are not starred.
// They are not always the first: what is imported keeps the time of its arrival.
func (i *Inspector) pruneBefore(ctx context.Context, cutoff time.Time) (n uint64, err error) {
	if err := i.Settle(ctx, nil); err != nil {
		return 0, err
	}
	starred := i.starred()
	var old []uint64
	err = i.index.scan(func(rows storage.Block) {
		for row := range rows.Len() {
			id := rows.First() + uint64(row)
			if rows.Present(row) && rows.Received(row) < cutoff.UnixMicro() && !starred[id] {
				old = append(old, id)
			}
		}
	})
	if err != nil {
		return 0, err
	}
	for step := range slices.Chunk(old, pruneStep) {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := i.Delete(step...); err != nil {
			return n, err
		}
		n += uint64(len(step))
	}
	return n, nil
}

// pruneWhile removes the oldest callbacks that are not starred, step by step,
// as long as over says so; pending counts those of the step.
func (i *Inspector) pruneWhile(ctx context.Context, over func(pending uint64) bool) (n uint64, err error) {
	for from := uint64(1); ctx.Err() == nil; {
		starred, step := i.starred(), make([]uint64, 0, pruneStep)
		err = i.store.Walk(from, false, func(rec *storage.Record) bool {
			from = rec.ID
			if starred[rec.ID] {
				return true
			}
			if !over(uint64(len(step))) {
				return false
			}
			step = append(step, rec.ID)
			return len(step) < pruneStep
		})
		if err != nil || len(step) == 0 {
			return n, err
		}
		if err = i.Delete(step...); err != nil {
			return n, err
		}
		n += uint64(len(step))
	}
	return n, ctx.Err()
}

// Removed returns what retention removed at its last work in this run.
func (i *Inspector) Removed() []Removal {
	if r := i.life.removed.Load(); r != nil {
		return *r
	}
	return nil
}

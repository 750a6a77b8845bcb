package inspector

import (
	"fmt"
	"time"

	"ringback/storage"
)

// Stats are counts, sizes and ages of what is stored.
type Stats struct {
	Callbacks uint64            `json:"callbacks"`
	Kinds     map[string]uint64 `json:"kinds"`
	Verdicts  map[string]uint64 `json:"verdicts"`
	// Oldest and Newest are nil where nothing is stored.
	Oldest *time.Time `json:"oldest"`
	Newest *time.Time `json:"newest"`
	// FileSize and FreeBytes are bytes; free ones are reused before the file grows.
	FileSize  int64 `json:"file_size"`
	FreeBytes int64 `json:"free_bytes"`
	// Indexed is how many callbacks the counts by kind and verdict cover.
	Indexed uint64 `json:"indexed"`
	// Refused counts the callbacks that got 503 since this run started.
	Refused     uint64 `json:"refused"`
	SecretsKept string `json:"secrets_kept"`
	// Tunnel is when the public way in was open last, and before that; up to two.
	Tunnel []OpenSpan `json:"tunnel"`
	Health Health     `json:"health"`
}

// Health tells whether callbacks can be stored.
type Health struct {
	OK    bool      `json:"ok"`
	Cause string    `json:"cause,omitempty"`
	Since time.Time `json:"since"`
	// Err is the cause as an error, for who wants to know its kind.
	Err error `json:"-"`
}

// Stats returns counts, sizes and ages.
func (i *Inspector) Stats() (Stats, error) {
	held, err := i.store.Stats()
	if err != nil {
		return Stats{}, fmt.Errorf("stats: %w", err)
	}
	s := Stats{
		Callbacks: held.Callbacks, FileSize: held.FileSize, FreeBytes: held.FreeBytes,
		Kinds: map[string]uint64{}, Verdicts: map[string]uint64{},
		Refused: i.life.refused.Load(), SecretsKept: i.SecretsKept(),
		Health: i.Health(),
	}
	s.Indexed, _ = i.Indexing()
	for _, end := range []struct {
		id uint64
		at **time.Time
	}{{held.Oldest, &s.Oldest}, {held.Newest, &s.Newest}} {
		if end.id == 0 {
			continue
		}
		rec, err := i.Record(end.id)
		if err != nil {
			return Stats{}, fmt.Errorf("stats: %w", err)
		}
		at := rec.ReceivedAt.UTC()
		*end.at = &at
	}
	spans, err := i.Reach(time.Time{}, time.Time{})
	if err != nil {
		return Stats{}, fmt.Errorf("stats: %w", err)
	}
	s.Tunnel = append([]OpenSpan{}, spans[max(0, len(spans)-2):]...)
	return s, i.countRows(&s)
}

func (i *Inspector) countRows(s *Stats) error {
	var kinds, verdicts [256]uint64
	err := i.index.scan(func(rows storage.Block) {
		for n := range rows.Len() {
			if rows.Present(n) {
				kinds[rows.Kind(n)]++
				verdicts[rows.Verdict(n)]++
			}
		}
	})
	if err != nil {
		return fmt.Errorf("stats: %w", err)
	}
	for n, kind := range rowKinds {
		if kinds[n] > 0 {
			s.Kinds[string(kind)] = kinds[n]
		}
	}
	for n, result := range rowResults {
		if verdicts[n] > 0 {
			s.Verdicts[string(result)] = verdicts[n]
		}
	}
	return nil
}

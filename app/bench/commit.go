//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// commit compares one durable append with the least that the disk allows: one
// write of the same bytes and one fsync.
func (b *bench) commit(ctx context.Context) error {
	recs := storagetest.Records(3, 512)
	raw, err := os.Create(filepath.Join(b.dir, "raw"))
	if err != nil {
		return err
	}
	defer raw.Close()
	store, err := storage.Open(filepath.Join(b.dir, "commit.db"), storage.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	var ours, bare []time.Duration
	for _, rec := range recs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		began := time.Now()
		if err := store.Append(rec); err != nil {
			return err
		}
		ours = append(ours, time.Since(began))
		began = time.Now()
		if _, err := raw.Write(rec.Request.Body); err != nil {
			return err
		}
		if err := raw.Sync(); err != nil {
			return err
		}
		bare = append(bare, time.Since(began))
	}
	o, r := middle(ours), middle(bare)
	fmt.Printf("One commit, nobody else waiting (median of %d): record %s, raw write and fsync %s, ratio %.2f\n\n", len(recs), round(o), round(r), float64(o)/float64(r))
	return nil
}

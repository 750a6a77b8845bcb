package storage_test

import (
	"fmt"

	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// benchWriters are how many goroutines append at once.
var benchWriters = []int{1, 16, 64, 256}

// spread runs do b.N times on a number of goroutines.
func spread(b *testing.B, writers int, do func(n int) error) {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= b.N {
					return
				}
				if err := do(n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "callbacks/s")
}

func BenchmarkAppend(b *testing.B) {
	records := storagetest.Records(1, 512)
	for _, writers := range benchWriters {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			s := storagetest.Open(b, storage.Options{})
			spread(b, writers, func(n int) error {
				r := *records[n%len(records)]
				if err := s.Append(&r); err != nil {
					return err
				}
				s.Answered(r.ID, storage.Outcome{Took: time.Millisecond, Sent: storage.SentOK})
				return nil
			})
		})
	}
}

// BenchmarkOneKey is the rival: one commit for all that wait, of one key each.
func BenchmarkOneKey(b *testing.B) {
	var values [][]byte
	for _, r := range storagetest.Records(1, 512) {
		values = append(values, append(r.Request.Head, r.Request.Body...))
	}
	for _, writers := range benchWriters {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			o, err := storagetest.OpenOneKey(filepath.Join(b.TempDir(), "rival.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer o.Close()
			spread(b, writers, func(n int) error { return o.Put(values[n%len(values)]) })
		})
	}
}

// BenchmarkImport appends 10,000 at once.
func BenchmarkImport(b *testing.B) {
	records := storagetest.Records(1, 10_000)
	s := storagetest.Open(b, storage.Options{})
	for b.Loop() {
		if err := s.Append(records...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(records))/b.Elapsed().Seconds(), "callbacks/s")
}

package storage_test

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

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
			before := written()
			spread(b, writers, func(n int) error {
				r := *records[n%len(records)]
				if err := s.Append(&r); err != nil {
					return err
				}
				s.Answered(r.ID, storage.Outcome{Took: time.Millisecond, Sent: storage.SentOK})
				return nil
			})
			b.ReportMetric(float64(written()-before)/float64(b.N)/payload(records), "written/payload")
		})
	}
}

// written returns how many bytes this process has written, where the system says.
func written() (n int64) {
	lines, _ := os.ReadFile("/proc/self/io")
	_, _ = fmt.Sscanf(string(lines), "rchar: %d\nwchar: %d", new(int64), &n)
	return n
}

// payload is the mean size of what must be kept of a callback, in bytes.
func payload(records []*storage.Record) float64 {
	size := 0
	for _, r := range records {
		size += len(r.Request.Head) + len(r.Request.Body) + len(r.RemoteAddr) + len(r.Webhook)
	}
	return float64(size) / float64(len(records))
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

var benchRecords = flag.Int("records", 100_000, "how many callbacks are stored where a benchmark reads")

// BenchmarkFull measures on a store that holds -records callbacks.
func BenchmarkFull(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ringback.db")
	crashed := fillStore(b, path)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			openOnce(b, path)
		}
	})
	start := time.Now() // once only: it is closed cleanly then
	openOnce(b, crashed)
	took := time.Since(start)
	b.Run("openAfterCrash", func(b *testing.B) { b.ReportMetric(float64(took.Milliseconds()), "ms") })
	s := storagetest.OpenAt(b, path, storage.Options{})
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			n := 0
			if err := s.Walk(0, true, func(*storage.Record) bool { n++; return n < 100 }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			n := 0
			err := s.ScanBlocks(0, s.Blocks(), func(block storage.Block) bool {
				for k := range block.Len() {
					if block.To(k) == 42 && block.Present(k) {
						n++
					}
				}
				return true
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

func openOnce(b *testing.B, path string) {
	b.Helper()
	s, err := storage.Open(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// fillStore makes a store with its index, and beside it the file as a crash
// under full load would leave it.
func fillStore(b *testing.B, path string) (crashed string) {
	b.Helper()
	s, err := storage.Open(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	rows := fullRows(0)
	for s.Last() < uint64(*benchRecords) {
		if err := s.Append(storagetest.Records(s.Last(), 10_000)...); err != nil {
			b.Fatal(err)
		}
		for s.Blocks() < s.Last()/storage.BlockSize {
			if err := s.PutBlock(s.Blocks(), rows, signatureOf()); err != nil {
				b.Fatal(err)
			}
		}
	}
	crashed = path + ".crashed"
	f, err := os.Create(crashed)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Backup(f); err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(f.Close(), s.Close()); err != nil {
		b.Fatal(err)
	}
	db, err := bolt.Open(crashed, 0o600, &bolt.Options{NoFreelistSync: true})
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(db.Update(func(*bolt.Tx) error { return nil }), db.Close()); err != nil {
		b.Fatal(err)
	}
	return crashed
}

package storage_test

import (
	"bytes"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func rowAt(b storage.Block, n int) storage.Row {
	return storage.Row{
		Present: b.Present(n), Kind: b.Kind(n), Status: b.Status(n), Verdict: b.Verdict(n), Origin: b.Origin(n),
		Flags: b.Flags(n), Received: b.Received(n), From: b.From(n), To: b.To(n),
		Keys: storage.Keys{
			MessageKey: b.MessageKey(n), DuplicateKey: b.DuplicateKey(n),
			Keyword: b.Keyword(n), Webhook: b.Webhook(n), ProviderID: b.ProviderID(n),
		},
		Amounts: storage.Amounts{Size: b.Size(n), Code: b.Code(n), Error: b.Error(n)},
	}
}

// indexed opens a store with whole blocks.
func indexed(t *testing.T, path string, blocks uint64) *storage.Store {
	t.Helper()
	s := storagetest.OpenAt(t, path, storage.Options{})
	if err := s.ResetIndex("1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(storagetest.Records(1, int(blocks*storage.BlockSize))...); err != nil {
		t.Fatal(err)
	}
	for n := range blocks {
		if err := s.PutBlock(n, fullRows(n), signatureOf()); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestBlocksReadAsTheyWerePut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := indexed(t, path, 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = storagetest.OpenAt(t, path, storage.Options{})
	if s.Blocks() != 3 || s.IndexVersion() != "1" {
		t.Errorf("%d blocks of version %q", s.Blocks(), s.IndexVersion())
	}
	n := uint64(0)
	err := s.ScanBlocks(0, 3, func(b storage.Block) bool {
		if b.First() != n*storage.BlockSize+1 || b.Len() != storage.BlockSize {
			t.Errorf("block %d has %d rows from id %d", n, b.Len(), b.First())
		}
		for k, want := range fullRows(n) {
			if got := rowAt(b, k); got != want {
				t.Fatalf("block %d, row %d: got %+v, want %+v", n, k, got, want)
			}
		}
		if !bytes.Equal(b.Signature(), signatureOf()) {
			t.Errorf("block %d has another signature", n)
		}
		n++
		return true
	})
	if err != nil || n != 3 {
		t.Errorf("met %d blocks, %v", n, err)
	}
}

func TestTail(t *testing.T) {
	rows := fullRows(0)[:9]
	rows[4].Present = false
	b := storage.Tail(1, rows)
	if len(b.Signature()) > 0 {
		t.Error("it has a signature")
	}
	if b.First() != 1 || b.Len() != 9 {
		t.Errorf("%d rows from id %d", b.Len(), b.First())
	}
	for n, want := range rows {
		if words := b.AllPresent(); words[n/64]&(1<<(n%64)) != 0 != want.Present {
			t.Errorf("row %d is among %v", n, words)
		}
		if got := rowAt(b, n); got != want {
			t.Errorf("row %d: got %+v, want %+v", n, got, want)
		}
	}
}

func TestScanBlocks(t *testing.T) {
	s := indexed(t, filepath.Join(t.TempDir(), "ringback.db"), 150)
	if err := s.Delete(span(1, 2*storage.BlockSize)...); err != nil { // blocks 0 and 1
		t.Fatal(err)
	}
	if s.Blocks() != 150 {
		t.Errorf("after deleting there are %d blocks", s.Blocks())
	}
	blocks := func(from, to uint64) (list []uint64) {
		for n := from; n < to; n++ {
			list = append(list, n)
		}
		return list
	}
	down := func(list []uint64) []uint64 { slices.Reverse(list); return list }
	for _, tt := range []struct {
		name     string
		from, to uint64
		limit    int
		want     []uint64
	}{
		{"all", 0, 150, 1000, blocks(2, 150)},
		{"all, newest first", 150, 0, 1000, down(blocks(2, 150))},
		{"a part", 10, 20, 1000, blocks(10, 20)},
		{"a part, newest first", 20, 10, 1000, down(blocks(10, 20))},
		{"until it is enough", 5, 150, 2, blocks(5, 7)},
		{"until it is enough, newest first", 150, 0, 2, down(blocks(148, 150))},
		{"beyond the end", 140, 500, 1000, blocks(140, 150)},
		{"from beyond the end, newest first", 500, 140, 1000, down(blocks(140, 150))},
		{"without end", 140, math.MaxUint64, 1000, blocks(140, 150)},
		{"without end, newest first", math.MaxUint64, 140, 1000, down(blocks(140, 150))},
		{"nothing", 7, 7, 1000, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []uint64
			err := s.ScanBlocks(tt.from, tt.to, func(b storage.Block) bool {
				got = append(got, (b.First()-1)/storage.BlockSize)
				return len(got) < tt.limit
			})
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("met %v, %v; want %v", got, err, tt.want)
			}
		})
	}
}

func TestABlockKnowsWhatWasDeletedMeanwhile(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Append(storagetest.Records(1, 2*storage.BlockSize)...); err != nil {
		t.Fatal(err)
	}
	rows := fullRows(0)
	if err := s.Delete(1, 100, 256); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(span(257, 2*storage.BlockSize)...); err != nil {
		t.Fatal(err)
	}
	for n, rows := range [][]storage.Row{rows, fullRows(1)} {
		if err := s.PutBlock(uint64(n), rows, signatureOf()); err != nil {
			t.Fatal(err)
		}
	}
	present := 0
	err := s.ScanBlocks(0, 2, func(b storage.Block) bool {
		for n := range b.Len() {
			if b.Present(n) {
				present++
			}
		}
		return true
	})
	if err != nil || present != 253 || s.Blocks() != 2 {
		t.Errorf("%d rows are present in %d blocks, %v", present, s.Blocks(), err)
	}
}

func TestABlockOutOfOrderIsRefused(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.PutBlock(1, fullRows(1), signatureOf()); err == nil {
		t.Error("block 1 was taken before block 0")
	}
	if err := s.PutBlock(0, fullRows(0)[:255], signatureOf()); err == nil {
		t.Error("a block of 255 rows was taken")
	}
	if err := s.Append(storagetest.Records(1, storage.BlockSize-1)...); err != nil {
		t.Fatal(err)
	}
	if err := s.PutBlock(0, fullRows(0), signatureOf()); err == nil || s.Blocks() != 0 {
		t.Errorf("a block was taken before its last callback, %v: its row would be lost", err)
	}
	if h := s.Health(); !h.OK {
		t.Errorf("the health is %+v", h)
	}
}

func TestResetIndex(t *testing.T) {
	s := indexed(t, filepath.Join(t.TempDir(), "ringback.db"), 2)
	if err := s.ResetIndex("2"); err != nil {
		t.Fatal(err)
	}
	if s.Blocks() != 0 || s.IndexVersion() != "2" {
		t.Errorf("%d blocks of version %q", s.Blocks(), s.IndexVersion())
	}
	err := s.ScanBlocks(0, 10, func(storage.Block) bool { t.Error("a block is left"); return true })
	if err != nil {
		t.Error(err)
	}
}

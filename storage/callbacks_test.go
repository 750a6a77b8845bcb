package storage_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func TestWhatIsAppendedReadsTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	records := storagetest.Records(1, 20)
	for n, size := range []int{0, 1, 4000, 4001} {
		body := bytes.Repeat([]byte{byte('a' + n)}, size)
		if size == 0 {
			body = nil
		}
		records[n].Request.Body, records[n].Request.BodySize = body, int64(size)
	}
	records[8].Request.Trailer = []byte("X-Sum: 1\r\n")
	records[8].Answer = storage.Answer{Status: 503, Headers: [][2]string{{"Retry-After", "10"}}, Body: []byte("later"), Rule: "busy"}
	if err := s.Append(records...); err != nil {
		t.Fatal(err)
	}
	for n, r := range records {
		if r.ID != uint64(n+1) {
			t.Errorf("record %d has id %d", n, r.ID)
		}
	}
	check := func(s *storage.Store) {
		t.Helper()
		for _, want := range records {
			got, err := s.Get(want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		}
	}
	check(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	check(storagetest.OpenAt(t, path, storage.Options{}))
}

func TestAnIDThatIsNotThere(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	for _, id := range []uint64{0, 1, 1 << 63} {
		if _, err := s.Get(id); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("id %d gives %v", id, err)
		}
	}
}

func TestManyAppendAtOnce(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	const writers, each = 32, 20
	var wg sync.WaitGroup
	ids := make([][]uint64, writers)
	for w := range writers {
		wg.Go(func() {
			for n := range each {
				// One and two at a time.
				records := []*storage.Record{crashRecord("run", w, n), crashRecord("run", w, n)}[:1+n%2]
				if err := s.Append(records...); err != nil {
					t.Error(err)
					return
				}
				for _, r := range records {
					ids[w] = append(ids[w], r.ID)
				}
			}
		})
	}
	wg.Wait()
	all := slices.Concat(ids...)
	slices.Sort(all)
	const want = writers * each * 3 / 2
	if len(slices.Compact(all)) != want || all[0] != 1 || all[want-1] != want || s.Last() != want || s.Count() != want {
		t.Errorf("%d ids from %d to %d, last is %d, count is %d; want 1 to %d", len(all), all[0], all[len(all)-1], s.Last(), s.Count(), want)
	}
	for w, list := range ids {
		if !slices.IsSorted(list) {
			t.Errorf("the ids of writer %d do not rise: %v", w, list)
		}
	}
}

func TestWalk(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Append(storagetest.Records(1, 300)...); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(1, 100, 101, 300); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name        string
		from        uint64
		newestFirst bool
		limit       int
		first, last uint64
		count       int
	}{
		{"all, oldest first", 0, false, 1000, 2, 299, 296},
		{"all, newest first", 0, true, 1000, 299, 2, 296},
		{"from one that is there", 50, false, 3, 50, 52, 3},
		{"from a gap upwards", 100, false, 2, 102, 103, 2},
		{"from a gap downwards", 101, true, 2, 99, 98, 2},
		{"from beyond the end downwards", 9999, true, 2, 299, 298, 2},
		{"from beyond the end upwards", 9999, false, 2, 0, 0, 0},
		{"from before the beginning downwards", 1, true, 2, 0, 0, 0},
		{"from the newest that is left", 299, true, 1, 299, 299, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var ids []uint64
			err := s.Walk(tt.from, tt.newestFirst, func(r *storage.Record) bool {
				ids = append(ids, r.ID)
				return len(ids) < tt.limit
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(ids) != tt.count {
				t.Fatalf("%d records, want %d: %v", len(ids), tt.count, ids)
			}
			if len(ids) > 0 && (ids[0] != tt.first || ids[len(ids)-1] != tt.last) {
				t.Errorf("from %d to %d, want from %d to %d", ids[0], ids[len(ids)-1], tt.first, tt.last)
			}
		})
	}
}

func TestWalkingLetsItsCallerUseTheStore(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Append(storagetest.Records(1, 10)...); err != nil {
		t.Fatal(err)
	}
	met := 0
	err := s.Walk(0, false, func(r *storage.Record) bool {
		met++
		if met < 10 {
			if err := errors.Join(s.Append(crashRecord("run", 0, met)), s.Delete(r.ID)); err != nil {
				t.Error(err)
			}
		}
		return met < 500
	})
	if err != nil || met < 10 {
		t.Errorf("met %d, %v", met, err)
	}
}

func TestAfterClose(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, getErr := s.Get(1)
	for what, err := range map[string]error{
		"append": s.Append(crashRecord("run", 0, 0)),
		"get":    getErr,
		"walk":   s.Walk(0, false, func(*storage.Record) bool { return true }),
		"put":    s.PutDocument("a", "b", nil),
	} {
		if !errors.Is(err, storage.ErrClosed) || (what == "append" && !errors.Is(err, storage.ErrStore)) {
			t.Errorf("%s gives %v", what, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing twice gives %v", err)
	}
	if err := s.Append(); err != nil {
		t.Errorf("appending nothing gives %v", err)
	}
}

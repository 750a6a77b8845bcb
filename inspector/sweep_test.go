package inspector

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ringback/storage"
)

func TestReadyMadeFiltersMeanWhatTheirFilterMeans(t *testing.T) {
	i := openSearch(t, 900)
	if err := i.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for q := range quickCount {
		want, err := i.IDs(q, Span{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := searchFor(t, i, q.Filter()).IDs(t.Context(), nil)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %d found, want %d, %v", q.Filter(), len(got), len(want), err)
		}
	}
}

func openAgain(t *testing.T, path string) *Inspector {
	t.Helper()
	i, err := Open(path, Options{Keeper: &SecretFile{Path: path + ".secrets"}})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestAnIndexOfOlderRulesIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	i := openAgain(t, path)
	if err := i.store.Append(recordsAgain(600)...); err != nil {
		t.Fatal(err)
	}
	if err := i.store.ResetIndex("1.0"); err != nil {
		t.Fatal(err)
	}
	if err := i.store.PutBlock(0, make([]storage.Row, blockSize), make([]byte, storage.SignatureBytes)); err != nil {
		t.Fatal(err)
	}
	if err := i.Close(); err != nil {
		t.Fatal(err)
	}
	i = openAgain(t, path)
	for range 2 {
		tally, err := searchFor(t, i, "keyword:foo").Tally(t.Context(), Span{}, 0, nil)
		if err != nil || tally.Count != 600 {
			t.Errorf("there are %+v, %v", tally, err)
		}
		if err := i.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := i.Close(); err != nil {
		t.Error(err)
	}
}

func TestATornIndexHidesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	i := openAgain(t, path)
	if err := i.store.Append(recordsAgain(600)...); err != nil {
		t.Fatal(err)
	}
	if err := i.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := i.Close(); err != nil {
		t.Fatal(err)
	}
	tear(t, path)
	i = openAgain(t, path)
	got, err := searchFor(t, i, "keyword:foo").IDs(t.Context(), nil)
	if err != nil || len(got) != 600 {
		t.Errorf("%d are found, %v", len(got), err)
	}
	if err := i.Close(); err != nil {
		t.Error(err)
	}
}

// tear spoils the heads of the pages on which block 0 begins, which is found by
// its column of times.
func tear(t *testing.T, path string) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := binary.LittleEndian.AppendUint64(nil, uint64(searchNow.UnixMicro()))
	column := bytes.Repeat(at, 200)
	torn, page := 0, os.Getpagesize()
	for from := 0; ; torn++ {
		k := bytes.Index(file[from:], column)
		if k < 0 {
			break
		}
		start := (from + k) / page * page
		copy(file[start:], bytes.Repeat([]byte{0xff}, 16))
		from = start + 8*page // of one block only
	}
	if torn == 0 {
		t.Fatal("no block was found in the file")
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

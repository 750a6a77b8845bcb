package storagetest

import (
	"errors"
	"path/filepath"
	"testing"

	"ringback/storage"
)

// Open opens a new store in a temporary folder. At the end of the test it is
// checked for consistency and closed.
func Open(t testing.TB, o storage.Options) *storage.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "ringback", "ringback.db"), o)
}

// OpenAt is Open for a file that may exist. A test may close it before its end.
func OpenAt(t testing.TB, path string, o storage.Options) *storage.Store {
	t.Helper()
	s, err := storage.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Check(); err != nil && !errors.Is(err, storage.ErrClosed) {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

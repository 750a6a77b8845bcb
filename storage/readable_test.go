package storage

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func TestHasFreeList(t *testing.T) {
	for name, noList := range map[string]bool{"listed": false, "not listed": true} {
		path := filepath.Join(t.TempDir(), "b.db")
		for range 3 { // both metas
			db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: noList})
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucketIfNotExists([]byte("b")); return err }); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if listed, err := hasFreeList(path); err != nil || listed == noList {
			t.Errorf("%s: %v, %v", name, listed, err)
		}
	}
	if listed, err := hasFreeList(filepath.Join(t.TempDir(), "missing")); err != nil || !listed {
		t.Errorf("missing: %v, %v", listed, err)
	}
}

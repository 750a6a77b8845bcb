package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// oldFile makes a file of schema 0, which never was: a bucket "calls" instead
// of "callbacks".
func oldFile(t *testing.T) *bolt.DB {
	t.Helper()
	db, err := bolt.Open(filepath.Join(t.TempDir(), "old.db"), fileMode, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	err = db.Update(func(tx *bolt.Tx) error {
		calls, err := tx.CreateBucket([]byte("calls"))
		if err != nil {
			return err
		}
		meta, err := tx.CreateBucket([]byte(bucketMeta))
		if err != nil {
			return err
		}
		return errors.Join(calls.Put(key8(1), []byte("first")), putNumber(meta, metaSchema, 0))
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func moveCalls(tx *bolt.Tx) error {
	b, err := tx.CreateBucket([]byte(bucketCallbacks))
	if err != nil {
		return err
	}
	err = tx.Bucket([]byte("calls")).ForEach(b.Put)
	return errors.Join(err, tx.DeleteBucket([]byte("calls")))
}

func TestAnOldFileIsMigrated(t *testing.T) {
	db := oldFile(t)
	if err := prepare(db, time.Now(), 1, []migration{{0, moveCalls}}); err != nil {
		t.Fatal(err)
	}
	version, _, err := schemaOf(db, 1)
	if err != nil || version != 1 {
		t.Errorf("the schema is %d, %v", version, err)
	}
	_ = db.View(func(tx *bolt.Tx) error {
		if got := tx.Bucket([]byte(bucketCallbacks)).Get(key8(1)); string(got) != "first" {
			t.Errorf("what was stored is %q", got)
		}
		return nil
	})
}

func TestAMigrationThatFailsLeavesTheOldFile(t *testing.T) {
	db, broken := oldFile(t), errors.New("broken")
	steps := []migration{{0, moveCalls}, {1, func(*bolt.Tx) error { return broken }}}
	if err := prepare(db, time.Now(), 2, steps); !errors.Is(err, broken) {
		t.Errorf("it ends with %v", err)
	}
	version, _, err := schemaOf(db, 2)
	if err != nil || version != 0 {
		t.Errorf("the schema is %d, %v", version, err)
	}
	_ = db.View(func(tx *bolt.Tx) error {
		if tx.Bucket([]byte("calls")) == nil {
			t.Error("the first step was kept")
		}
		return nil
	})
}

func TestAFileWithoutAWayToTodayIsRefused(t *testing.T) {
	if err := prepare(oldFile(t), time.Now(), 2, []migration{{0, moveCalls}}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("it ends with %v", err)
	}
}

func TestAFileFromTheFutureIsNotTouched(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	db, err := bolt.Open(path, fileMode, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error { return layOut(tx, time.Now(), 99) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{})
	if !errors.Is(err, ErrNewer) {
		t.Fatalf("it opens with %v", err)
	}
	if want := "its schema is 99, this version knows schemas up to 2"; !contains(err, want) {
		t.Errorf("%q does not say %q", err, want)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("the file was changed (%v)", err)
	}
}

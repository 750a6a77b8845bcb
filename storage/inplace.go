package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// inPlace makes sure that the open file is the one at the path. A file that
// was removed takes writes without complaint, and loses them when it is closed;
// so one that is gone is written anew from what is still open, and nothing
// acknowledged is lost.
func (w *writer) inPlace() error {
	there, err := identityAt(w.path)
	switch {
	case err == nil && there.same(w.file.identity):
		return nil
	case err == nil:
		return ErrReplaced
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case w.file.db == nil:
		return fmt.Errorf("the database file was removed: %w", w.file.cause)
	}
	w.options.Log.Error("the database file was removed; it is written anew", "path", w.path)
	if err := w.rescue(); err != nil {
		return fmt.Errorf("the database file was removed and cannot be written anew: %w", err)
	}
	return nil
}

// rescue puts a copy of the open, removed file at the path and goes on with it.
func (w *writer) rescue() error {
	dir := filepath.Dir(w.path)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, filepath.Base(w.path)+".*") // of mode 0600
	if err != nil {
		return err
	}
	err = w.file.db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(tmp)
		return err
	})
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = w.moveTo(tmp.Name())
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return syncFolder(dir)
}

// moveTo gives the copy its name and goes on with it. It is locked before it
// has its name, so that no other process can take it in between.
func (w *writer) moveTo(name string) error {
	db, id, err := w.openBolt(name, false)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(w.path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrReplaced, err, db.Close())
	}
	if err := os.Rename(name, w.path); err != nil {
		return errors.Join(err, db.Close())
	}
	w.file.Lock()
	defer w.file.Unlock()
	if err := w.file.db.Close(); err != nil {
		w.options.Log.Warn("the removed database file did not close", "cause", err)
	}
	w.file.db, w.file.identity = db, id
	w.broken = false
	return nil
}

// reopen opens the file at the path again. Until it can be, there is nothing
// to read from either: the lock that keeps other processes out is on the open
// file, so the old one must be closed first.
func (w *writer) reopen() error {
	w.file.Lock()
	defer w.file.Unlock()
	if w.file.db != nil {
		if err := w.file.db.Close(); err != nil {
			w.options.Log.Warn("the database file did not close", "cause", err)
		}
	}
	db, id, err := w.openBolt(w.path, false)
	if err == nil && !id.same(w.file.identity) {
		err = errors.Join(ErrReplaced, db.Close())
	}
	if err != nil {
		w.file.db, w.file.cause = nil, fmt.Errorf("%w: the file cannot be opened again: %w", ErrStore, err)
		return err
	}
	w.file.db = db
	return db.View(func(tx *bolt.Tx) error { w.counts.read(tx)(); return nil })
}

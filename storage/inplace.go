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
	there, size, err := identityAt(w.path)
	used := w.counts.size.Load()
	switch {
	case err == nil && !there.same(w.file.identity):
		return ErrReplaced
	case err == nil && size < used:
		return cutOff(size, used)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case w.file.db == nil:
		return fmt.Errorf("the database file was removed: %w", w.file.cause)
	}
	if err := w.rescue(); err != nil {
		return fmt.Errorf("the database file was removed and cannot be written anew: %w", err)
	}
	w.options.Log.Error("the database file was removed; it has been written anew", "path", w.path)
	return nil
}

// look is what a store does that has nothing to write.
func (w *writer) look() error {
	if err := w.inPlace(); err != nil {
		return w.result(err)
	}
	return nil
}

// rescue puts a copy of the open, removed file at the path and goes on with it.
func (w *writer) rescue() error {
	named := newNames(w.path)
	if err := os.MkdirAll(filepath.Dir(w.path), folderMode); err != nil {
		return err
	}
	// The same name each time, so that an error that stays reads the same.
	name := w.path + ".new"
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	tmp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = w.copyTo(tmp)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = w.moveTo(name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return syncFolders(named)
}

// moveTo gives the copy its name and goes on with it. It is locked before it
// has its name, so that no other process can take it in between.
func (w *writer) moveTo(name string) error {
	f, err := w.openBolt(name, false)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(w.path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrReplaced, err, f.db.Close())
	}
	if err := os.Rename(name, w.path); err != nil {
		return errors.Join(err, f.db.Close())
	}
	w.file.Lock()
	defer w.file.Unlock()
	if err := w.file.close(); err != nil {
		w.options.Log.Warn("the removed database file did not close", "cause", err)
	}
	w.file.opened = f
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
		if err := w.file.close(); err != nil {
			w.options.Log.Warn("the database file did not close", "cause", err)
		}
		w.file.db = nil
	}
	f, err := w.openBolt(w.path, false)
	if err == nil && !f.identity.same(w.file.identity) {
		err = errors.Join(ErrReplaced, f.db.Close())
	}
	if err != nil {
		w.file.cause = fmt.Errorf("%w: the file cannot be opened again: %w", ErrStore, err)
		return err
	}
	w.file.opened = f
	return guard(func() error {
		return f.db.View(func(tx *bolt.Tx) error { w.counts.read(tx)(); return nil })
	})
}

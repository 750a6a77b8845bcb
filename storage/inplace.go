package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// inPlace makes sure, before a commit, that the open file is the one at the
// path: a file that was removed takes writes without complaint, and loses them
// all when it is closed. One that is gone is written anew from what is still
// open, so that nothing acknowledged is lost.
func (s *Store) inPlace() error {
	info, err := os.Stat(s.path)
	switch {
	case err == nil && os.SameFile(info, s.file):
		return nil
	case err == nil:
		return ErrReplaced
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	s.log.Error("the database file was removed; it is written anew", "path", s.path)
	if err := s.rescue(); err != nil {
		return fmt.Errorf("the database file was removed and cannot be written anew: %w", err)
	}
	return nil
}

// rescue writes a copy of the open, removed file to the path, and goes on with it.
func (s *Store) rescue() (err error) {
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, filepath.Base(s.path)+".*") // of mode 0600 by itself
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	err = s.db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(tmp)
		return err
	})
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	// Unlike a rename, a link fails where a file has come meanwhile.
	if err := os.Link(tmp.Name(), s.path); err != nil {
		return err
	}
	_ = os.Remove(tmp.Name())
	return s.reopen()
}

// reopen opens the file at the path again and goes on with it.
func (s *Store) reopen() error {
	s.swap.Lock()
	defer s.swap.Unlock()
	old := s.db
	if info, err := os.Stat(s.path); err == nil && os.SameFile(info, s.file) {
		// Its lock is ours; a second one on the same file would wait for it.
		if err := old.Close(); err != nil {
			return err
		}
		old = nil
	}
	db, info, err := s.openFile()
	if err != nil {
		return err
	}
	s.db, s.file = db, info
	if old != nil {
		return old.Close()
	}
	return nil
}

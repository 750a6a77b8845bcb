package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	fileMode   = 0o600
	folderMode = 0o700
)

func (s *Store) open() error {
	dir := filepath.Dir(s.path)
	if !s.options.ReadOnly {
		if err := os.MkdirAll(dir, folderMode); err != nil {
			return err
		}
	}
	fresh, err := s.inspect()
	if err != nil {
		return err
	}
	if s.file.db, s.file.identity, err = s.openBolt(s.path, s.options.ReadOnly); err != nil {
		return err
	}
	if !s.options.ReadOnly {
		err = prepare(s.file.db, s.options.Now(), schemaVersion, migrations())
	}
	if err == nil && fresh {
		// The name of a new file is not safe before its folder is.
		err = errors.Join(syncFolder(dir), syncFolder(filepath.Dir(dir)))
	}
	if err == nil {
		err = s.file.db.View(func(tx *bolt.Tx) error { s.counts.read(tx)(); return nil })
	}
	if err != nil {
		return errors.Join(err, s.file.db.Close())
	}
	return nil
}

// inspect looks at the file before it is opened for writing, so that one that
// is not ours, or too new, is not touched at all.
func (s *Store) inspect() (fresh bool, err error) {
	info, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) && !s.options.ReadOnly {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if info.Size() == 0 && !s.options.ReadOnly { // a crash came before its first page
		return true, nil
	}
	db, _, err := s.openBolt(s.path, true)
	if err != nil {
		return false, err
	}
	defer db.Close()
	// Reading beyond the end of a mapped file ends the program, so a file that
	// was cut off must be found before anything in it is read.
	if err := db.View(func(tx *bolt.Tx) error {
		if info, err = os.Stat(s.path); err == nil && info.Size() < tx.Size() {
			err = fmt.Errorf("%w: it is cut off, %d bytes of %d are there", ErrDamaged, info.Size(), tx.Size())
		}
		return err
	}); err != nil {
		return false, err
	}
	version, fresh, err := schemaOf(db, schemaVersion)
	if err == nil && s.options.ReadOnly && (fresh || version != schemaVersion) {
		err = fmt.Errorf("%w: schema %d must be opened for writing first", ErrReadOnly, version)
	}
	return fresh, err
}

// openBolt opens and locks a file.
func (s *Store) openBolt(path string, readOnly bool) (*bolt.DB, identity, error) {
	var file *os.File
	o := &bolt.Options{
		ReadOnly:     readOnly,
		Timeout:      max(s.options.LockTimeout, time.Nanosecond), // 0 would wait for ever
		FreelistType: bolt.FreelistMapType,
		// Commits decide about the list of free pages; see writer.go. Opening
		// must not write.
		NoFreelistSync: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			file, err = s.options.OpenFile(name, flag, mode)
			return file, err
		},
	}
	if runtime.GOOS != "windows" { // where the file would grow to this size
		o.InitialMmapSize = 1 << 30 // to enlarge the mapping means to wait for all readers
	}
	db, err := bolt.Open(path, fileMode, o)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, identity{}, ErrLocked
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return nil, identity{}, fmt.Errorf("%w (%w)", ErrNotOurs, err)
	case err != nil:
		return nil, identity{}, err
	}
	id, err := identityOf(file)
	if err != nil {
		return nil, identity{}, errors.Join(err, db.Close())
	}
	return db, id, nil
}

// syncFolder makes the names in a folder survive a loss of power.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" { // a folder cannot be synced there
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

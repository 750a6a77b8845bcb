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
	named := newNames(s.path)
	if !s.options.ReadOnly {
		if err := os.MkdirAll(filepath.Dir(s.path), folderMode); err != nil {
			return err
		}
	}
	fresh, err := s.inspect()
	if err != nil {
		return err
	}
	if s.file.opened, err = s.openBolt(s.path, s.options.ReadOnly); err != nil {
		return err
	}
	if !s.options.ReadOnly {
		err = prepare(s.file.db, s.options.Now(), schemaVersion, migrations())
	}
	if err == nil && fresh {
		err = syncFolders(named)
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
	o, err := s.openBolt(s.path, true)
	if err != nil {
		return false, err
	}
	defer o.db.Close()
	// Reading beyond the end of a mapped file ends the program, so a file that
	// was cut off must be found before anything in it is read.
	if err := o.db.View(func(tx *bolt.Tx) error {
		if info.Size() < tx.Size() {
			return cutOff(info.Size(), tx.Size())
		}
		return nil
	}); err != nil {
		return false, err
	}
	var version uint64
	err = guard(func() (err error) {
		version, fresh, err = schemaOf(o.db, schemaVersion)
		if err == nil && !fresh && version == schemaVersion {
			err = complete(o.db)
		}
		return err
	})
	if err == nil && s.options.ReadOnly && (fresh || version != schemaVersion) {
		err = fmt.Errorf("%w: schema %d must be opened for writing first", ErrReadOnly, version)
	}
	return fresh, err
}

// openBolt opens and locks a file.
func (s *Store) openBolt(path string, readOnly bool) (opened, error) {
	var f opened
	if !readOnly {
		if err := s.readable(path); err != nil {
			return f, err
		}
	}
	o := &bolt.Options{
		ReadOnly:     readOnly,
		Timeout:      max(s.options.LockTimeout, time.Nanosecond), // 0 would wait for ever
		FreelistType: bolt.FreelistMapType,
		// Commits decide about the list of free pages; see commit.go. Opening
		// must not write.
		NoFreelistSync: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
			f.handle, err = s.options.OpenFile(name, flag, mode)
			return f.handle, err
		},
	}
	if runtime.GOOS != "windows" { // where the file would grow to this size
		o.InitialMmapSize = 1 << 30 // to enlarge the mapping means to wait for all readers
	}
	err := guard(func() (err error) {
		f.db, err = bolt.Open(path, fileMode, o)
		return err
	})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return opened{}, ErrLocked
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return opened{}, fmt.Errorf("%w (%w)", ErrNotOurs, err)
	case errors.Is(err, ErrDamaged) && f.handle != nil:
		return opened{}, errors.Join(err, f.handle.Close()) // else it stays locked
	case err != nil:
		return opened{}, err
	}
	if f.identity, _, err = identityOf(f.handle); err != nil {
		return opened{}, errors.Join(err, f.db.Close())
	}
	return f, nil
}

// newNames returns the folders that get a new name when the file at path is
// made: its own and, where that is missing, those above.
func newNames(path string) []string {
	folders := []string{filepath.Dir(path)}
	for {
		dir := folders[len(folders)-1]
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return folders
		}
		folders = append(folders, filepath.Dir(dir))
	}
}

// syncFolders makes the names in folders survive a loss of power.
func syncFolders(folders []string) error {
	if runtime.GOOS == "windows" { // a folder cannot be synced there
		return nil
	}
	for _, dir := range folders {
		f, err := os.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

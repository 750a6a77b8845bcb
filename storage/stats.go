package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Stats are counts, sizes and ages of a store.
type Stats struct {
	Callbacks uint64
	// Oldest and Newest are ids, 0 where nothing is stored.
	Oldest, Newest uint64
	// FileSize and FreeBytes are bytes; free ones are used before the file grows.
	FileSize, FreeBytes int64
	Created             time.Time
}

// Stats returns counts, sizes and ages.
func (s *Store) Stats() (Stats, error) {
	st := Stats{Callbacks: s.Count()}
	err := s.view(func(tx *bolt.Tx) error {
		c := tx.Bucket([]byte(bucketCallbacks)).Cursor()
		if k, _ := c.First(); k != nil {
			st.Oldest = binary.BigEndian.Uint64(k)
		}
		if k, _ := c.Last(); k != nil {
			st.Newest = binary.BigEndian.Uint64(k)
		}
		st.Created = time.Unix(int64(number(tx.Bucket([]byte(bucketMeta)), metaCreated)), 0).UTC()
		st.FileSize = tx.Size()
		free := tx.DB().Stats()
		st.FreeBytes = int64(free.FreePageN+free.PendingPageN) * int64(tx.DB().Info().PageSize)
		return nil
	})
	if info, err := os.Stat(s.path); err == nil { // bbolt lets the file grow ahead of its use
		st.FreeBytes += max(info.Size()-st.FileSize, 0)
		st.FileSize = max(st.FileSize, info.Size())
	}
	if err != nil {
		return Stats{}, fmt.Errorf("read stats: %w", err)
	}
	return st, nil
}

// Backup writes a consistent copy of the database while it is in use, and
// returns its size in bytes. What is appended meanwhile is not in it. The copy
// is made beside the database first where w is no file: while it is made a read
// transaction is open, for which a file that must grow waits, and whoever reads
// a pipe may take as long as they like.
func (s *Store) Backup(w io.Writer) (int64, error) {
	size, err := s.backup(w)
	if err != nil {
		return size, fmt.Errorf("back up the database: %w", err)
	}
	return size, nil
}

func (s *Store) backup(w io.Writer) (size int64, err error) {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return s.copyTo(f)
		}
	}
	tmp, err := os.CreateTemp(filepath.Dir(s.path), filepath.Base(s.path)+".copy.*") // 0600 by its own rule
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, tmp.Close(), os.Remove(tmp.Name())) }()
	if _, err = s.copyTo(tmp); err != nil {
		return 0, err
	}
	if _, err = tmp.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	return io.Copy(w, tmp)
}

func (s *Store) copyTo(w io.Writer) (size int64, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		size, err = tx.WriteTo(w)
		return err
	})
	return size, err
}

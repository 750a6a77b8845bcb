package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// Stats are counts and sizes.
type Stats struct {
	Callbacks uint64
	// Oldest and Newest are ids, 0 where nothing is stored.
	Oldest, Newest uint64
	// FileSize and FreeBytes are bytes; free ones are used before the file grows.
	FileSize, FreeBytes int64
}

// Stats returns counts and sizes.
func (s *Store) Stats() (Stats, error) {
	st := Stats{Callbacks: s.Count()}
	err := s.view(func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketCallbacks).Cursor()
		if k, _ := c.First(); k != nil {
			st.Oldest = binary.BigEndian.Uint64(k)
		}
		if k, _ := c.Last(); k != nil {
			st.Newest = binary.BigEndian.Uint64(k)
		}
		st.FileSize = tx.Size()
		free := tx.DB().Stats()
		st.FreeBytes = int64(free.FreePageN+free.PendingPageN) * int64(tx.DB().Info().PageSize)
		return nil
	})
	return st, err
}

// Backup writes a consistent copy of the database while it is in use, and
// returns its size.
func (s *Store) Backup(w io.Writer) (n int64, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		n, err = tx.WriteTo(w)
		return err
	})
	return n, err
}

// Check reads the whole file and returns what bbolt finds wrong with it.
func (s *Store) Check() error {
	return s.view(func(tx *bolt.Tx) error {
		var all []error
		for err := range tx.Check() {
			all = append(all, err)
		}
		if len(all) > 0 {
			return fmt.Errorf("check database: %w", errors.Join(all...))
		}
		return nil
	})
}

package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	fileMode   = 0o600
	folderMode = 0o700
)

// Store is an open database. All methods may be called from any goroutine.
type Store struct {
	path    string
	options Options
	log     *slog.Logger

	swap sync.RWMutex // held by readers; by the writer while it swaps db
	db   *bolt.DB
	file os.FileInfo // the file that db has open

	counts   counts
	answered pendingAnswers
	writer   writer
	health   health
}

// counts mirror what the file says, as of the last commit.
type counts struct {
	last    atomic.Uint64 // newest id ever given
	deleted atomic.Uint64
	blocks  atomic.Uint64 // whole blocks in the index
}

// Options say how to open a store. The zero value is right for a program.
type Options struct {
	// LockTimeout is how long to wait for another process; 0 is 200 ms.
	LockTimeout time.Duration
	// Log gets what happens in the background; nil discards it.
	Log *slog.Logger
	// OnHealth is called, from the writing goroutine, when [Store.Health] changes.
	OnHealth func(Health)
	// OpenFile opens the database file; nil is os.OpenFile. Tests look on
	// through it.
	OpenFile func(name string, flag int, mode os.FileMode) (*os.File, error)
}

// Open opens the database at path and creates it, with its folder, where it is
// missing. The file has mode 0600 and a new folder 0700. It fails with
// [ErrLocked], [ErrNewer], [ErrNotOurs] or an error of the system.
func Open(path string, o Options) (*Store, error) {
	s, err := open(path, o)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	go s.write()
	return s, nil
}

func open(path string, o Options) (*Store, error) {
	if o.LockTimeout == 0 {
		o.LockTimeout = 200 * time.Millisecond
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, options: o, log: o.Log}
	s.writer.init()
	s.answered.init()
	s.health.init(o.OnHealth)
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return nil, err
	}
	if s.db, s.file, err = s.openFile(); err != nil {
		return nil, err
	}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// openFile opens the file at the path of the store.
func (s *Store) openFile() (*bolt.DB, os.FileInfo, error) {
	var file *os.File
	opener := s.options.OpenFile
	if opener == nil {
		opener = os.OpenFile
	}
	o := &bolt.Options{
		Timeout:      s.options.LockTimeout,
		FreelistType: bolt.FreelistMapType,
		// Writing the list of free pages with each commit costs more the more
		// there are. It is written when the store is idle and at its end; after
		// a crash bbolt finds the free pages by reading the file.
		NoFreelistSync: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			f, err = opener(name, flag, mode)
			file = f
			return f, err
		},
	}
	if runtime.GOOS != "windows" { // there the file itself would grow to this size
		o.InitialMmapSize = 1 << 30 // growing the mapping waits for readers
	}
	db, err := bolt.Open(s.path, fileMode, o)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, nil, ErrLocked
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return nil, nil, fmt.Errorf("%w (%w)", ErrNotOurs, err)
	case err != nil:
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, info, nil
}

// prepare checks the schema, migrates an older one, and reads the counts.
func (s *Store) prepare() error {
	if err := prepareSchema(s.db, migrations); err != nil {
		return err
	}
	return s.db.View(func(tx *bolt.Tx) error {
		s.counts.last.Store(tx.Bucket(bucketCallbacks).Sequence())
		if v := tx.Bucket(bucketMeta).Get(metaDeleted); v != nil {
			s.counts.deleted.Store(binary.BigEndian.Uint64(v))
		}
		s.counts.blocks.Store(wholeBlocks(tx))
		return nil
	})
}

// Close stores what is under way, and closes the file. What comes after it is
// [ErrClosed].
func (s *Store) Close() error {
	s.writer.close()
	<-s.writer.done
	s.swap.Lock()
	defer s.swap.Unlock()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// view runs fn in a read transaction. What fn is given is valid during fn only.
func (s *Store) view(fn func(tx *bolt.Tx) error) error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	err := s.db.View(fn)
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

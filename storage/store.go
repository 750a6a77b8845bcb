package storage

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Store is an open database. All methods may be called from any goroutine.
type Store struct {
	path    string
	options Options
	file    openFile
	queue   queue
	answers answers
	health  health
	counts  counts
	writer  writer
}

// Options say how to open a store. The zero value is right for a program.
type Options struct {
	// ReadOnly opens an existing file without changing it. It fails while
	// another process has the file open for writing.
	ReadOnly bool
	// LockTimeout is how long to wait for another process that has the file
	// open; 0 does not wait.
	LockTimeout time.Duration
	// Log gets what happens in the background; nil discards it.
	Log *slog.Logger
	// Now is the clock for what is kept and shown; nil is time.Now.
	Now func() time.Time
	// OnHealth is called when [Store.Health] changes, from the goroutine that
	// writes: it must not call methods of the store that write, or Close.
	OnHealth func(Health)
	// OpenFile opens the database file; nil is os.OpenFile. Tests break the
	// disk through it.
	OpenFile func(name string, flag int, mode os.FileMode) (*os.File, error)
}

// openFile is the file as it is open now. The writer alone replaces it, when
// the one at the path is gone or a commit failed; readers hold the lock.
type openFile struct {
	sync.RWMutex
	opened
	cause error // why db is nil: after Close, or where it could not be opened again
}

// opened is a database file that is open and locked.
type opened struct {
	db       *bolt.DB
	handle   *os.File // bbolt's
	identity identity // tells whether the path still leads to it
	stuck    bool     // bbolt panicked in a transaction, and keeps its lock for ever
}

// close gives the file up, with its lock. What is stuck is left as it is, but
// for the file.
func (f opened) close() error {
	if f.stuck {
		return f.handle.Close()
	}
	return f.db.Close()
}

// counts mirror the file as of the last commit.
type counts struct {
	size    atomic.Int64  // bytes of the file that are in use
	last    atomic.Uint64 // the newest id ever given
	deleted atomic.Uint64
	blocks  atomic.Uint64
}

// Open opens the database at path and creates it, of mode 0600, where it is
// missing, with its folder, of mode 0700. It fails with [ErrLocked],
// [ErrNewer], [ErrNotOurs] or [ErrDamaged], which leave the file as it was, or
// with an error of the system.
func Open(path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.OpenFile == nil {
		o.OpenFile = os.OpenFile
	}
	s := &Store{path: path, options: o}
	s.queue.wake = make(chan struct{}, 1)
	s.answers.pending = map[uint64]Outcome{}
	s.health.state = Health{OK: true, Since: o.Now()}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	s.writer = writer{Store: s, tried: time.Now(), ended: make(chan struct{})}
	if o.ReadOnly {
		s.queue.refuse(ErrReadOnly)
		close(s.writer.ended)
		return s, nil
	}
	go s.writer.run()
	return s, nil
}

// read takes the counts from a transaction; they show when what it returns is
// called.
func (c *counts) read(tx *bolt.Tx) (show func()) {
	meta := tx.Bucket([]byte(bucketMeta))
	last, size := tx.Bucket([]byte(bucketCallbacks)).Sequence(), tx.Size()
	deleted, blocks := number(meta, metaDeleted), number(meta, metaBlocks)
	return func() {
		c.size.Store(size)
		c.last.Store(last)
		c.deleted.Store(deleted)
		c.blocks.Store(blocks)
	}
}

// view runs fn in a read transaction. What fn is given is valid during fn only,
// and fn must not call another method of the store: a second transaction beside
// an open one can wait for ever.
func (s *Store) view(fn func(tx *bolt.Tx) error) error {
	s.file.RLock()
	defer s.file.RUnlock()
	if s.file.db == nil {
		return s.file.cause
	}
	used := s.counts.size.Load() // first, as the file may be growing
	if _, size, err := identityOf(s.file.handle); err == nil && size < used {
		return cutOff(size, used)
	}
	return guard(func() error { return s.file.db.View(fn) })
}

// Last returns the newest id that was ever given, 0 before the first.
func (s *Store) Last() uint64 { return s.counts.last.Load() }

// Count returns how many callbacks are stored.
func (s *Store) Count() uint64 {
	deleted := s.counts.deleted.Load() // before last, so that the difference cannot wrap
	return s.counts.last.Load() - deleted
}

// First returns the oldest id that is stored, 0 where there is none.
func (s *Store) First() (uint64, error) {
	var id uint64
	err := s.view(func(tx *bolt.Tx) error {
		if k, _ := tx.Bucket([]byte(bucketCallbacks)).Cursor().First(); k != nil {
			id = binary.BigEndian.Uint64(k)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("read the oldest id: %w", err)
	}
	return id, nil
}

// Close commits what is under way, and closes the file. Calls that come later
// fail with [ErrClosed].
func (s *Store) Close() error {
	s.queue.refuse(ErrClosed)
	<-s.writer.ended
	s.file.Lock()
	defer s.file.Unlock()
	f := s.file.opened
	s.file.opened, s.file.cause = opened{}, ErrClosed
	if f.db == nil {
		return nil
	}
	if err := f.close(); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

package storage

import "errors"

// Errors that callers tell apart; what is returned wraps them.
var (
	// ErrLocked means that another process has the database open.
	ErrLocked = errors.New("another process has the database open")
	// ErrNewer means that a newer version of the program wrote the file, which
	// is left as it was.
	ErrNewer = errors.New("the database was written by a newer version")
	// ErrNotOurs means that the file is something else than our database.
	ErrNotOurs = errors.New("not a database of this program")
	// ErrDamaged means that the file, or a value in it, cannot be what was written.
	ErrDamaged = errors.New("the database is damaged")
	// ErrNotFound means that no callback has this id.
	ErrNotFound = errors.New("no such callback")
	// ErrStore means that a change is not on disk: the caller must not
	// acknowledge it. The cause is wrapped too.
	ErrStore = errors.New("not stored")
	// ErrReplaced means that another file is now where the database was.
	ErrReplaced = errors.New("another file is in the place of the database")
	// ErrReadOnly means that the store was opened for reading.
	ErrReadOnly = errors.New("the database is open for reading only")
	// ErrClosed means that the store was closed.
	ErrClosed = errors.New("the database is closed")
)

package storage

import "errors"

// Errors that callers tell apart. They are wrapped with the operation.
var (
	// ErrLocked means that another process has the database open.
	ErrLocked = errors.New("another process has the database open")
	// ErrNewer means that a newer version of the program wrote the file. It is
	// left as it was.
	ErrNewer = errors.New("the database was written by a newer version")
	// ErrNotOurs means that the file is something else than such a database.
	ErrNotOurs = errors.New("not a database of this program")
	// ErrNotFound means that there is no callback with this id.
	ErrNotFound = errors.New("no such callback")
	// ErrStore means that a write did not reach the disk; nothing of it is stored.
	ErrStore = errors.New("not stored")
	// ErrReplaced means that another file lies at the path of the database now.
	ErrReplaced = errors.New("another file has taken the place of the database")
	// ErrClosed means that the store was closed.
	ErrClosed = errors.New("the database is closed")
)

package owner

import "errors"

var (
	// ErrNoOwner says that nobody answers for this database: the socket is
	// missing or stale, or its owner is just ending or hangs. The call has not
	// begun.
	ErrNoOwner = errors.New("no process serves this database")
	// ErrRefused says that the owner of the socket is another user. The call
	// has not begun.
	ErrRefused = errors.New("the process that holds the database belongs to another user")
	// ErrVersion says that the owner is a Ringback that speaks another version
	// of this protocol. The call has not begun.
	ErrVersion = errors.New("the process that holds the database is another version of Ringback")
	// ErrLost says that the connection broke before the exit status came. The
	// call may have been carried out in part.
	ErrLost = errors.New("lost the process that holds the database")

	errProtocol = errors.New("unexpected frame")
)

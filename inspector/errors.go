package inspector

import (
	"errors"
	"fmt"

	"ringback/storage"
)

// Errors that a face turns into words. They are wrapped with the operation.
var (
	// ErrNotFound means that there is no such callback, webhook or lease.
	ErrNotFound = errors.New("not found")
	// ErrExists means that the name, path or lease is taken.
	ErrExists = errors.New("exists already")
	// ErrInUse means that something else still refers to what should go.
	ErrInUse = errors.New("still in use")
	// ErrSecretUnavailable means that a secret is set but its keeper (the
	// keyring of the system) does not hand it out now.
	ErrSecretUnavailable = errors.New("secret unavailable")
)

// Errors of the database, for faces that do not know the storage.
var (
	// ErrDamaged means that the file, or a value in it, cannot be what was written.
	ErrDamaged = storage.ErrDamaged
	// ErrReplaced means that another file is now where the database was.
	ErrReplaced = storage.ErrReplaced
	// ErrStore means that a change is not on disk. The cause is wrapped too.
	ErrStore = storage.ErrStore
	// ErrClosed means that the database was closed.
	ErrClosed = storage.ErrClosed
)

// FieldError says which field of a form or flag holds a bad value, and why.
// Its text never repeats the value, which may be a secret.
type FieldError struct {
	Field  string // the name in JSON, such as "path"
	Reason string // a sentence without a full stop

	form string // the reason with verbs for args
	args []any
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// In returns the reason in other words: translate is told the English sentence, with verbs as
// those of [fmt.Sprintf] for args.
func (e *FieldError) In(translate func(sentence string, args ...any) string) string {
	if e.form == "" {
		return translate(e.Reason)
	}
	return translate(e.form, e.args...)
}

func badField(field, form string, args ...any) error {
	return &FieldError{Field: field, Reason: fmt.Sprintf(form, args...), form: form, args: args}
}

// BadField returns a [FieldError], for packages that check fields of their own.
func BadField(field, form string, args ...any) error { return badField(field, form, args...) }

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"ringback/app/owner"
	"ringback/inspector"
	"ringback/inspector/wire"
	"ringback/storage"
	"ringback/tunnel"
)

// Errors of the command line itself.
var (
	errServing     = errors.New("another Ringback has this database open and receives already")
	errEmptySecret = errors.New("the secret is empty")
	errFileExists  = errors.New("the file exists")
)

// remedies say what to try for an error. The first that matches counts.
var remedies = []struct {
	err    error
	remedy string
}{
	{tunnel.ErrInUse, "End the program that listens there, or choose another address: --listen 127.0.0.1:0 picks a free port."},
	{errServing, "Use it as it is: \"ringback callbacks\" shows what it received. Or choose another database with --db."},
	{errEmptySecret, "Put the secret into the file or pipe; to remove one, use --no-secret."},
	{errFileExists, "Choose another name, or replace it with --force."},
	{storage.ErrNewer, "Update Ringback, or choose another database with --db. The file was left as it was."},
	{storage.ErrNotOurs, "Choose another file with --db. This one was left as it was."},
	{storage.ErrDamaged, "Restore it from a backup, or choose another database with --db. The file was left as it was."},
	{storage.ErrReplaced, "Put the database file back in its place; callers get 503 until then."},
	{storage.ErrLocked, "End the other program, or choose another database with --db."},
	{storage.ErrStore, "Look whether the disk is full or read-only; callers get 503 until it can be written again."},
	{owner.ErrNoOwner, "Another program has the database open and does not answer. End it, or choose another database with --db."},
	{owner.ErrVersion, "Restart the running Ringback, so that both are of the same version."},
	{owner.ErrLost, "The running Ringback ended in the middle. Look with \"ringback callbacks\" what was done, and try again."},
	{inspector.ErrSecretUnavailable, "Unlock the keyring of your system, or set the secret again."},
	{inspector.ErrInUse, "Remove what refers to it first: \"ringback leases\" shows the leases."},
	{inspector.ErrExists, "Choose another one, or change the one there is with \"set\"."},
	{inspector.ErrNotFound, "\"ringback callbacks\", \"ringback webhooks\" and \"ringback leases\" show what there is."},
	{wire.ErrNoRequestLine, "Begin with a line such as \"POST /sms/in HTTP/1.1\", then headers, an empty line, and the body."},
	{wire.ErrBodyLength, "Correct Content-Length, or leave it out."},
	{fs.ErrPermission, "Look at who owns the file and its folder, or choose another place with --db."},
	{fs.ErrNotExist, "Check the name of the file."},
}

// complain says on stderr what happened, in one line, and what to try, in another.
func (p *program) complain(err error) {
	fmt.Fprintf(p.stderr, "ringback: %s\n", printable(strings.ReplaceAll(err.Error(), "\n", "; ")))
	for _, r := range remedies {
		if errors.Is(err, r.err) {
			fmt.Fprintln(p.stderr, r.remedy)
			return
		}
	}
	var line *inspector.LineError
	var field *inspector.FieldError
	switch {
	case errors.As(err, &line):
		fmt.Fprintln(p.stderr, "Correct this line, or take it out; nothing of the file was stored.")
	case errors.As(err, &field):
		fmt.Fprintln(p.stderr, "Give another value; nothing was changed.")
	}
}

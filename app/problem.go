package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"ringback/app/owner"
	"ringback/assets"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/replay"
	"ringback/inspector/scenario"
	"ringback/inspector/simulate"
	"ringback/inspector/wire"
	"ringback/storage"
	"ringback/tunnel"
)

// Errors of the command line itself.
var (
	errServing     = errors.New("another Ringback has this database open and receives already")
	errEmptySecret = errors.New("there is nothing in it")
	errTerminal    = errors.New("a database is nothing for a terminal")
	errNoDatabase  = errors.New("there is no database of this name")
	errFileExists  = errors.New("the file exists")
	errDatabase    = errors.New("this is the database itself")
	errNotRegular  = errors.New("not a regular file")
	errTooLarge    = errors.New("larger than what is read as a whole")
	errNotText     = errors.New("not text in UTF-8")
	errInterrupted = errors.New("interrupted")
	errNotPublic   = errors.New("the tunnel is not online")
	errReplayed    = errors.New("not delivered")
	errLooped      = errors.New("what was sent came back to this receiver; no more is sent")
	errChanged     = errors.New("the answer changed")
	errNothing     = errors.New("no callback is meant")
	errElsewhere   = errors.New("the running Ringback, which does the work, cannot open this name")
)

// complain says on stderr what happened, in one line, and what to try, in another.
func (p *program) complain(err error) {
	if errors.Is(err, context.Canceled) {
		err = errInterrupted // where it was then tells nobody anything
	}
	fmt.Fprintf(p.stderr, "ringback: %s\n%s\n", printable(strings.ReplaceAll(err.Error(), "\n", "; ")), remedy(err))
}

// remedy says what to try for an error.
func remedy(err error) string {
	var line *inspector.LineError
	var field *inspector.FieldError
	var unreached *unreached
	var network *net.OpError
	var place *scenario.Error
	switch {
	case errors.As(err, &place):
		return "Correct it there. Nothing was sent. \"ringback simulate show\" prints scenarios that are right."
	case errors.As(err, &line):
		return "Correct this line or take it out. Nothing of the file was stored."
	case errors.As(err, &field):
		return "Give another value. Nothing was done."
	case errors.As(err, &unreached):
		return unreached.Hint
	}
	for _, known := range remedies() {
		if errors.Is(err, known.err) {
			return known.remedy
		}
	}
	switch {
	case errors.As(err, &network) && network.Op == "listen":
		return "Choose an address of this machine with --listen; ports below 1024 need special rights."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "Look at who may write to the file and its folder, or choose another place; --db says where the database is."
	case errors.Is(err, syscall.ENOSPC):
		return "Make room on the disk, or choose another place."
	case errors.Is(err, fs.ErrNotExist):
		return "Check the name of the file."
	}
	return "Try again with --log-level debug to see more."
}

// known is an error and what to try.
type known struct {
	err    error
	remedy string
}

// remedies are in order: the first that matches counts.
func remedies() []known {
	return []known{
		{errInterrupted, "Start it again when you like."},
		{errServing, "Use it as it is: \"ringback callbacks\" shows what it received. Or choose another database with --db."},
		{errNoDatabase, "Check --db and RINGBACK_DB. \"ringback serve\", the window, and commands that set or import something make a new one."},
		{errTerminal, "Name a file, or send stdout into a file or pipe."},
		{errEmptySecret, "Put the secret or authtoken into the file or pipe; to remove one, use --no-secret or --remove."},
		{errFileExists, "Choose another name, or replace it with --force."},
		{errDatabase, "Choose another name."},
		{errNotRegular, "Choose another name; - is stdout."},
		{errTooLarge, "Give a smaller file."},
		{errNotOnline, "\"ringback tunnel\" says how it is doing. To look at another address, name it: ringback check URL."},
		{errNoCertificate, "It begins with a line -----BEGIN CERTIFICATE-----; export it so."},
		{gatewayapi.ErrNotObject, "What is signed must be a JSON object."},
		{syscall.EISDIR, "Name a file, not a folder."},
		{errElsewhere, "Give it to stdin: name the file - (or use --secret-stdin), and pipe it in."},
		{errNotText, "Give a file with text in it."},
		{tunnel.ErrInUse, "End the program that listens there, or choose another address: --listen 127.0.0.1:0 picks a free port."},
		{storage.ErrNewer, "Update Ringback, or choose another database with --db. The file was left as it was."},
		{storage.ErrNotOurs, "Choose another file with --db. This one was left as it was."},
		{storage.ErrDamaged, "Restore it from a backup, or choose another database with --db. The file was left as it was."},
		{storage.ErrReplaced, "Put the database file back in its place; callers get 503 until then."},
		{storage.ErrLocked, "End the other program, or choose another database with --db."},
		{storage.ErrStore, "Look whether the disk is full or read-only; callers get 503 until it can be written again."},
		{owner.ErrNoOwner, "Another program has the database open and does not answer. End it, or choose another database with --db."},
		{owner.ErrRefused, "Work as the user who runs it, or choose another database with --db."},
		{owner.ErrVersion, "Restart the running Ringback, so that both are of the same version."},
		{owner.ErrLost, "The running Ringback ended in the middle. Look with \"ringback callbacks\" what was done, and try again."},
		{tunnel.ErrBadConfig, "Correct the file, or keep the authtoken with \"ringback tunnel token --stdin\", which comes first."},
		{inspector.ErrSecretUnavailable, "Unlock the keyring of your system, or set the secret again."},
		{inspector.ErrInUse, "Remove what refers to it first: \"ringback leases\" shows the leases."},
		{inspector.ErrExists, "Choose another one, or remove the one there is first; webhooks can also be changed with \"set\"."},
		{inspector.ErrNotFound, "\"ringback callbacks\", \"ringback webhooks\", \"ringback leases\", \"ringback targets\", \"ringback suites\" and \"ringback views\" show what there is."},
		{simulate.ErrNotLeased, "\"ringback leases add\" leases it; --webhook LABEL sends it as if it were leased to that webhook."},
		{errUndelivered, "Look at what the receiver says of it; \"ringback callbacks\" shows what arrived here. --retry repeats what fails."},
		{errReplayed, "\"ringback runs show\" has each answer; --output json all of it."},
		{errLooped, "The address leads back here: --to self sends to this receiver."},
		{errChanged, "Look at the differences; --ignore leaves a place out."},
		{errNothing, "\"ringback callbacks --filter\" shows what a filter matches."},
		{replay.ErrCannot, "Nothing was sent. --body-file gives it another body; --filter and spans of ids pass over what cannot be sent."},
		{replay.ErrFamily, "Nothing was sent. Leave --sign out."},
		{errNotPublic, "Open it with \"ringback serve\" or the window, or name another address: --target."},
		{errScenario, "Look at the lines with FAIL; --output json has the requests and answers in full."},
		{assets.ErrNoScenario, "\"ringback simulate list\" lists those that come with Ringback; a file needs its whole name."},
		{deliver.ErrTarget, "Give an address such as https://hooks.example.com/sms. Nothing was sent."},
		{deliver.ErrNoCertificate, "Give the certificate of the authority as text that begins with -----BEGIN CERTIFICATE-----."},
		{gatewayapi.ErrSigning, "Choose another --sign; the messaging family knows right, none, other-secret, other-algorithm and changed-body."},
		{gatewayapi.ErrNoSecret, "Give the webhook a secret, or one to sign with: --secret-file."},
		{wire.ErrNoRequestLine, "Begin with a line such as \"POST /sms/in HTTP/1.1\", then headers, an empty line, and the body."},
		{wire.ErrMalformed, "Correct the line; \"ringback show ID --output http\" prints a request of the right form."},
		{wire.ErrBodyLength, "Correct Content-Length, or leave it out."},
	}
}

package ui

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"syscall"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

// problem is an error in the words of a person.
type problem struct {
	title string // what happened, without a full stop
	cause string // why, in one line, as the error says it
	hint  string // what to try, in a sentence
}

// causeRunes bounds how much of an error is shown.
const causeRunes = 300

// problemOf puts an error into words. What it does not know keeps its own.
func problemOf(err error) problem {
	p := problem{
		title: say.L("This did not work"),
		cause: viewmodel.OneLine(err.Error(), causeRunes),
		hint:  say.L("Try again; the cause says where to look."),
	}
	var line *inspector.LineError
	var field *inspector.FieldError
	var network *net.OpError
	switch {
	case errors.As(err, &line):
		p.title = say.L("Line %d cannot be imported", line.Line)
		p.cause = viewmodel.OneLine(line.Err.Error(), causeRunes)
		p.hint = say.L("Correct the line or take it out. Nothing of the file was stored.")
		return p
	case errors.As(err, &field):
		p.title = say.L("A value cannot be used")
		p.cause = fieldName(field.Field) + " " + field.In(say.L)
		p.hint = say.L("Give another value. Nothing was changed.")
		return p
	}
	for _, known := range knownProblems() {
		if errors.Is(err, known.err) {
			p.title, p.hint = known.title, known.hint
			return p
		}
	}
	if errors.As(err, &network) && network.Op == "listen" {
		p.title = say.L("The receiver cannot listen there")
		p.hint = say.L("Choose an address of this machine in the settings; ports below 1024 need special rights.")
	}
	return p
}

// knownProblem is an error that a person can do something about.
type knownProblem struct {
	err         error
	title, hint string
}

// knownProblems are in order: the first that matches counts.
func knownProblems() []knownProblem {
	return []knownProblem{
		{context.Canceled, say.L("Stopped"), say.L("Start it again when you like.")},
		{syscall.ENOSPC, say.L("The disk is full"), say.L("Make room, or keep fewer callbacks: Settings, Retention. Callers get 503 and send again.")},
		{syscall.EROFS, say.L("The disk is read-only"), say.L("Make it writable, or start with another database. Callers get 503 and send again.")},
		{inspector.ErrReplaced, say.L("The database file was moved or replaced"), say.L("Put it back where it was. Callers get 503 and send again until then.")},
		{inspector.ErrDamaged, say.L("The database is damaged"), say.L("Restore it from a backup. Export first what can still be read.")},
		{inspector.ErrClosed, say.L("The database is closed"), say.L("Ringback is ending. Start it again.")},
		{fs.ErrPermission, say.L("The file may not be used"), say.L("Look at who may read and write the file and its folder.")},
		{fs.ErrNotExist, say.L("The file is not there"), say.L("Check its name, and whether the disk is connected.")},
		{inspector.ErrStore, say.L("It could not be stored"), say.L("Look whether the disk is full or read-only. Callers get 503 and send again until it can be written.")},
		{tunnel.ErrInUse, say.L("Another program listens on this address"), say.L("End that program, or choose another port: Settings, General.")},
		{inspector.ErrSecretUnavailable, say.L("A secret cannot be read"), say.L("Unlock the keyring of your system, or set the secret again.")},
		{inspector.ErrInUse, say.L("It is still in use"), say.L("Remove what refers to it first: Settings, Keyword leases.")},
		{inspector.ErrExists, say.L("There is one already"), say.L("Choose another one, or change the one there is.")},
		{inspector.ErrNotFound, say.L("It is gone"), say.L("It was deleted meanwhile; choose another one.")},
	}
}

// fieldName is how a form calls a field of the engine.
func fieldName(field string) string {
	for _, f := range []struct{ field, name string }{
		{"listen", say.L("The receiver address")},
		{"body_limit", say.L("The largest body")},
		{"max_connections", say.L("The number of connections")},
		{"header_seconds", say.L("The time for the headers")},
		{"body_seconds", say.L("The time for a whole request")},
		{"retention_days", say.L("The age")},
		{"retention_bytes", say.L("The size")},
		{"delay_ms", say.L("The delay")},
	} {
		if f.field == field {
			return f.name
		}
	}
	return say.L("The %s", field)
}

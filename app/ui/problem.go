package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"

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
		title: "This did not work",
		cause: viewmodel.OneLine(err.Error(), causeRunes),
		hint:  "Try again; the cause says where to look.",
	}
	var line *inspector.LineError
	var field *inspector.FieldError
	var network *net.OpError
	switch {
	case errors.As(err, &line):
		p.title = fmt.Sprintf("Line %d cannot be imported", line.Line)
		p.cause = viewmodel.OneLine(line.Err.Error(), causeRunes)
		p.hint = "Correct the line or take it out. Nothing of the file was stored."
		return p
	case errors.As(err, &field):
		p.title = "A value cannot be used"
		p.cause = fieldName(field.Field) + " " + field.Reason
		p.hint = "Give another value. Nothing was changed."
		return p
	}
	for _, known := range knownProblems() {
		if errors.Is(err, known.err) {
			p.title, p.hint = known.title, known.hint
			return p
		}
	}
	if errors.As(err, &network) && network.Op == "listen" {
		p.title = "The receiver cannot listen there"
		p.hint = "Choose an address of this machine in the settings; ports below 1024 need special rights."
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
		{context.Canceled, "Stopped", "Start it again when you like."},
		{syscall.ENOSPC, "The disk is full", "Make room, or keep fewer callbacks: Settings, Retention. Callers get 503 and send again."},
		{syscall.EROFS, "The disk is read-only", "Make it writable, or start with another database. Callers get 503 and send again."},
		{inspector.ErrReplaced, "The database file was moved or replaced", "Put it back where it was. Callers get 503 and send again until then."},
		{inspector.ErrDamaged, "The database is damaged", "Restore it from a backup. Export first what can still be read."},
		{inspector.ErrClosed, "The database is closed", "Ringback is ending. Start it again."},
		{fs.ErrPermission, "The file may not be used", "Look at who may read and write the file and its folder."},
		{fs.ErrNotExist, "The file is not there", "Check its name, and whether the disk is connected."},
		{inspector.ErrStore, "It could not be stored", "Look whether the disk is full or read-only. Callers get 503 and send again until it can be written."},
		{tunnel.ErrInUse, "Another program listens on this address", "End that program, or choose another port: Settings, General."},
		{inspector.ErrSecretUnavailable, "A secret cannot be read", "Unlock the keyring of your system, or set the secret again."},
		{inspector.ErrInUse, "It is still in use", "Remove what refers to it first: Settings, Keyword leases."},
		{inspector.ErrExists, "There is one already", "Choose another one, or change the one there is."},
		{inspector.ErrNotFound, "It is gone", "It was deleted meanwhile; choose another one."},
	}
}

// fieldName is how a form calls a field of the engine.
func fieldName(field string) string {
	for _, f := range []struct{ field, name string }{
		{"listen", "The receiver address"},
		{"body_limit", "The largest body"},
		{"max_connections", "The number of connections"},
		{"header_seconds", "The time for the head"},
		{"body_seconds", "The time for a whole request"},
		{"retention_days", "The age"},
		{"retention_bytes", "The size"},
		{"delay_ms", "The delay"},
	} {
		if f.field == field {
			return f.name
		}
	}
	return "The " + field
}

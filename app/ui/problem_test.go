package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"syscall"
	"testing"

	"ringback/inspector"
	"ringback/tunnel"
)

func TestProblemsSayWhatHappenedAndWhatToTry(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		title string
		hint  string // a part of it
	}{
		{"full disk", fmt.Errorf("append: %w", syscall.ENOSPC), "The disk is full", "Retention"},
		{"read-only disk", fmt.Errorf("append: %w", syscall.EROFS), "The disk is read-only", "503"},
		{"no rights", &fs.PathError{Op: "open", Path: "a.jsonl", Err: syscall.EACCES}, "The file may not be used", "who may read"},
		{"file gone", &fs.PathError{Op: "open", Path: "a.jsonl", Err: syscall.ENOENT}, "The file is not there", "its name"},
		{"port taken", fmt.Errorf("listen on 127.0.0.1:4100: %w", tunnel.ErrInUse), "Another program listens on this address", "another port"},
		{"foreign address", &net.OpError{Op: "listen", Err: syscall.EADDRNOTAVAIL}, "The receiver cannot listen there", "address of this machine"},
		{"line of a file", fmt.Errorf("import: %w", &inspector.LineError{Line: 12, Err: errors.New("not JSON")}), "Line 12 cannot be imported", "Nothing of the file was stored"},
		{"value", fmt.Errorf("set settings: %w", &inspector.FieldError{Field: "listen", Reason: "must be HOST:PORT"}), "A value cannot be used", "another value"},
		{"lease in the way", fmt.Errorf("remove webhook: %w", inspector.ErrInUse), "It is still in use", "Keyword leases"},
		{"taken", fmt.Errorf("add webhook: %w", inspector.ErrExists), "There is one already", "another one"},
		{"deleted", fmt.Errorf("webhook: %w", inspector.ErrNotFound), "It is gone", "deleted"},
		{"locked keyring", fmt.Errorf("load: %w", inspector.ErrSecretUnavailable), "A secret cannot be read", "keyring"},
		{"database replaced", fmt.Errorf("append: %w: %w", inspector.ErrStore, inspector.ErrReplaced), "The database file was moved or replaced", "Put it back"},
		{"damaged", fmt.Errorf("read: %w", inspector.ErrDamaged), "The database is damaged", "backup"},
		{"not stored", fmt.Errorf("append: %w: %w", inspector.ErrStore, syscall.EIO), "It could not be stored", "503"},
		{"closed", fmt.Errorf("append: %w", inspector.ErrClosed), "The database is closed", "Start it again"},
		{"stopped", fmt.Errorf("export: %w", context.Canceled), "Stopped", "again"},
		{"unknown", errors.New("boom"), "This did not work", "Try again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := problemOf(test.err)
			if p.title != test.title || !strings.Contains(p.hint, test.hint) || p.cause == "" {
				t.Errorf("got %+v, want title %q and a hint with %q", p, test.title, test.hint)
			}
		})
	}
}

func TestProblemsStayOnOneLine(t *testing.T) {
	p := problemOf(errors.New("first\nsecond " + strings.Repeat("x", 1000)))
	if strings.Contains(p.cause, "\n") || len([]rune(p.cause)) > causeRunes+1 {
		t.Errorf("got %q", p.cause)
	}
}

func TestProblemsOfFieldsUseTheWordsOfTheForm(t *testing.T) {
	p := problemOf(&inspector.FieldError{Field: "header_seconds", Reason: "must be from 1 to 600 seconds"})
	if want := "The time for the headers must be from 1 to 600 seconds"; p.cause != want {
		t.Errorf("got %q, want %q", p.cause, want)
	}
}

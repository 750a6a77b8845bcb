//go:build !headless

package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"ringback/app/owner"
)

func TestASecondStartBringsTheWindowToTheFront(t *testing.T) {
	db := filepath.Join(t.TempDir(), "r.db")
	p := &program{db: db, logLevel: "warn", stderr: io.Discard, getenv: func(name string) string {
		return map[string]string{"RINGBACK_KEYRING": "off"}[name]
	}}
	e, err := p.open()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	err = p.attend(t.Context(), e, func(a *attendance) error {
		second := func() (exit int, said string) {
			t.Helper()
			var complaints bytes.Buffer
			exit, err := owner.Forward(t.Context(), db, owner.Call{Dir: filepath.Dir(db)}, nil, io.Discard, &complaints)
			if err != nil {
				t.Fatal(err)
			}
			return exit, complaints.String()
		}
		if exit, said := second(); exit != exitFailed || !strings.Contains(said, errServing.Error()) {
			t.Errorf("beside a process without a window: exit %d, %q", exit, said)
		}
		raised := 0
		raise := func() { raised++ }
		a.raise.Store(&raise)
		if exit, said := second(); exit != exitDone || raised != 1 || !strings.Contains(said, "in front now") {
			t.Errorf("beside a window: exit %d, raised %d times, %q", exit, raised, said)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"ringback/app/owner"
	"ringback/tunnel"
)

func TestCommandsAreAnsweredWhileThePortIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	db := filepath.Join(t.TempDir(), "r.db")
	var complaints bytes.Buffer
	p := &program{db: db, logLevel: "warn", stderr: &complaints, getenv: func(name string) string {
		return map[string]string{"RINGBACK_KEYRING": "off"}[name]
	}}
	e, err := p.open()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	err = p.attend(t.Context(), e, func(a *attendance) error {
		if err := a.receive(t.Context(), taken.Addr().String(), func(string) {}); !errors.Is(err, tunnel.ErrInUse) {
			t.Errorf("receive on a taken port: %v", err)
		}
		if got := ask(t, db, "callbacks", "--count"); got != "0\n" {
			t.Errorf("another command printed %q", got)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		return a.receive(ctx, "127.0.0.1:0", func(url string) {
			defer stop()
			if a.localURL() != url || !strings.HasPrefix(url, "http://127.0.0.1:") {
				t.Errorf("it listens on %s, and says %s", url, a.localURL())
			}
		})
	})
	if err != nil {
		t.Error(err)
	}
}

// ask lets the process that attends to db carry a command out.
func ask(t *testing.T, db string, args ...string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	call := owner.Call{Args: append(args, "--db", db), Dir: filepath.Dir(db)}
	exit, err := owner.Forward(t.Context(), db, call, strings.NewReader(""), &out, &complaints)
	if err != nil || exit != exitDone {
		t.Fatalf("%v: exit %d, %v, %s", args, exit, err, &complaints)
	}
	return out.String()
}

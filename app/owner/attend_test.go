package owner

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

func TestASocketThatWasRemovedIsMadeAnew(t *testing.T) {
	db := newDatabase(t)
	l, err := Listen(db)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Attend(ctx, db, l, reply("hello")) }()
	if got := ask(t, db); got != "hello" {
		t.Errorf("got %q", got)
	}
	if err := os.Remove(l.path); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		var out strings.Builder
		_, err := Forward(within(t), db, Call{}, nil, &out, io.Discard)
		if err == nil && out.String() == "hello" {
			break
		}
		if err != nil && !errors.Is(err, ErrNoOwner) || time.Now().After(deadline) {
			t.Fatalf("got %q, %v", &out, err)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(l.path); err == nil {
		t.Error("the socket is left behind")
	}
}

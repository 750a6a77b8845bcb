package owner

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
)

// untilCancelled is a call that runs until it is cancelled and then says so.
func untilCancelled(started chan<- struct{}, ended chan<- error) Runner {
	return func(ctx context.Context, _ Call, _ io.Reader, stdout, _ io.Writer) int {
		started <- struct{}{}
		<-ctx.Done()
		_, err := io.WriteString(stdout, "stopped after 3 of 10")
		ended <- err
		return 1
	}
}

func TestCancelledCommandStillSaysHowFarItCame(t *testing.T) {
	db := newDatabase(t)
	started, ended := make(chan struct{}, 1), make(chan error, 1)
	serve(t, db, untilCancelled(started, ended))
	ctx, cancel := context.WithCancel(within(t))
	go func() { <-started; cancel() }()
	var out bytes.Buffer
	exit, err := Forward(ctx, db, Call{}, nil, &out, io.Discard)
	if exit != 1 || err != nil || out.String() != "stopped after 3 of 10" {
		t.Errorf("Forward = %d, %v, %q", exit, err, out.String())
	}
}

// What the command was reading is cut short too, and that must not pass for broken input.
func TestInputThatIsCutShortByACancelIsThat(t *testing.T) {
	db := newDatabase(t)
	ended := make(chan error, 1)
	serve(t, db, func(_ context.Context, _ Call, stdin io.Reader, _, _ io.Writer) int {
		_, err := io.ReadAll(stdin)
		ended <- err
		return 1
	})
	ctx, cancel := context.WithCancel(within(t))
	defer cancel()
	in := readerFunc(func([]byte) (int, error) {
		cancel()
		return 0, ctx.Err()
	})
	if exit, err := Forward(ctx, db, Call{}, in, io.Discard, io.Discard); exit != 1 {
		t.Errorf("Forward = %d, %v", exit, err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the call reads %v, want that it was cancelled", err)
	}
}

func TestCallIsCancelledWhenItsCommandCrashes(t *testing.T) {
	db := newDatabase(t)
	started, ended := make(chan struct{}, 1), make(chan error, 1)
	serve(t, db, untilCancelled(started, ended))
	conn, err := dial(within(t), db)
	if err != nil {
		t.Fatal(err)
	}
	sendCall(t, conn, Call{})
	<-started
	conn.Close()
	if err := <-ended; err == nil {
		t.Error("writing to a command that is gone succeeded")
	}
}

// A call that waits for input must not wait for ever for a command that crashed.
func TestReadingInputEndsWhenTheCommandCrashes(t *testing.T) {
	db := newDatabase(t)
	ended := make(chan error, 1)
	serve(t, db, func(_ context.Context, _ Call, stdin io.Reader, _, _ io.Writer) int {
		_, err := io.ReadAll(stdin)
		ended <- err
		return 1
	})
	conn, err := dial(within(t), db)
	if err != nil {
		t.Fatal(err)
	}
	sendCall(t, conn, Call{})
	if k, _, err := readFrame(conn, nil); k != wantFrame || err != nil {
		t.Fatalf("got frame %d, %v, want %d", k, err, wantFrame)
	}
	conn.Close()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("reading ended with %v, want %v", err, context.Canceled)
	}
}

func sendCall(t *testing.T, conn net.Conn, c Call) {
	t.Helper()
	payload, err := c.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := (&frameWriter{w: conn}).write(callFrame, payload); err != nil {
		t.Fatal(err)
	}
}

func TestCommandSaysThatTheOwnerCrashed(t *testing.T) {
	db := newDatabase(t)
	l, err := Listen(db)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		conn, err := l.AcceptUnix()
		if err != nil {
			return
		}
		defer conn.Close()
		if _, err := receiveCall(conn); err == nil {
			_ = (&frameWriter{w: conn}).write(stdoutFrame, []byte("half a li"))
		}
	}()
	var out bytes.Buffer
	exit, err := Forward(within(t), db, Call{}, nil, &out, io.Discard)
	if exit != 1 || !errors.Is(err, ErrLost) || out.String() != "half a li" {
		t.Errorf("Forward = %d, %v, %q; want 1, ErrLost and what came", exit, err, out.String())
	}
}

func TestCommandStopsWhenItsOutputFails(t *testing.T) {
	db := newDatabase(t)
	ended := make(chan error, 1)
	serve(t, db, func(_ context.Context, _ Call, _ io.Reader, stdout, _ io.Writer) int {
		var err error
		for err == nil {
			_, err = stdout.Write(make([]byte, chunkSize))
		}
		ended <- err
		return 0
	})
	full := errors.New("no space left")
	exit, err := Forward(within(t), db, Call{}, nil, writerFunc(func([]byte) (int, error) { return 0, full }), io.Discard)
	if exit != 1 || !errors.Is(err, full) {
		t.Errorf("Forward = %d, %v, want 1, %v", exit, err, full)
	}
	<-ended
}

func TestServeLetsRunningCallsEnd(t *testing.T) {
	db := newDatabase(t)
	started, ended := make(chan struct{}, 1), make(chan error, 1)
	stop := serve(t, db, untilCancelled(started, ended))
	result := make(chan string, 1)
	go func() {
		var out bytes.Buffer
		_, err := Forward(within(t), db, Call{}, nil, &out, io.Discard)
		if err != nil {
			out.WriteString(err.Error())
		}
		result <- out.String()
	}()
	<-started
	if err := stop(); err != nil {
		t.Error(err)
	}
	if got := <-result; got != "stopped after 3 of 10" {
		t.Errorf("the command got %q", got)
	}
	if _, err := Forward(within(t), db, Call{}, nil, io.Discard, io.Discard); !errors.Is(err, ErrNoOwner) {
		t.Errorf("after the end Forward = %v, want ErrNoOwner", err)
	}
}

func TestOtherVersionIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name     string
		greeting string
		want     error
		text     string
	}{
		{"newer owner", magic + "\x00\x00\x00\x02", ErrVersion, "it speaks version 2, this command 1"},
		{"another program", "HTTP/1.1 400 Bad Request", ErrVersion, "not a Ringback process"},
		{"owner that refuses", magic + "\x00\x00\x00\x00", ErrRefused, ""},
		{"owner that is ending", "", ErrNoOwner, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := newDatabase(t)
			l, err := Listen(db)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			go func() {
				if conn, err := l.AcceptUnix(); err == nil {
					defer conn.Close()
					io.WriteString(conn, tt.greeting)
					readGreeting(conn)
				}
			}()
			exit, err := Forward(within(t), db, Call{}, nil, io.Discard, io.Discard)
			if exit != 1 || !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.text) {
				t.Errorf("Forward = %d, %v, want 1, %v with %q", exit, err, tt.want, tt.text)
			}
		})
	}
}

// An older or newer command must not have anything carried out.
func TestServeTurnsAwayOtherVersions(t *testing.T) {
	db := newDatabase(t)
	serve(t, db, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int {
		t.Error("a call of another version was carried out")
		return 0
	})
	conn, err := net.Dial("unix", places(db)[0].path)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := writeGreeting(conn, version+1); err != nil {
		t.Fatal(err)
	}
	if v, err := readGreeting(conn); v != version || err != nil {
		t.Errorf("greeting = %d, %v", v, err)
	}
	if _, _, err := readFrame(conn, nil); err == nil {
		t.Error("the owner went on after a greeting of another version")
	}
}

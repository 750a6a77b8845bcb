package owner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Forward has the owner of the database at dbPath carry out c, and returns its
// exit status. Input is read only as the owner wants it; stdin may be nil. When
// ctx ends the call is cancelled, and what it still says is passed on for up to
// five seconds.
//
// With an error the status is 1. [ErrNoOwner], [ErrRefused] and [ErrVersion] say
// that the call has not begun, [ErrLost] that it may be half done. A Read of
// stdin that blocks when the call ends is left behind with its goroutine.
func Forward(ctx context.Context, dbPath string, c Call, stdin io.Reader, stdout, stderr io.Writer) (exit int, err error) {
	conn, err := dial(ctx, dbPath)
	if err != nil {
		return 1, fmt.Errorf("forward command: %w", err)
	}
	defer conn.Close()
	payload, err := c.encode()
	if err != nil {
		return 1, fmt.Errorf("forward command: %w", err)
	}
	if len(payload) > callSize {
		return 1, errors.New("forward command: the command line is too long")
	}
	frames := &frameWriter{w: conn}
	if err := frames.write(callFrame, payload); err != nil {
		return 1, fmt.Errorf("forward command: %w: %w", ErrLost, err)
	}

	stop := context.AfterFunc(ctx, func() {
		_ = conn.CloseWrite()
		_ = conn.SetReadDeadline(time.Now().Add(endLimit))
	})
	defer stop()

	wants := make(chan int, 1)
	defer close(wants)
	go feed(frames, stdin, wants)

	exit, err = follow(conn, wants, stdout, stderr)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return 1, fmt.Errorf("forward command: %w", err)
	}
	return exit, nil
}

// follow passes the call's output on until its exit status comes.
func follow(conn net.Conn, wants chan<- int, stdout, stderr io.Writer) (exit int, err error) {
	var buf []byte
	for {
		var k kind
		k, buf, err = readFrame(conn, buf)
		switch {
		case errors.Is(err, errProtocol):
			return 1, fmt.Errorf("%w: %w", ErrLost, err)
		case err != nil:
			return 1, ErrLost // how a connection breaks tells nobody anything
		}
		switch k {
		case stdoutFrame:
			_, err = stdout.Write(buf)
		case stderrFrame:
			_, err = stderr.Write(buf)
		case wantFrame:
			select {
			case wants <- number(buf):
			default:
				err = fmt.Errorf("%w: %w", ErrLost, errProtocol)
			}
		case exitFrame:
			return number(buf), nil
		default:
			err = fmt.Errorf("%w: %w", ErrLost, errProtocol)
		}
		if err != nil {
			return 1, err
		}
	}
}

// feed answers each want with one read of stdin. A failed write needs no word:
// follow sees the broken connection too.
func feed(frames *frameWriter, stdin io.Reader, wants <-chan int) {
	buf := make([]byte, chunkSize)
	for want := range wants {
		n, err := 0, io.EOF
		if stdin != nil {
			n, err = io.ReadAtLeast(stdin, buf[:min(max(want, 1), chunkSize)], 1)
		}
		switch {
		case n > 0: // an error comes again with the next read
			err = frames.write(stdinFrame, buf[:n])
		case errors.Is(err, io.EOF):
			err = frames.write(stdinEndFrame, nil)
		case errors.Is(err, context.Canceled): // the end of the connection says it, and cancels the call
			return
		default:
			text := err.Error()
			err = frames.write(stdinErrFrame, []byte(text[:min(len(text), chunkSize)]))
		}
		if err != nil {
			return
		}
	}
}

// dial connects to the owner and exchanges greetings.
func dial(ctx context.Context, dbPath string) (*net.UnixConn, error) {
	for _, p := range places(dbPath) {
		if p.private && checkPrivate(filepath.Dir(p.path)) != nil {
			continue
		}
		var d net.Dialer
		conn, err := d.DialContext(ctx, "unix", p.path)
		switch {
		case err == nil:
			unixConn := conn.(*net.UnixConn)
			if err := greet(unixConn); err != nil {
				conn.Close()
				return nil, err
			}
			return unixConn, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, fs.ErrPermission):
			return nil, fmt.Errorf("%w: %s", ErrRefused, p.path)
		case !errors.Is(err, fs.ErrNotExist) && !nobodyListens(err) && !noSocket(p.path):
			return nil, err
		}
	}
	return nil, ErrNoOwner
}

// noSocket says whether something else lies where the socket would.
func noSocket(path string) bool {
	info, err := os.Lstat(path)
	return err != nil || !isSocket(info)
}

func greet(conn *net.UnixConn) error {
	// Another user may have put a socket where our owner's would be, to learn
	// what is typed. Root may talk to everybody's owner.
	uid, known := peerUID(conn)
	if me := os.Geteuid(); known && uid != me && uid != 0 && me != 0 {
		return ErrRefused
	}
	if err := conn.SetDeadline(time.Now().Add(greetingLimit)); err != nil {
		return err
	}
	// Writing fails if it turned us away already; then reading says why.
	_ = writeGreeting(conn, version)
	v, err := readGreeting(conn)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fmt.Errorf("%w: its owner gives no answer in %v", ErrNoOwner, greetingLimit)
	case errors.Is(err, ErrVersion):
		return err
	case err != nil:
		return fmt.Errorf("%w: it is ending", ErrNoOwner)
	case v == refused:
		return ErrRefused
	case v != version:
		return fmt.Errorf("%w: it speaks version %d, this command %d", ErrVersion, v, version)
	}
	return conn.SetDeadline(time.Time{})
}

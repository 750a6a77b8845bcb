package owner

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

const (
	// greetingLimit is how long either side waits for the other's greeting.
	greetingLimit = 10 * time.Second
	// finishLimit is how long calls that run when the owner ends may go on, and
	// endLimit how long they may then take to notice that they were cancelled.
	finishLimit = 500 * time.Millisecond
	endLimit    = 5 * time.Second
	// quietLimit is how long a command that does not read holds up the end of
	// its call.
	quietLimit = 2 * time.Second
)

// Serve takes calls from l and carries out each with run on a goroutine of its
// own, until ctx ends or l is closed. Then it closes l, lets running calls
// finish for half a second, cancels the rest, and returns nil when all have
// ended. It returns an error when l fails, or when a call does not end within
// another five seconds.
func Serve(ctx context.Context, l *Listener, run Runner) error {
	stopClosing := context.AfterFunc(ctx, func() { l.Close() })
	defer stopClosing()

	calls, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var running sync.WaitGroup
	err := accept(ctx, l, func(c *net.UnixConn) {
		running.Go(func() { answer(calls, c, run) })
	})

	l.Close()
	finished := make(chan struct{})
	go func() { running.Wait(); close(finished) }()
	for _, limit := range []time.Duration{finishLimit, endLimit} {
		select {
		case <-finished:
			return err
		case <-time.After(limit):
			cancel()
		}
	}
	return errors.Join(err, fmt.Errorf("serve commands: a call did not end within %v", endLimit))
}

func accept(ctx context.Context, l *Listener, start func(*net.UnixConn)) error {
	for {
		conn, err := l.AcceptUnix()
		switch {
		case err == nil:
			start(conn)
		case ctx.Err() != nil, errors.Is(err, net.ErrClosed):
			return nil
		default:
			return fmt.Errorf("serve commands: %w", err)
		}
	}
}

// answer greets one command and carries out its call.
func answer(ctx context.Context, conn *net.UnixConn, run Runner) {
	defer conn.Close()
	if uid, known := peerUID(conn); known && uid != os.Geteuid() && uid != 0 {
		_ = writeGreeting(conn, refused) // it is turned away whether it hears of it or not
		return
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	c, err := receiveCall(conn)
	if !stop() || err != nil {
		return // nothing was begun, and the command hears that nobody is there
	}
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Now().Add(quietLimit)) })()
	s := newSession(ctx, conn)
	exit := run(s.ctx, c, s, stream{&s.frames, stdoutFrame}, stream{&s.frames, stderrFrame})
	s.end(exit)
}

func receiveCall(conn *net.UnixConn) (Call, error) {
	if err := conn.SetDeadline(time.Now().Add(greetingLimit)); err != nil {
		return Call{}, err
	}
	if err := writeGreeting(conn, version); err != nil {
		return Call{}, err
	}
	v, err := readGreeting(conn)
	if err != nil {
		return Call{}, err
	}
	if v != version {
		return Call{}, ErrVersion // the command saw our greeting and says it
	}
	k, payload, err := readFrame(conn, nil)
	if err != nil {
		return Call{}, err
	}
	if k != callFrame {
		return Call{}, errProtocol
	}
	if err := conn.SetDeadline(time.Time{}); err != nil {
		return Call{}, err
	}
	return decodeCall(payload)
}

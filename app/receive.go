package main

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"

	"ringback/app/owner"
	"ringback/inspector"
	"ringback/storage"
	"ringback/tunnel"
)

// receive runs what the owner of a database runs, for serve and the window: the
// local receiver, and the socket for other commands. It ends when ctx does, or
// when the receiver cannot start or go on. started is called once, with the
// receiver's address.
func (p *program) receive(ctx context.Context, e *inspector.Inspector, listen string, started func(localURL string)) error {
	db, err := p.database()
	if err != nil {
		return err
	}
	socket, err := owner.Listen(db)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var localURL string
	up := make(chan struct{})
	var served error
	var wg sync.WaitGroup
	wg.Go(func() {
		select {
		case <-up:
		case <-ctx.Done():
		}
		served = owner.Serve(ctx, socket, func(ctx context.Context, c owner.Call, stdin io.Reader, stdout, stderr io.Writer) int {
			guest := &program{call: c, stdin: stdin, stdout: stdout, stderr: stderr, getenv: p.getenv, engine: e, localURL: localURL}
			return guest.run(ctx)
		})
	})
	serve := func(ctx context.Context, l net.Listener) error { return e.Serve(ctx, l, storage.Local) }
	err = tunnel.Local{Addr: listen}.Run(ctx, serve, func(s tunnel.Status) {
		if s.State == tunnel.Online {
			localURL = s.URL
			close(up)
			started(s.URL)
		}
	})
	cancel()
	wg.Wait()
	return errors.Join(err, served)
}

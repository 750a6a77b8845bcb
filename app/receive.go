package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/signal"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"ringback/app/owner"
	"ringback/inspector"
	"ringback/storage"
	"ringback/tunnel"
)

// addListen adds the flag of commands that receive.
func addListen(cmd *cobra.Command) *string {
	return cmd.Flags().String("listen", "", "`HOST:PORT` to receive on; port 0 picks a free one (default: the setting, at first 127.0.0.1:4100)")
}

// receiving makes the run of a command that receives: it needs a database that
// nobody else receives into.
func (p *program) receiving(listen *string, do action) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		if _, _, err := net.SplitHostPort(*listen); *listen != "" && err != nil {
			return fmt.Errorf("--listen %s: want HOST:PORT, such as 127.0.0.1:4100", *listen)
		}
		if p.engine != nil {
			return failure{errServing}
		}
		return p.withEngine(cmd, do)
	}
}

// receive runs what the owner of a database runs, for serve and the window: the
// local receiver, and the socket for other commands. It ends when ctx does, or
// when the receiver cannot start or go on. listen is HOST:PORT, or empty for the
// setting. started is called once, with the receiver's address.
func (p *program) receive(ctx context.Context, e *inspector.Inspector, listen string, started func(localURL string)) error {
	signal.Ignore(syscall.SIGPIPE) // the receiver outlives whoever reads what it prints
	if listen == "" {
		listen = e.Settings().Listen
	}
	db, err := p.database()
	if err != nil {
		return err
	}
	getenv := func(name string) string {
		if name == "RINGBACK_DB" {
			return db // whichever folder a command was typed in
		}
		return p.getenv(name)
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
			guest := &program{call: c, stdin: stdin, stdout: stdout, stderr: stderr, getenv: getenv, engine: e, localURL: localURL}
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

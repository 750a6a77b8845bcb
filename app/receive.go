package main

import (
	"context"
	"errors"
	"io"
	"net"
	"os/signal"
	"sync/atomic"
	"syscall"

	"github.com/spf13/cobra"

	"ringback/app/owner"
	"ringback/inspector"
	"ringback/storage"
	"ringback/tunnel"
)

// receiving makes the run of a command that receives: it needs a database that
// nobody else receives into.
func (p *program) receiving(ways *waysIn, do action) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		if err := ways.check(); err != nil {
			return err
		}
		if p.engine != nil {
			return failure{errServing}
		}
		return p.withEngine(cmd, do)
	}
}

// attend serves the socket for other commands while do runs, which holds the
// database: also while nothing is received, as when the port is taken.
func (p *program) attend(ctx context.Context, e *inspector.Inspector, do func(*attendance) error) error {
	signal.Ignore(syscall.SIGPIPE) // the receiver outlives whoever reads what it prints
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
	a := &attendance{engine: e}
	served := make(chan error, 1)
	go func() {
		served <- owner.Attend(ctx, db, socket, func(ctx context.Context, c owner.Call, stdin io.Reader, stdout, stderr io.Writer) int {
			guest := a.guest(getenv)
			guest.call, guest.stdin, guest.stdout, guest.stderr = c, stdin, stdout, stderr
			if raise := a.raise.Load(); raise != nil {
				guest.raise = *raise
			}
			return guest.run(ctx)
		})
	}()
	err = do(a)
	cancel()
	return errors.Join(err, <-served)
}

// attendance is the time for which this process holds the database and answers
// other commands.
type attendance struct {
	engine *inspector.Inspector
	url    atomic.Pointer[string] // of the receiver, once it listens
	public atomic.Pointer[inspector.WayIn]
	raise  atomic.Pointer[func()] // brings the window to the front, once there is one
}

// guest is a run of the program that knows the engine and its ways in, as they are
// now.
func (a *attendance) guest(getenv func(string) string) *program {
	return &program{getenv: getenv, engine: a.engine, localURL: a.localURL(), public: a.public.Load()}
}

func (a *attendance) localURL() string {
	if url := a.url.Load(); url != nil {
		return *url
	}
	return ""
}

// receive runs the local receiver. It ends when ctx does, or when the receiver
// cannot start or go on; it may be called again then. listen is HOST:PORT, or
// empty for the setting. started is called once, with the receiver's address.
func (a *attendance) receive(ctx context.Context, listen string, started func(localURL string)) error {
	if listen == "" {
		listen = a.engine.Settings().Listen
	}
	serve := func(ctx context.Context, l net.Listener) error { return a.engine.Serve(ctx, l, storage.Local) }
	return tunnel.Local{Addr: listen}.Run(ctx, serve, func(s tunnel.Status) {
		if s.State == tunnel.Online {
			a.url.Store(&s.URL)
			started(s.URL)
		}
	})
}

package main

import (
	"context"
	"errors"
	"net"

	"ringback/inspector"
	"ringback/storage"
)

// receivingHere opens the receiver on a free port of this machine until do is done
// with its address. It is for what is sent to the own receiver while nothing
// receives.
func (p *program) receivingHere(ctx context.Context, e *inspector.Inspector, do func(base string) error) (err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- e.Serve(ctx, l, storage.Local) }()
	defer func() {
		cancel()
		err = errors.Join(err, <-served)
	}()
	return do("http://" + l.Addr().String())
}

package inspector

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"ringback/inspector/wire"
	"ringback/storage"
)

const (
	// headLimit bounds the request line and headers; net/http answers 431 beyond it.
	headLimit = 1 << 20
	// idleTimeout ends a kept-alive connection on which nothing comes.
	idleTimeout = 2 * time.Minute
	// closingPatience is how long callbacks that are under way may take to end.
	closingPatience = 6 * time.Second
	// largeBytes is how much bodies over smallBody may take of memory together.
	largeBytes = 80 << 20
	// answerPatience is how long a caller may take to read what it is answered.
	answerPatience = 5 * time.Second
)

// Serve answers the connections of l until ctx ends; callbacks that are under
// way then are finished first. It may run for several listeners at a time. via
// tells which way in it is.
func (i *Inspector) Serve(ctx context.Context, l net.Listener, via storage.Via) error {
	if via == storage.Tunnel {
		i.life.allow.opened()
	}
	s := i.Settings()
	slots := make(chan struct{}, s.MaxConnections)
	srv := &http.Server{
		Handler:                      i,
		ReadHeaderTimeout:            s.headerTimeout(),
		ReadTimeout:                  s.bodyTimeout(),
		WriteTimeout:                 s.bodyTimeout() + maxDelayMS*time.Millisecond + answerPatience,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               headLimit,
		DisableGeneralOptionsHandler: true,
		ConnContext:                  wire.ConnContext,
		BaseContext:                  func(net.Listener) context.Context { return withVia(context.Background(), via) },
		ErrorLog:                     slog.NewLogLogger(i.log.Handler(), slog.LevelDebug),
		ConnState: func(_ net.Conn, state http.ConnState) {
			if state == http.StateClosed || state == http.StateHijacked {
				<-slots
			}
		},
	}
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingPatience)
		defer cancel()
		if srv.Shutdown(patience) != nil {
			_ = srv.Close()
		}
	})
	err := srv.Serve(wire.Listen(&bounded{Listener: l, slots: slots, done: ctx.Done()}, headLimit))
	if stop() {
		_ = srv.Close() // the listener failed by itself
	} else {
		<-closed
	}
	if ctx.Err() != nil || errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// bounded accepts a connection only when there is a slot for it; further
// callers wait in the system's queue.
type bounded struct {
	net.Listener
	slots chan struct{}
	done  <-chan struct{}
}

func (b *bounded) Accept() (net.Conn, error) {
	select {
	case b.slots <- struct{}{}:
	case <-b.done:
		return nil, net.ErrClosed
	}
	c, err := b.Listener.Accept()
	if err != nil {
		<-b.slots
	}
	return c, err
}

type viaKey struct{}

func withVia(ctx context.Context, via storage.Via) context.Context {
	return context.WithValue(ctx, viaKey{}, via)
}

func viaOf(ctx context.Context) storage.Via {
	via, _ := ctx.Value(viaKey{}).(storage.Via)
	return via
}

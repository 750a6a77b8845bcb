package tunnel

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
)

// ErrInUse means that another program listens on the address already.
var ErrInUse = errors.New("address already in use")

// Local is the way in from this machine (or, with an address that is not a
// loopback one, from its network): plain HTTP on a TCP port.
type Local struct {
	// Addr is host:port; port 0 picks a free one.
	Addr string
}

// Run listens and serves. A port that is taken is [ErrInUse] with the address.
func (t Local) Run(ctx context.Context, serve Serve, report func(Status)) error {
	l, err := t.listen(ctx)
	if err != nil {
		report(Status{State: Failed, Err: err})
		return err
	}
	report(Status{State: Online, URL: "http://" + reachable(l.Addr())})
	if err := serve(ctx, l); err != nil && ctx.Err() == nil {
		err = fmt.Errorf("serve on %s: %w", t.Addr, err)
		report(Status{State: Failed, Err: err})
		return err
	}
	report(Status{State: Off})
	return nil
}

func (t Local) listen(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", t.Addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("listen on %s: %w", t.Addr, ErrInUse)
	default:
		return nil, fmt.Errorf("listen on %s: %w", t.Addr, err)
	}
}

// reachable turns the address of a listener on all interfaces, which cannot be
// dialled, into the loopback one.
func reachable(a net.Addr) string {
	ap, err := netip.ParseAddrPort(a.String())
	if err != nil || !ap.Addr().IsUnspecified() {
		return a.String()
	}
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), ap.Port()).String()
}

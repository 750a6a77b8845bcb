package tunnel

import (
	"context"
	"net"
	"sync"
	"time"
)

// dialPatience bounds the SDK's attempts: it sets no limit of its own, and the
// system's is minutes.
const dialPatience = 15 * time.Second

// dialer makes the SDK's connections and can end them all. The SDK itself lets a
// session live on that comes about while it is being closed, and waits for long
// on a silent network.
type dialer struct {
	mu     sync.Mutex
	conns  map[*dialled]bool
	closed bool
}

// Dial implements the SDK's Dialer.
func (d *dialer) Dial(network, addr string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, addr)
}

// DialContext implements the SDK's Dialer.
func (d *dialer) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := (&net.Dialer{Timeout: dialPatience}).DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		_ = c.Close()
		return nil, net.ErrClosed
	}
	if d.conns == nil {
		d.conns = map[*dialled]bool{}
	}
	made := &dialled{c, d}
	d.conns[made] = true
	return made, nil
}

// close ends all connections, and makes no more.
func (d *dialer) close() {
	d.mu.Lock()
	d.closed = true
	conns := d.conns
	d.conns = nil
	d.mu.Unlock()
	for c := range conns {
		_ = c.Conn.Close()
	}
}

// dialled is a connection that leaves its dialer when it is closed.
type dialled struct {
	net.Conn
	by *dialer
}

// Close implements [net.Conn].
func (c *dialled) Close() error {
	c.by.mu.Lock()
	delete(c.by.conns, c)
	c.by.mu.Unlock()
	return c.Conn.Close()
}

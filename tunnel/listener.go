package tunnel

import (
	"net"
	"sync"
	"time"
)

// listener stands between a server and an endpoint of the SDK, whose Close asks
// the service first (on a silent network for half a minute) and waits for ever
// while a visitor waits to be accepted. This one closes at once, and turns away
// who comes until the endpoint is closed too.
type listener struct {
	endpoint net.Listener
	conns    chan net.Conn
	closed   chan struct{}
	gone     chan struct{} // closed once the endpoint's Close came back
	failed   chan struct{}
	err      error // once failed is closed
	once     sync.Once
}

func newListener(endpoint net.Listener) *listener {
	l := &listener{endpoint: endpoint, conns: make(chan net.Conn), closed: make(chan struct{}), gone: make(chan struct{}), failed: make(chan struct{})}
	go l.pump()
	return l
}

// pump hands connections on until the endpoint fails, as it does when it is closed.
func (l *listener) pump() {
	for {
		c, err := l.endpoint.Accept()
		if err != nil {
			l.err = err
			close(l.failed)
			return
		}
		c = &visit{Conn: c}
		select {
		case l.conns <- c:
		case <-l.closed:
			_ = c.Close()
		}
	}
}

// Accept implements [net.Listener].
func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.failed:
		return nil, l.err
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (l *listener) Close() error {
	l.once.Do(func() {
		close(l.closed)
		go func() {
			defer close(l.gone)
			_ = l.endpoint.Close()
		}()
	})
	return nil
}

// Addr implements [net.Listener].
func (l *listener) Addr() net.Addr { return l.endpoint.Addr() }

// visit is a visitor's connection. When a write failed, the session is dying and
// its writer may still hold the frame that a Close of the stream would use
// again; the stream needs none then, since it goes with the session. The lock
// costs nothing: a stream's Close waits for its Write.
type visit struct {
	net.Conn
	mu     sync.Mutex
	broken bool
}

// Write implements [net.Conn].
func (v *visit) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n, err := v.Conn.Write(p)
	v.broken = v.broken || err != nil
	return n, err
}

// Close implements [net.Conn].
func (v *visit) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.broken {
		return v.SetReadDeadline(time.Unix(1, 0)) // whoever reads waits no longer
	}
	return v.Conn.Close()
}

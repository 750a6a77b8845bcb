package tunneltest

import (
	"io"
	"log"
	"net"
	"sync"
	"sync/atomic"
)

func discard() *log.Logger { return log.New(io.Discard, "", 0) }

// network is the line that agents come in by. Frozen, it passes nothing on and
// says nothing, as one behind which a cable was pulled.
type network struct {
	mu     sync.Mutex
	thawed chan struct{} // closed while it is not frozen
}

func newNetwork() *network {
	n := &network{thawed: make(chan struct{})}
	close(n.thawed)
	return n
}

func (n *network) freeze() {
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case <-n.thawed:
		n.thawed = make(chan struct{})
	default:
	}
}

func (n *network) thaw() {
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case <-n.thawed:
	default:
		close(n.thawed)
	}
}

func (n *network) gate() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.thawed
}

// line is the edge's end of one connection over the network.
type line struct {
	*net.TCPConn
	network *network
	closed  chan struct{}
	once    sync.Once
	ended   atomic.Bool // nothing more is sent
}

// wait returns when the network is not frozen; false if the line was closed.
func (l *line) wait() bool {
	select {
	case <-l.network.gate():
		return true
	case <-l.closed:
		return false
	}
}

// Read implements [net.Conn].
func (l *line) Read(p []byte) (int, error) {
	n, err := l.TCPConn.Read(p)
	if !l.wait() {
		return 0, net.ErrClosed
	}
	return n, err
}

// Write implements [net.Conn].
func (l *line) Write(p []byte) (int, error) {
	if !l.wait() {
		return 0, net.ErrClosed
	}
	if l.ended.Load() {
		return len(p), nil
	}
	return l.TCPConn.Write(p)
}

// Close implements [net.Conn].
func (l *line) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.TCPConn.Close()
}

// reset closes the line so that the agent reads "connection reset by peer".
func (l *line) reset() {
	_ = l.SetLinger(0)
	_ = l.Close()
}

// hangUp sends nothing more, and reads until the agent has closed the line.
func (l *line) hangUp() {
	l.ended.Store(true)
	_ = l.CloseWrite()
}

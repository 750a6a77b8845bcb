package wire_test

import (
	"io"
	"net"
	"sync"
	"time"
)

// script is a connection in memory that reads pieces written beforehand.
type script struct {
	mu     sync.Mutex
	pieces [][]byte
	once   sync.Once
	closed chan struct{}
}

func (s *script) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.pieces) > 0 && len(s.pieces[0]) == 0 {
		s.pieces = s.pieces[1:]
	}
	if len(s.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.pieces[0])
	s.pieces[0] = s.pieces[0][n:]
	return n, nil
}

func (s *script) Write(p []byte) (int, error)      { return len(p), nil }
func (s *script) Close() error                     { s.once.Do(func() { close(s.closed) }); return nil }
func (s *script) LocalAddr() net.Addr              { return &net.UnixAddr{Name: "here"} }
func (s *script) RemoteAddr() net.Addr             { return &net.UnixAddr{Name: "there"} }
func (s *script) SetDeadline(time.Time) error      { return nil }
func (s *script) SetReadDeadline(time.Time) error  { return nil }
func (s *script) SetWriteDeadline(time.Time) error { return nil }

// once is a listener in memory that accepts one connection.
type once struct {
	conns  chan net.Conn
	stop   sync.Once
	closed chan struct{}
}

func listenOnce(c net.Conn) *once {
	l := &once{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
	l.conns <- c
	return l
}

func (l *once) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *once) Close() error   { l.stop.Do(func() { close(l.closed) }); return nil }
func (l *once) Addr() net.Addr { return &net.UnixAddr{Name: "here"} }

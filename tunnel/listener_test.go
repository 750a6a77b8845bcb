package tunnel

import (
	"errors"
	"io"
	"net"
	"testing"
)

// endpoint is a listener that takes its time to close, as the SDK's.
type endpoint struct {
	conns  chan net.Conn
	leave  chan struct{}
	failed error
}

func (e *endpoint) Accept() (net.Conn, error) {
	c, ok := <-e.conns
	if !ok {
		return nil, e.failed
	}
	return c, nil
}

func (e *endpoint) Close() error {
	<-e.leave
	close(e.conns)
	return nil
}

func (*endpoint) Addr() net.Addr { return &net.TCPAddr{} }

func TestListenerClosesAtOnceAndTurnsAwayWhoComes(t *testing.T) {
	e := &endpoint{conns: make(chan net.Conn), leave: make(chan struct{}), failed: errors.New("closed")}
	l := newListener(e)
	server, client := net.Pipe()
	go func() { e.conns <- server }()
	if c, err := l.Accept(); err != nil || c.(*visit).Conn != server {
		t.Errorf("accepted %v (%v)", c, err)
	}
	_ = l.Close()
	_ = l.Close()
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("accepts after Close: %v", err)
	}
	late, other := net.Pipe()
	e.conns <- late
	if _, err := other.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("who came late reads %v", err)
	}
	close(e.leave)
	<-l.failed
	_ = client.Close()
}

func TestListenerPassesTheReasonOn(t *testing.T) {
	e := &endpoint{conns: make(chan net.Conn), leave: make(chan struct{}), failed: coded("ERR_NGROK_725")}
	l := newListener(e)
	close(e.leave)
	_ = e.Close()
	if _, err := l.Accept(); !errors.Is(err, coded("ERR_NGROK_725")) {
		t.Errorf("Accept: %v", err)
	}
}

// stream is a connection of a session that died.
type stream struct {
	net.Conn
	closed bool
}

func (*stream) Write([]byte) (int, error) { return 0, net.ErrClosed }

func (s *stream) Close() error {
	s.closed = true
	return s.Conn.Close()
}

func TestVisitThatBrokeIsNotClosedAgain(t *testing.T) {
	ours, theirs := net.Pipe()
	defer ours.Close()
	defer theirs.Close()
	s := &stream{Conn: ours}
	v := &visit{Conn: s}
	read := make(chan error, 1)
	go func() {
		_, err := v.Read(make([]byte, 1))
		read <- err
	}()
	if _, err := v.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Write: %v", err)
	}
	if err := v.Close(); err != nil || s.closed {
		t.Errorf("Close: %v; the stream is closed: %v", err, s.closed)
	}
	if err := <-read; err == nil {
		t.Error("whoever reads waits on")
	}
}

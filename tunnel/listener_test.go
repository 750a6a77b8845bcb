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
	if c, err := l.Accept(); err != nil || c != server {
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

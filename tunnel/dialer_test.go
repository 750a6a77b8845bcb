package tunnel

import (
	"errors"
	"net"
	"testing"
)

func TestClosedDialerHasNoConnections(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := new(dialer)
	first, err := d.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = first.Close()
	if len(d.conns) != 0 {
		t.Errorf("%d connections are remembered after they were closed", len(d.conns))
	}
	second, err := d.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	d.close()
	if _, err := second.Read(make([]byte, 1)); !errors.Is(err, net.ErrClosed) {
		t.Errorf("its connection still reads: %v", err)
	}
	_ = second.Close()
	if _, err := d.Dial("tcp", l.Addr().String()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("it still dials: %v", err)
	}
}

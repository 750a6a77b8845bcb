package deliver

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// long is a timeout for what must succeed, short one for what never answers.
const (
	long  = time.Minute
	short = 200 * time.Millisecond
)

func targetOf(t testing.TB, raw string) Target {
	t.Helper()
	target, err := ParseTarget(raw)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func deliverTo(t testing.TB, c *Client, target Target, body string) Attempt {
	t.Helper()
	q, err := Compose(target, "POST", [][2]string{{"Content-Type", "application/json"}}, []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return c.Deliver(t.Context(), target, q)
}

func client(t testing.TB, timeout time.Duration) *Client {
	c := &Client{Timeout: timeout}
	t.Cleanup(c.Close)
	return c
}

func serveHandler(t testing.TB, h http.HandlerFunc) Target {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return targetOf(t, srv.URL+"/in")
}

// serveRaw answers each connection with what handle does to it.
func serveRaw(t testing.TB, handle func(*net.TCPConn)) Target {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			handle(c.(*net.TCPConn))
			c.Close()
		}
	}()
	t.Cleanup(func() {
		l.Close()
		<-ended
	})
	return targetOf(t, "http://"+l.Addr().String()+"/in")
}

// readRequest reads one request with its body.
func readRequest(c net.Conn) {
	req, err := http.ReadRequest(bufio.NewReader(c))
	if err == nil {
		_, _ = io.Copy(io.Discard, req.Body)
	}
}

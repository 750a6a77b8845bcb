package deliver

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestDeliver(t *testing.T) {
	target := serveHandler(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Got", r.Header.Get("Content-Type"))
		w.WriteHeader(http.StatusAccepted)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL, body)
	})
	c := client(t, long)
	for range 3 {
		a := deliverTo(t, c, target, "{}")
		if !a.OK() || a.Status != 202 || string(a.Body) != "POST /in {}" || a.Truncated || a.Took <= 0 || a.Reason != "" {
			t.Fatalf("%+v", a)
		}
		if got := fmt.Sprint(a.Headers); !strings.Contains(got, "[X-Got application/json]") {
			t.Error(got)
		}
	}
	if c.amount != 1 {
		t.Errorf("%d connections are kept", c.amount)
	}
}

func TestOnly2xxIsDelivered(t *testing.T) {
	var status, followed atomic.Int64
	target := serveHandler(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			followed.Add(1)
		}
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(int(status.Load()))
	})
	for _, code := range []int64{200, 201, 204, 299, 300, 301, 302, 307, 308, 400, 401, 404, 413, 500, 503} {
		status.Store(code)
		a := deliverTo(t, client(t, long), target, "{}")
		if a.OK() != (code < 300) || a.Status != int(code) || a.OK() == (a.Cause == BadStatus) {
			t.Errorf("%d: %+v", code, a)
		}
	}
	if followed.Load() > 0 {
		t.Error("a redirect was followed")
	}
}

func TestWhatGoesWrongOnTheWay(t *testing.T) {
	closed := serveRaw(t, func(*net.TCPConn) {})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := targetOf(t, "http://"+l.Addr().String())
	l.Close()
	answer := func(text string) Target {
		return serveRaw(t, func(c *net.TCPConn) {
			readRequest(c)
			_, _ = io.WriteString(c, text)
		})
	}
	tests := []struct {
		name   string
		target Target
		want   Cause
		status int
	}{
		{"nobody listens", nobody, NoConnection, 0},
		{"no such host", targetOf(t, "http://nothing.invalid"), NoHost, 0},
		{"hangs up", closed, BrokenOff, 0},
		{"resets", serveRaw(t, func(c *net.TCPConn) { readRequest(c); _ = c.SetLinger(0) }), BrokenOff, 0},
		{"speaks something else", answer("220 mail ready\r\n"), NotHTTP, 0},
		{"breaks off in the head", answer("HTTP/1.1 200 OK\r\nX-A: b"), BrokenOff, 0},
		{"breaks off in the body", answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"), BrokenOff, 200},
		{"bad chunk", answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), BrokenOff, 200},
		{"endless head", answer("HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: "+strings.Repeat("b", 1000)+"\r\n", 2000)), NotHTTP, 0},
		{"switches protocols", answer("HTTP/1.1 101 Switching Protocols\r\n\r\n"), BadStatus, 101},
		{"TLS to plain HTTP", func() Target { a := answer("HTTP/1.1 400 Bad\r\n\r\n"); a.secure = true; return a }(), NoTLS, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := deliverTo(t, client(t, long), tt.target, "{}")
			if a.Cause != tt.want || a.Status != tt.status || a.Reason == "" {
				t.Errorf("%+v", a)
			}
		})
	}
}

func TestWhatTakesTooLong(t *testing.T) {
	done := make(chan struct{})
	tests := map[string]struct {
		target Target
		status int
	}{
		"hangs": {serveHandler(t, func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-done:
			}
		}), 0},
		"byte by byte": {serveRaw(t, func(c *net.TCPConn) {
			readRequest(c)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
			for {
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
				time.Sleep(time.Millisecond)
			}
		}), 200},
		"head byte by byte": {serveRaw(t, func(c *net.TCPConn) {
			readRequest(c)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX-A: ")
			for {
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
				time.Sleep(time.Millisecond)
			}
		}), 0},
	}
	t.Cleanup(func() { close(done) })
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := deliverTo(t, client(t, short), tt.target, "{}")
			if a.Cause != TimedOut || a.Status != tt.status || a.Took < short {
				t.Errorf("%+v", a)
			}
		})
	}
	if Timeout != 5*time.Second {
		t.Error("the provider waits 5 s")
	}
}

func TestStopping(t *testing.T) {
	came := make(chan struct{})
	target := serveHandler(t, func(_ http.ResponseWriter, r *http.Request) {
		close(came)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-came
		cancel()
	}()
	q, err := Compose(target, "POST", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a := client(t, long).Deliver(ctx, target, q); a.Cause != Stopped {
		t.Errorf("%+v", a)
	}
}

func TestLargeAnswersAndRequests(t *testing.T) {
	target := serveHandler(t, func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 {
			w.Header().Set("Connection", "close")
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		_, _ = w.Write(bytes.Repeat([]byte("x"), MaxAnswer+1))
	})
	c := client(t, long)
	if a := deliverTo(t, c, target, "{}"); !a.OK() || len(a.Body) != MaxAnswer || !a.Truncated {
		t.Errorf("%d bytes, %v", len(a.Body), a.Truncated)
	}
	// The receiver answers before it has read all.
	if a := deliverTo(t, c, target, strings.Repeat("x", 8<<20)); a.Status != http.StatusRequestEntityTooLarge && a.Cause != BrokenOff {
		t.Errorf("%+v", a)
	}
}

func TestInterimAnswersAreSkipped(t *testing.T) {
	target := serveRaw(t, func(c *net.TCPConn) {
		readRequest(c)
		_, _ = io.WriteString(c, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.0 204 No Content\r\n\r\n")
	})
	if a := deliverTo(t, client(t, long), target, "{}"); !a.OK() || a.Status != 204 {
		t.Errorf("%+v", a)
	}
}

// A receiver that ends connections between two requests misses none.
func TestEndedConnectionsAreReplaced(t *testing.T) {
	var requests atomic.Int64
	target := serveRaw(t, func(c *net.TCPConn) {
		readRequest(c)
		requests.Add(1)
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") // and hangs up without a word
	})
	c := client(t, long)
	for n := range 5 {
		if a := deliverTo(t, c, target, "{}"); !a.OK() {
			t.Fatalf("%d: %+v", n, a)
		}
	}
	if requests.Load() != 5 {
		t.Errorf("%d requests came", requests.Load())
	}
}

func TestBytesArriveAsGiven(t *testing.T) {
	got := make(chan string, 1)
	q := Request{Head: []byte("POST /x HTTP/1.1\r\nhost: y\r\nA:b\r\nTransfer-Encoding: chunked\r\na: c\r\n\r\n"), Body: []byte("2\r\n{}\r\n0\r\n\r\n")}
	target := serveRaw(t, func(c *net.TCPConn) {
		raw := make([]byte, len(q.Head)+len(q.Body))
		_, _ = io.ReadFull(c, raw)
		got <- string(raw)
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
	})
	if a := client(t, long).Deliver(t.Context(), target, q); !a.OK() {
		t.Errorf("%+v", a)
	}
	if raw := <-got; raw != string(q.Head)+string(q.Body) {
		t.Errorf("%q", raw)
	}
}

func TestNoProxyIsUsed(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	target := serveHandler(t, func(http.ResponseWriter, *http.Request) {})
	if a := deliverTo(t, client(t, long), target, "{}"); !a.OK() {
		t.Errorf("%+v", a)
	}
}

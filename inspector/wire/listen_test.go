package wire_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector/wire"
)

// echo answers with the recorded head and trailer.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	head, ok := wire.TakeHead(r.Context())
	if !ok {
		http.Error(w, "no head", http.StatusInternalServerError)
		return
	}
	if r.URL.Path != "/unread" {
		io.Copy(io.Discard, r.Body)
	}
	w.Write(append(head, wire.TakeTrailer(r.Context())...))
})

type client struct {
	net.Conn
	r *bufio.Reader
}

func dial(t testing.TB, addr string) client {
	t.Helper()
	c, err := net.DialTimeout("tcp", addr, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(time.Minute))
	t.Cleanup(func() { c.Close() })
	return client{c, bufio.NewReader(c)}
}

// answer reads one response.
func (c client) answer() (status int, body string, err error) {
	resp, err := http.ReadResponse(c.r, nil)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

func TestConcurrentConnections(t *testing.T) {
	addr := start(t, echo, recorded)
	var wg sync.WaitGroup
	for n := range 16 {
		c := dial(t, addr)
		wg.Go(func() {
			for i := range 30 {
				// Two at a time, so that the server reads one while it handles the other.
				a := fmt.Sprintf("POST /%d/%d HTTP/1.1\r\nhost: a\r\nx-N: %d\r\nX-n: %d\r\nContent-Length: 3\r\n\r\n", n, i, n, i)
				b := fmt.Sprintf("PUT /%d/%d HTTP/1.1\r\nHOST:a\r\nTransfer-Encoding: chunked\r\n\r\n", n, i)
				trailer := fmt.Sprintf("x-SUM: %d\r\n", i)
				if _, err := io.WriteString(c, a+"abc"+b+"2\r\nde\r\n0\r\n"+trailer+"\r\n"); err != nil {
					t.Error(err)
					return
				}
				for _, want := range []string{a, b + trailer} {
					if _, got, err := c.answer(); got != want {
						t.Errorf("recorded %q (%v), sent %q", got, err, want)
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestContinueIsAskedForAndTheHeadIsThere(t *testing.T) {
	c := dial(t, start(t, echo, recorded))
	for range 2 {
		head := "POST / HTTP/1.1\r\nHost: a\r\nEXPECT: 100-continue\r\nContent-Length: 4\r\n\r\n"
		io.WriteString(c, head)
		if status, _, err := c.answer(); status != http.StatusContinue {
			t.Fatalf("status %d (%v), want 100", status, err)
		}
		io.WriteString(c, "body")
		if _, got, err := c.answer(); got != head {
			t.Fatalf("recorded %q (%v), sent %q", got, err, head)
		}
	}
}

// The server reads what a handler leaves of a body, up to 256 KiB, and hangs up
// when there is more.
func TestBodiesThatTheHandlerIgnores(t *testing.T) {
	addr := start(t, echo, recorded)
	for _, tt := range []struct {
		size int
		next bool
	}{{200 << 10, true}, {300 << 10, false}} {
		t.Run(fmt.Sprint(tt.size), func(t *testing.T) {
			t.Parallel()
			c := dial(t, addr)
			head := fmt.Sprintf("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", tt.size)
			next := "GET /next HTTP/1.1\r\nHost: b\r\n\r\n"
			go io.WriteString(c, head+strings.Repeat(next, tt.size/len(next)+1)[:tt.size]+next)
			if _, got, err := c.answer(); got != head {
				t.Fatalf("recorded %q (%v), sent %q", got, err, head)
			}
			_, got, err := c.answer()
			if tt.next && got != next {
				t.Errorf("recorded %q (%v), sent %q", got, err, next)
			}
			if !tt.next && err == nil {
				t.Errorf("the body was taken for a request: %q", got)
			}
		})
	}
}

func TestTooLargeHeadGets431(t *testing.T) {
	t.Parallel()
	c := dial(t, start(t, echo, recorded))
	go io.WriteString(c, "GET / HTTP/1.1\r\nHost: a\r\nX: "+strings.Repeat("x", headLimit+8192))
	if status, _, err := c.answer(); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d (%v), want 431", status, err)
	}
}

// A handler that skips its turn costs the heads after it their place. It must
// not make the recorder keep all of them.
func TestHeadsThatNobodyTakesAreLetGo(t *testing.T) {
	const limit = 1000
	last := "GET /last HTTP/1.1\r\nHost: a\r\n\r\n"
	addr := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/last" {
			head, ok := wire.TakeHead(r.Context())
			fmt.Fprintf(w, "%t %q", ok, head)
		}
	}), func(l net.Listener) net.Listener { return wire.Listen(l, limit) })
	c := dial(t, addr)
	for range 100 {
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: a\r\nX: "+strings.Repeat("x", 200)+"\r\n\r\n")
		if _, _, err := c.answer(); err != nil {
			t.Fatal(err)
		}
	}
	io.WriteString(c, last)
	if _, got, err := c.answer(); got != `false ""` {
		t.Errorf("got %s (%v), want no head", got, err)
	}
}

func TestContextsWithoutRecorder(t *testing.T) {
	if head, ok := wire.TakeHead(t.Context()); ok || head != nil {
		t.Errorf("TakeHead = %q, %t", head, ok)
	}
	if trailer := wire.TakeTrailer(t.Context()); trailer != nil {
		t.Errorf("TakeTrailer = %q", trailer)
	}
	ctx := t.Context()
	if got := wire.ConnContext(ctx, &script{}); got != ctx {
		t.Error("ConnContext changed the context for a connection that isn't recorded")
	}
}

func TestCloseWrite(t *testing.T) {
	tcp, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer tcp.Close()
	c := dial(t, tcp.Addr().String())
	if err := accepted(t, tcp).CloseWrite(); err != nil {
		t.Errorf("TCP: %v", err)
	}
	if b, err := io.ReadAll(c); err != nil || len(b) > 0 {
		t.Errorf("read %q, %v, want the end", b, err)
	}

	memory := &script{closed: make(chan struct{})}
	if err := accepted(t, listenOnce(memory)).CloseWrite(); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("a connection without halves: %v", err)
	}
}

func accepted(t *testing.T, l net.Listener) interface{ CloseWrite() error } {
	t.Helper()
	c, err := recorded(l).Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c.(interface{ CloseWrite() error })
}

func TestTheHeadBelongsToTheCaller(t *testing.T) {
	first := "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"
	second := "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
	all := play(t, []byte(first+"ab"+second))
	clear(all[0].head)
	if !bytes.Equal(all[1].head, []byte(second)) {
		t.Errorf("second head is %q", all[1].head)
	}
}

func BenchmarkServer(b *testing.B) {
	for _, bb := range []struct {
		name   string
		listen func(net.Listener) net.Listener
	}{
		{"plain", func(l net.Listener) net.Listener { return l }},
		{"recorded", recorded},
	} {
		b.Run(bb.name, func(b *testing.B) {
			addr := start(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				wire.TakeHead(r.Context())
				io.Copy(io.Discard, r.Body)
			}), bb.listen)
			c := dial(b, addr)
			c.SetDeadline(time.Time{})
			request := []byte("POST /sms HTTP/1.1\r\nHost: hooks.example.com\r\nUser-Agent: GatewayAPI/2.0\r\n" +
				"Accept: */*\r\nContent-Type: application/json\r\nX-Gwapi-Signature: " + strings.Repeat("x", 200) +
				"\r\nContent-Length: 200\r\n\r\n" + strings.Repeat("b", 200))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Write(request); err != nil {
					b.Fatal(err)
				}
				if _, _, err := c.answer(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package wire_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ringback/inspector/wire"
)

const headLimit = 1 << 20

// call is one handler call: what net/http made of the request, and what was
// recorded of it.
type call struct {
	req     *http.Request
	header  http.Header
	body    []byte
	bodyErr error
	read    bool // the handler read the body

	head    []byte
	ok      bool
	trailer []byte
}

// calls is a handler that notes each call. It leaves the bodies of /unread
// alone, reads those of /part in part, and lets net/http go on after a broken
// body of /duplex.
type calls struct {
	mu  sync.Mutex
	all []call
}

func (cs *calls) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := call{req: r, header: r.Header.Clone()}
	c.head, c.ok = wire.TakeHead(r.Context())
	switch r.URL.Path {
	case "/unread":
	case "/part":
		io.CopyN(io.Discard, r.Body, 3)
	case "/duplex":
		http.NewResponseController(w).EnableFullDuplex()
		fallthrough
	default:
		c.body, c.bodyErr = io.ReadAll(r.Body)
		c.read = true
		c.trailer = wire.TakeTrailer(r.Context())
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	cs.all = append(cs.all, c)
}

func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:                      h,
		ConnContext:                  wire.ConnContext,
		MaxHeaderBytes:               headLimit,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0),
	}
}

// play serves one connection on which the pieces arrive, one a read at most,
// and which then ends.
func play(t testing.TB, pieces ...[]byte) []call {
	t.Helper()
	conn := &script{pieces: pieces, closed: make(chan struct{})}
	l := listenOnce(conn)
	var cs calls
	srv := newServer(&cs)
	go srv.Serve(wire.Listen(l, headLimit))
	defer srv.Close()
	select {
	case <-conn.closed:
	case <-time.After(time.Minute):
		t.Fatal("the server did not finish the connection")
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	return cs.all
}

// start serves h on loopback and returns its address.
func start(t testing.TB, h http.Handler, listen func(net.Listener) net.Listener) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := newServer(h)
	done := make(chan struct{})
	go func() {
		defer close(done)
		srv.Serve(listen(l))
	}()
	t.Cleanup(func() {
		srv.Close()
		<-done
	})
	return l.Addr().String()
}

func recorded(l net.Listener) net.Listener { return wire.Listen(l, headLimit) }

// checkCalls compares every call with an independent reading of the stream: the
// recorded head must be in the stream, after the one before it, and http.ReadRequest
// must find there what the handler saw.
func checkCalls(t rapid.TB, stream []byte, all []call) {
	t.Helper()
	for i, c := range all {
		if c.req.ProtoMajor != 1 {
			return // the preface of HTTP/2: nothing is recorded from there on
		}
		if !c.ok {
			t.Fatalf("call %d (%s %s): no head", i, c.req.Method, c.req.RequestURI)
		}
		at := bytes.Index(stream, c.head)
		if at < 0 {
			t.Fatalf("call %d: the head was never sent:\n%q", i, c.head)
		}
		compare(t, i, c, stream[at:])
		checkParsed(t, i, c)
		stream = stream[at+len(c.head):]
	}
}

// compare reads a request from the start of stream and compares it with call i.
func compare(t rapid.TB, i int, c call, stream []byte) {
	t.Helper()
	want, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(stream)))
	if err != nil {
		t.Fatalf("call %d: http.ReadRequest: %v", i, err)
	}
	got := c.req
	if got.Method != want.Method || got.RequestURI != want.RequestURI || got.Proto != want.Proto || got.Host != want.Host {
		t.Fatalf("call %d: saw %s %s %s for %s, head says %s %s %s for %s", i,
			got.Method, got.RequestURI, got.Proto, got.Host, want.Method, want.RequestURI, want.Proto, want.Host)
	}
	if !equalHeaders(c.header, want.Header) {
		t.Fatalf("call %d: saw headers %q, head says %q", i, c.header, want.Header)
	}
	if !c.read {
		return
	}
	body, err := io.ReadAll(want.Body)
	if !bytes.Equal(c.body, body) || (c.bodyErr == nil) != (err == nil) {
		t.Fatalf("call %d: read body %q (%v), the stream has %q (%v)", i, c.body, c.bodyErr, body, err)
	}
	if c.bodyErr == nil {
		compareTrailer(t, i, c.trailer, want.Trailer)
	}
}

func compareTrailer(t rapid.TB, i int, raw []byte, want http.Header) {
	t.Helper()
	got := http.Header{}
	for _, f := range wire.ParseTrailer(raw) {
		got.Add(f[0], f[1])
	}
	for name := range want {
		if strings.Contains(name, " ") { // net/http lets these pass in trailers only
			return
		}
	}
	for name, values := range want { // nil for those that were announced and didn't come
		if strings.Join(got[name], "|") != trimJoin(values) {
			t.Fatalf("call %d: trailer %q, the stream has %q", i, got, want)
		}
	}
}

// checkParsed compares ParseHead with what net/http made of the same head, and
// writes the head and reads it again.
func checkParsed(t rapid.TB, i int, c call) {
	t.Helper()
	h, err := wire.ParseHead(c.head)
	if err != nil {
		t.Fatalf("call %d: %v", i, err)
	}
	if h.Method != c.req.Method || h.Target != c.req.RequestURI || h.Proto != c.req.Proto || h.Host() != c.req.Host {
		t.Fatalf("call %d: parsed %q for %q, saw %s %s for %q", i, h, h.Host(), c.req.Method, c.req.RequestURI, c.req.Host)
	}
	for name, values := range c.header {
		switch name {
		case "Cache-Control", "Content-Length": // net/http adds one and merges the other
		default:
			if strings.Join(h.Values(name), "|") != trimJoin(values) {
				t.Fatalf("call %d: parsed %s %q, saw %q", i, name, h.Values(name), values)
			}
		}
	}
	checkFormat(t, h)
}

func trimJoin(values []string) string {
	trimmed := make([]string, len(values))
	for i, v := range values {
		trimmed[i] = strings.Trim(v, " \t")
	}
	return strings.Join(trimmed, "|")
}

func equalHeaders(a, b http.Header) bool {
	if len(a) != len(b) {
		return false
	}
	for name, values := range a {
		if strings.Join(values, "\n") != strings.Join(b[name], "\n") {
			return false
		}
	}
	return true
}

package inspector_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/storage"
)

// dial opens a raw connection to the receiver, for what http.Client hides.
func dial(t *testing.T, e *inspectortest.Engine) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(e.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.SetDeadline(time.Now().Add(inspectortest.Patience)); err != nil {
		t.Fatal(err)
	}
	return c
}

// eventually waits until ok returns true.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(inspectortest.Patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited in vain for: " + what)
		}
	}
}

func TestTheRecordIsByteForByteWhatCame(t *testing.T) {
	e := inspectortest.Open(t)
	c := dial(t, e)
	head := "PATCH /a%20b/../c?x=1&x=2 HTTP/1.1\r\nhOsT: example.org\r\nX-Two: b\r\nX-two:a \r\nX-Two: b\r\nContent-Length: 5\r\n\r\n"
	body := "\x00\xff{}\n"
	fmt.Fprint(c, head+body)
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 200 || resp.ContentLength != 0 {
		t.Errorf("answered %s with %d bytes, want 200 and none", resp.Status, resp.ContentLength)
	}
	rec, err := e.Record(1)
	if err != nil {
		t.Fatal(err)
	}
	if string(rec.Request.Head) != head || string(rec.Request.Body) != body {
		t.Errorf("recorded %q %q\nsent     %q %q", rec.Request.Head, rec.Request.Body, head, body)
	}
	if got := e.Newest(t).Request; got.Target != "/a%20b/../c?x=1&x=2" || got.BodyEncoding != "base64" || got.Host != "example.org" {
		t.Errorf("read as %+v", got)
	}
}

func TestKeepAlivePipeliningChunksAndTrailers(t *testing.T) {
	e := inspectortest.Open(t)
	c := dial(t, e)
	requests := []string{
		"POST /1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 7\r\n\r\n",
		"GET /2 HTTP/1.1\r\nHost: x\r\n\r\n",
		"POST /3 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz",
	}
	fmt.Fprint(c, strings.Join(requests, ""))
	in := bufio.NewReader(c)
	for range requests {
		resp, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
	}
	page, err := e.Page(t.Context(), inspector.Query{OldestFirst: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range page {
		got = append(got, c.Request.Method+" "+c.Request.Target+" "+c.Request.Body)
	}
	if want := []string{"POST /1 abcde", "GET /2 ", "POST /3 xyz"}; !slices.Equal(got, want) {
		t.Errorf("recorded %q, want %q", got, want)
	}
	if want := [][2]string{{"X-Sum", "7"}}; !slices.Equal(page[0].Request.Trailers, want) {
		t.Errorf("trailers %v, want %v", page[0].Request.Trailers, want)
	}
}

func TestABodyOverTheLimitIsAnswered413AndItsFirstPartKept(t *testing.T) {
	e := inspectortest.Open(t)
	s := e.Settings()
	s.BodyLimit = 200 << 10
	if err := e.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	exact := strings.Repeat("x", 200<<10)
	if status, _ := e.Post(t, "/", exact); status != 200 {
		t.Errorf("a body of just the limit is answered %d", status)
	}
	if status, _ := e.Post(t, "/", exact+"y"); status != 413 {
		t.Errorf("one byte more is answered %d, want 413", status)
	}
	got := e.Newest(t)
	if !got.Request.Truncated || got.Request.Body != exact || got.Request.BodySize != int64(len(exact))+1 {
		t.Errorf("kept %d bytes of %d, truncated %v", len(got.Request.Body), got.Request.BodySize, got.Request.Truncated)
	}
	if got.Response.Status != 413 || got.Response.Rule == "" {
		t.Errorf("the record says we answered %d by rule %q", got.Response.Status, got.Response.Rule)
	}
}

func TestABodyThatBreaksOffIsRecordedAsIncomplete(t *testing.T) {
	for name, request := range map[string]string{
		"announced": "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
		"chunked":   "POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nff\r\nno",
	} {
		t.Run(name, func(t *testing.T) {
			e := inspectortest.Open(t)
			c := dial(t, e)
			fmt.Fprint(c, request)
			_ = c.(*net.TCPConn).CloseWrite()
			eventually(t, "a record", func() bool { return e.Count() == 1 })
			got := e.Newest(t)
			if !got.Request.Incomplete || !strings.HasPrefix(got.Request.Body, "half") {
				t.Errorf("recorded %q, incomplete %v", got.Request.Body, got.Request.Incomplete)
			}
		})
	}
}

func TestASlowBodyIsAnswered408(t *testing.T) {
	e := inspectortest.OpenAt(t, t.TempDir()+"/r.db", inspector.Options{Now: time.Now})
	s := e.Settings()
	s.BodySeconds = 1
	if err := e.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") // limits of a listener hold from its start
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = e.Serve(t.Context(), l, storage.Tunnel) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 408 {
		t.Errorf("answered %s, want 408", resp.Status)
	}
	if got := e.Newest(t); !got.Request.Incomplete || got.Request.Body != "half" || got.Via != "tunnel" {
		t.Errorf("recorded %+v via %s", got.Request, got.Via)
	}
}

func TestTheHTTP2PrefaceIsRefused(t *testing.T) {
	e := inspectortest.Open(t)
	c := dial(t, e)
	fmt.Fprint(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 505 || e.Count() != 0 {
		t.Errorf("answered %s, %d recorded", resp.Status, e.Count())
	}
}

func TestExpectContinueAndHTTP10(t *testing.T) {
	e := inspectortest.Open(t)
	c := dial(t, e)
	fmt.Fprint(c, "POST /cautious HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
	in := bufio.NewReader(c)
	if line, _ := in.ReadString('\n'); !strings.Contains(line, "100") {
		t.Fatalf("got %q, want 100 Continue", line)
	}
	_, _ = in.ReadString('\n')
	fmt.Fprint(c, "{}POST /old HTTP/1.0\r\nContent-Length: 1\r\n\r\n1")
	for range 2 {
		if _, err := http.ReadResponse(in, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := e.Newest(t).Request; got.Proto != "HTTP/1.0" || got.Body != "1" {
		t.Errorf("recorded %+v", got)
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	e := inspectortest.Open(t)
	s := e.Settings()
	s.MaxConnections = 2
	if err := e.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = e.Serve(t.Context(), l, storage.Local) }()
	var conns []net.Conn
	for range 3 {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		conns = append(conns, c)
	}
	eventually(t, "two answers", func() bool { return e.Count() == 2 })
	_ = conns[2].SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, err := conns[2].Read(make([]byte, 1)); err == nil {
		t.Error("the third of two connections is answered")
	}
	_ = conns[0].Close()
	_ = conns[1].Close()
	eventually(t, "the third after the first two", func() bool { return e.Count() == 3 })
}

func TestPagesOfLargeBodiesAreShort(t *testing.T) {
	e := inspectortest.Open(t)
	large := strings.Repeat("x", 9<<20)
	for range 6 {
		e.Post(t, "/", large)
	}
	var got []uint64
	for q := (inspector.Query{Limit: 100}); ; q.From = got[len(got)-1] - 1 {
		page, err := e.Page(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 || len(page) > 4 {
			t.Fatalf("a page of %d bodies of 9 MB", len(page))
		}
		for _, c := range page {
			got = append(got, c.ID)
		}
		if got[len(got)-1] == 1 {
			break
		}
	}
	if !slices.Equal(got, []uint64{6, 5, 4, 3, 2, 1}) {
		t.Errorf("got %v", got)
	}
}

func TestManyLargeBodiesAtOnceTakeTurns(t *testing.T) {
	e := inspectortest.Open(t)
	large := strings.Repeat("x", 1<<20)
	var wg sync.WaitGroup
	for range 40 { // more than may be held in memory
		wg.Go(func() {
			if status, _ := e.Post(t, "/", large); status != 200 {
				t.Errorf("answered %d", status)
			}
		})
	}
	wg.Wait()
	if e.Count() != 40 {
		t.Errorf("%d are stored", e.Count())
	}
}

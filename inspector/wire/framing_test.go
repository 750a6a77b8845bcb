package wire_test

import (
	"bytes"
	"strings"
	"testing"
)

// sent is a request as it goes over the wire.
type sent struct{ head, body, trailer, end string }

func join(requests []sent) []byte {
	var b bytes.Buffer
	for _, s := range requests {
		b.WriteString(s.head + s.body + s.trailer + s.end)
	}
	return b.Bytes()
}

// streams are requests that net/http accepts, each list on one connection.
var streams = []struct {
	name     string
	requests []sent
}{
	{"order, case, repeats and spacing are kept", []sent{{
		head: "POST /sms?x=%2f HTTP/1.1\r\nhOST:example.com\r\nX-b: 1\r\nx-A:\t two  \r\nX-B:3\r\nX-b:\r\nContent-Length: 4\r\n\r\n",
		body: "body",
	}}},
	{"keep-alive and pipelined", []sent{
		{head: "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"},
		{head: "POST /2 HTTP/1.1\r\nHost: b\r\nContent-Length: 5\r\n\r\n", body: "\r\n\r\nx"},
		{head: "POST /3 HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n", body: "3\r\nabc\r\n0\r\n", end: "\r\n"},
		{head: "OPTIONS * HTTP/1.1\r\nHost: d\r\n\r\n"},
		{head: "DELETE http://e/4 HTTP/1.1\r\nHost: other\r\n\r\n"},
		{head: "CONNECT f:443 HTTP/1.1\r\nHost: f:443\r\n\r\n"},
		{head: "PUT /5 HTTP/1.7\r\nHost: g\r\nContent-Length: 0\r\n\r\n"},
	}},
	{"a body that looks like a request", []sent{
		{head: "POST /outer HTTP/1.1\r\nHost: a\r\nContent-Length: 33\r\n\r\n", body: "GET /inner HTTP/1.1\r\nHost: b\r\n\r\nx"},
		{head: "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"chunked with extensions and trailers", []sent{
		{
			head:    "POST /1 HTTP/1.1\r\nHost: a\r\nTrailer: X-Sum\r\ntransfer-encoding:\r\n CHUNKED\r\n\r\n",
			body:    "5;name=\"value;\" \r\nhello\r\n0000b; x\r\n over there\r\n00;last\r\n",
			trailer: "x-sum:  1\r\nX-Other: a\r\n b\r\n", end: "\r\n",
		},
		{head: "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", body: "0\r\n", end: "\r\n"},
	}},
	{"trailers that nobody reads", []sent{
		{
			head: "POST /unread HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
			body: "4\r\nbody\r\n0\r\n", trailer: "X-Sum: 1\r\n", end: "\r\n",
		},
		{head: "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"chunked wins over Content-Length", []sent{
		{head: "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\nTransfer-Encoding: chunked\r\n\r\n", body: "1\r\n.\r\n0\r\n", end: "\r\n"},
		{head: "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"HTTP/1.0 knows no Transfer-Encoding", []sent{
		{head: "POST /1 HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", body: "0\r\n"},
		{head: "POST /2 HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"},
		{head: "GET /3 HTTP/1.0\r\n\r\n"},
	}},
	{"folded lines, also without content", []sent{
		{head: "POST /1 HTTP/1.1\r\nHost: a\r\nX-Fold: one\r\n\ttwo\r\n  \r\n three\r\nContent-Length:\r\n \r\n 2\r\n \r\n\r\n", body: "ab"},
		{head: "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"bare LF line ends", []sent{
		{head: "POST /1 HTTP/1.1\nHost: a\r\nContent-Length: 3\n\n", body: "a\nb"},
		{head: "GET /2 HTTP/1.1\nHost: a\n\r\n"},
		{head: "GET /3 HTTP/1.1\r\nHost: a\r\n\n"},
	}},
	{"line ends before a request line, after a POST", []sent{
		{head: "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", body: "x", end: "\r\n"},
		{head: "POST /2 HTTP/1.1\r\nHost: a\r\n\r\n", end: "\n\r\r\n"},
		{head: "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"Content-Length repeated", []sent{
		{head: "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\ncontent-length:  2 \r\n\r\n", body: "xy"},
		{head: "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"bodies that are not or not wholly read", []sent{
		{head: "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n", body: strings.Repeat("GET / HTTP/1.1\r\n", 18) + "            "},
		{head: "POST /part HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", body: "10\r\n0123456789abcdef\r\n0\r\n", end: "\r\n"},
		{head: "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
	{"a body of 100-continue that is there already", []sent{
		{head: "POST /1 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", body: "xy"},
		{head: "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"},
	}},
}

func checkSent(t *testing.T, requests []sent, pieces ...[]byte) {
	t.Helper()
	all := play(t, pieces...)
	if len(all) != len(requests) {
		t.Fatalf("%d handler calls for %d requests", len(all), len(requests))
	}
	for i, c := range all {
		if string(c.head) != requests[i].head {
			t.Errorf("request %d: recorded head\n%q, sent\n%q", i, c.head, requests[i].head)
		}
		if c.read && string(c.trailer) != requests[i].trailer {
			t.Errorf("request %d: recorded trailer %q, sent %q", i, c.trailer, requests[i].trailer)
		}
	}
	checkCalls(t, join(requests), all)
}

func TestHeadsAreExact(t *testing.T) {
	for _, tt := range streams {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			stream := join(tt.requests)
			checkSent(t, tt.requests, bytes.Clone(stream))
			checkSent(t, tt.requests, dribble(stream)...)
			for cut := range stream {
				checkSent(t, tt.requests, bytes.Clone(stream[:cut]), bytes.Clone(stream[cut:]))
			}
		})
	}
}

// dribble makes pieces of one byte each.
func dribble(stream []byte) [][]byte {
	var pieces [][]byte
	for i := range stream {
		pieces = append(pieces, []byte{stream[i]})
	}
	return pieces
}

const (
	next        = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"
	chunkedHead = "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
)

// broken are streams that net/http refuses or can't finish, and how many
// requests in them reach a handler.
var broken = []struct {
	name, stream string
	calls        int
}{
	{"nothing", "", 0},
	{"a head that ends early", "GET / HTTP/1.1\r\nHost:", 0},
	{"a body that ends early", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", 1},
	{"a chunk that ends early", chunkedHead + "9\r\nabc", 1},
	{"a trailer that ends early", chunkedHead + "0\r\nX-Sum: 1\r\n", 1},
	{"line ends before the first request", "\r\n" + next, 0},
	{"too many line ends after a POST", "POST / HTTP/1.1\r\nHost: a\r\n\r\n\r\n\r\n\r\n" + next, 1},
	{"two encodings", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next, 0},
	{"an unknown encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + next, 0},
	{"lengths that differ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" + next, 0},
	{"a length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na" + next, 0},
	{"a length folded in two", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n 2\r\n\r\na" + next, 0},
	{"an empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n" + next, 0},
	{"a blank before the colon", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\na" + next, 0},
	{"no Host", "GET / HTTP/1.1\r\n\r\n" + next, 0},
	{"an expectation that is not known", "POST / HTTP/1.1\r\nHost: a\r\nExpect: cake\r\n\r\n" + next, 0},
	{"a chunk size that is no number", chunkedHead + "5x\r\nhello\r\n0\r\n\r\n" + next, 1},
	{"a chunk size too long", chunkedHead + strings.Repeat("0", 17) + "\r\n\r\n" + next, 1},
	{"a chunk line with a bare LF", chunkedHead + "0\n\r\n" + next, 1},
	{"a chunk longer than its size", chunkedHead + "2\r\nabc\r\n0\r\n\r\n" + next, 1},
	{"a chunk line too long", chunkedHead + "0;" + strings.Repeat("x", 5000) + "\r\n\r\n" + next, 1},
	{"chunks with little data in them", chunkedHead + strings.Repeat("1;"+strings.Repeat("x", 4000)+"\r\n.\r\n", 6) + "0\r\n\r\n" + next, 1},
	{"a trailer too long", chunkedHead + "0\r\nX: " + strings.Repeat("x", 5000) + "\r\n\r\n" + next, 1},
	{"a trailer that is no header", chunkedHead + "0\r\nX\r\n\r\n" + next, 1},
	{"HTTP/0.9", "GET /\r\n" + next, 0},
	{"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n" + next, 0},
	{"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + next, 1},
	{"noise", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n" + next, 0},
}

// They must not reach a handler as anything else.
func TestBrokenRequests(t *testing.T) {
	for _, tt := range broken {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, pieces := range [][][]byte{{[]byte(tt.stream)}, dribble([]byte(tt.stream))} {
				all := play(t, pieces...)
				if len(all) != tt.calls {
					t.Fatalf("%d handler calls, want %d", len(all), tt.calls)
				}
				checkCalls(t, []byte(tt.stream), all)
			}
		})
	}
}

// The preface of HTTP/2 reaches a handler, as a request whose head isn't HTTP/1.
func TestNothingIsRecordedAfterAnHTTP2Preface(t *testing.T) {
	const head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
	all := play(t, []byte(head+"0\r\nX: y\r\n\r\nPRI * HTTP/2.0\r\nHost: a\r\n\r\n"+next))
	if len(all) != 3 || string(all[0].trailer) != "X: y\r\n" {
		t.Fatalf("%d handler calls, want 3, and trailer %q", len(all), all[0].trailer)
	}
	for _, c := range all[1:] {
		if c.ok || c.head != nil || c.trailer != nil {
			t.Errorf("%s %s: got head %q and trailer %q", c.req.Method, c.req.URL, c.head, c.trailer)
		}
	}
}

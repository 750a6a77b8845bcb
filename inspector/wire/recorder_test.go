package wire_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLargeHeads(t *testing.T) {
	// The server reads up to 4096 bytes over its limit.
	for _, size := range []int{4095, 4096, 4097, 100_000, headLimit, headLimit + 4096} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			head := "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nX: "
			head += strings.Repeat("x", size-len(head)-4) + "\r\n\r\n"
			requests := []sent{{head: head, body: "ab"}, {head: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"}}
			stream := join(requests)
			checkSent(t, requests, bytes.Clone(stream))
			checkSent(t, requests, stream[:size-3], stream[size-3:size-1], stream[size-1:])
		})
	}
}

// Behind a pipelined request, a head has what the server had read ahead on top.
func TestLargestHead(t *testing.T) {
	requests := []sent{{head: next}, {head: "GET / HTTP/1.1\r\nHost: a\r\nX: "}}
	requests[1].head += strings.Repeat("x", headLimit+8192-len(next)-len(requests[1].head)-4) + "\r\n\r\n"
	checkSent(t, requests, join(requests))
}

func TestTooLargeHeadIsRefusedAndNotRecorded(t *testing.T) {
	t.Parallel()
	stream := "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", headLimit+8192) + "\r\n\r\n"
	all := play(t, []byte(stream))
	if len(all) != 1 {
		t.Fatalf("%d handler calls, want 1", len(all))
	}
	checkCalls(t, []byte(stream), all)
}

// drawRequest makes a request that net/http accepts.
func drawRequest(t *rapid.T) sent {
	eol := rapid.SampledFrom([]string{"\r\n", "\r\n", "\n"}).Draw(t, "eol")
	target := rapid.SampledFrom([]string{"/", "/unread", "/part", "/a?b=%20", "http://b/c"}).Draw(t, "target")
	s := sent{head: fmt.Sprintf("%s %s HTTP/1.1%s", rapid.SampledFrom([]string{"GET", "POST", "PUT", "X-CUSTOM"}).Draw(t, "method"), target, eol)}
	header := func(name, value string) { s.head += name + ":" + value + eol }
	header(rapid.SampledFrom([]string{"Host", "hOsT"}).Draw(t, "host"), " a")
	for range rapid.IntRange(0, 4).Draw(t, "headers") {
		header(rapid.StringMatching(`[Xx]-[A-Za-z]{1,8}`).Draw(t, "name"), rapid.StringMatching(`[ \t]{0,2}[!-~]{0,9}(\r?\n[ \t][!-~]{0,9})?[ \t]?`).Draw(t, "value"))
	}
	body := rapid.SampledFrom([]string{"", "x", "\r\n\r\n", "GET / HTTP/1.1\r\nHost: b\r\n\r\n", strings.Repeat("0\r\n\r\n", 1200)}).Draw(t, "body")
	switch rapid.SampledFrom([]string{"none", "length", "chunked", "both"}).Draw(t, "framing") {
	case "none":
		s.head += eol
		return s
	case "length":
		header("Content-Length", fmt.Sprintf(" %d", len(body)))
		s.head += eol
		s.body = body
		return s
	case "both":
		header("content-length", " 7")
	}
	header("Transfer-Encoding", " Chunked")
	s.head += eol
	for len(body) > 0 {
		n := rapid.IntRange(1, min(len(body), 5000)).Draw(t, "chunk")
		s.body += fmt.Sprintf("%x%s\r\n%s\r\n", n, rapid.SampledFrom([]string{"", " ", ";a", "; a=\"b\""}).Draw(t, "extension"), body[:n])
		body = body[n:]
	}
	s.body += "0\r\n"
	for range rapid.IntRange(0, 2).Draw(t, "trailers") {
		s.trailer += rapid.StringMatching(`[Xx]-[A-Za-z]{1,8}: ?[!-~]{0,9}\r\n`).Draw(t, "trailer")
	}
	s.end = "\r\n"
	return s
}

// Any requests in any pieces give exactly their own heads and trailers.
func TestAnyPipeline(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		requests := rapid.SliceOfN(rapid.Custom(drawRequest), 1, 6).Draw(rt, "requests")
		stream := join(requests)
		pieces := split(stream, rapid.Uint64().Draw(rt, "cuts"))
		all := play(t, pieces...)
		if len(all) != len(requests) {
			rt.Fatalf("%d handler calls for %d requests", len(all), len(requests))
		}
		for i, c := range all {
			if string(c.head) != requests[i].head || c.read && string(c.trailer) != requests[i].trailer {
				rt.Fatalf("request %d: recorded %q and %q, sent %q and %q", i, c.head, c.trailer, requests[i].head, requests[i].trailer)
			}
		}
		checkCalls(rt, stream, all)
	})
}

// split cuts a copy of the stream into pieces of random sizes, small and large.
func split(stream []byte, seed uint64) [][]byte {
	rnd := rand.New(rand.NewPCG(seed, 0))
	stream = bytes.Clone(stream)
	var pieces [][]byte
	for len(stream) > 0 {
		n := min(1+rnd.IntN(1<<rnd.IntN(14)), len(stream))
		pieces = append(pieces, stream[:n])
		stream = stream[n:]
	}
	return pieces
}

// Whatever arrives, a handler gets the head of the request that it sees.
func FuzzRecorder(f *testing.F) {
	for i, s := range streams {
		f.Add(join(s.requests), uint64(i))
	}
	for i, s := range broken {
		f.Add([]byte(s.stream), uint64(i))
	}
	f.Fuzz(func(t *testing.T, stream []byte, cuts uint64) {
		checkCalls(t, stream, play(t, split(stream, cuts)...))
	})
}

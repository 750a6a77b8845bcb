package wire_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringback/inspector/wire"
)

func TestReadRequest(t *testing.T) {
	const chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
	length := func(n int, eol, body string) string {
		return fmt.Sprintf("POST / HTTP/1.1%[1]sContent-Length: %[2]d%[1]s%[1]s%[3]s", eol, n, body)
	}
	for _, tt := range []struct{ name, raw, body string }{
		{"no body", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", ""},
		{"no empty line", "GET / HTTP/1.1\r\nHost: a", ""},
		{"exact length", length(4, "\r\n", "body"), "body"},
		{"exact length with line ends in it", length(6, "\n", "\nbody\n"), "\nbody\n"},
		{"an editor's line end", length(4, "\r\n", "body\n"), "body"},
		{"an editor's line end, by hand", length(4, "\n", "body\r\n\n"), "body"},
		{"shorter, by hand", length(9, "\n", "body\n"), "body\n"},
		{"longer, by hand", length(2, "\n", "body\n"), "body\n"},
		{"no length, by hand", "POST / HTTP/1.1\n\nbody\n\n", "body\n\n"},
		{"no length", "POST / HTTP/1.1\r\n\r\nbody\r\n", "body\r\n"},
		{"line ends and a mark before it", "\xef\xbb\xbf\r\n\nPOST / HTTP/1.1\r\n\r\nbody", "body"},
		{"chunked", chunked + "3;x=y\r\na\r\n\r\n1\r\nb\r\n0\r\n\r\n", "a\r\nb"},
		{"chunked with a trailer and an editor's line end", chunked + "1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n\n", "a"},
		{"chunked without its last line", chunked + "1\r\na\r\n0\r\n", "a"},
		{"chunked wins", "POST / HTTP/1.1\r\nContent-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a"},
		{"HTTP/1.0 knows no chunks", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n", "0\r\n"},
		{"as tools show it", "POST / HTTP/2\nhost: a\n\nbody", "body"},
	} {
		h, body, err := wire.ReadRequest([]byte(tt.raw))
		if err != nil || string(body) != tt.body {
			t.Errorf("%s: body %q, %v, want %q", tt.name, body, err, tt.body)
		}
		if h.Target != "/" {
			t.Errorf("%s: head %q", tt.name, h)
		}
	}
}

func TestReadRequestRefusesNonsense(t *testing.T) {
	const start = "POST / HTTP/1.1\r\n"
	for _, tt := range []struct {
		raw  string
		is   error
		says string
	}{
		{"", wire.ErrNoRequestLine, "line 1"},
		{`{"id": 1}` + "\n", wire.ErrNoRequestLine, "no HTTP request line such as POST /path HTTP/1.1"},
		{"Content-Type: text/plain\r\n\r\nx", wire.ErrNoRequestLine, "line 1"},
		{start + "Content-Length\r\n\r\nx", wire.ErrMalformed, "line 2"},
		{start + "Content-Length: 7\r\n\r\nbody", wire.ErrBodyLength, "it says 7 bytes, and 4 follow"},
		{start + "Content-Length: 3\r\n\r\nbody", wire.ErrBodyLength, "it says 3 bytes, and 4 follow"},
		{start + "Content-Length: -1\r\n\r\nbody", wire.ErrMalformed, "Content-Length is no number"},
		{start + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody", wire.ErrMalformed, "differ"},
		{start + "Transfer-Encoding: gzip\r\n\r\nbody", wire.ErrMalformed, "other than chunked"},
		{start + "Transfer-Encoding: chunked\r\n\r\nbody", wire.ErrMalformed, "chunked body"},
		{start + "Transfer-Encoding: chunked\r\n\r\n5\r\nbod", wire.ErrMalformed, "chunked body"},
		{start + "Transfer-Encoding: chunked\r\n\r\n0\r\nbody", wire.ErrMalformed, "trailer"},
		{start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nbody", wire.ErrMalformed, "text after the last chunk"},
	} {
		_, body, err := wire.ReadRequest([]byte(tt.raw))
		if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: error %v, want %q", tt.raw, err, tt.says)
		}
		if body != nil {
			t.Errorf("%q: body %q beside the error", tt.raw, body)
		}
	}
}

// What was read can be written with its length and read again.
func FuzzReadRequest(f *testing.F) {
	for _, s := range streams {
		f.Add(join(s.requests[:1]))
	}
	f.Add([]byte("POST / HTTP/1.1\nContent-Length: 9\n\nbody\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		h, body, err := wire.ReadRequest(raw)
		if err != nil {
			return
		}
		plain := h
		plain.Headers = nil
		for _, field := range h.Headers {
			if !strings.EqualFold(field[0], "Content-Length") && !strings.EqualFold(field[0], "Transfer-Encoding") {
				plain.Headers = append(plain.Headers, field)
			}
		}
		plain.Headers = append(plain.Headers, [2]string{"Content-Length", fmt.Sprint(len(body))})
		head, err := wire.FormatHead(plain)
		if err != nil {
			t.Fatal(err)
		}
		again, got, err := wire.ReadRequest(append(head, body...))
		if err != nil || !bytes.Equal(got, body) {
			t.Fatalf("body %q (%v), was %q", got, err, body)
		}
		if diff := cmp.Diff(plain, again); diff != "" {
			t.Fatalf("written and read again (-before +after):\n%s", diff)
		}
	})
}

package wire_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ringback/inspector/wire"
)

func TestParseHead(t *testing.T) {
	want := wire.Head{Method: "POST", Target: "/sms?x=1", Proto: "HTTP/1.1", Headers: [][2]string{
		{"hOST", "example.com"}, {"X-b", "1"}, {"x-A", "two\tparts"}, {"X-B", ""}, {"X-Fold", "one two  three"},
	}}
	text := "POST /sms?x=1 HTTP/1.1\nhOST:example.com\nX-b: 1\nx-A:  two\tparts\t\nX-B:\nX-Fold:\n one\n\ttwo \n \n three\n \n\n"
	for name, raw := range map[string]string{
		"LF":                text,
		"CRLF":              strings.ReplaceAll(text, "\n", "\r\n"),
		"mixed":             strings.Replace(text, "\n", "\r\n", 3),
		"no empty line":     strings.TrimSuffix(text, "\n"),
		"no final line end": strings.TrimSuffix(text, "\n\n"),
	} {
		h, err := wire.ParseHead([]byte(raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, h); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := want.Values("x-B"); !slices.Equal(got, []string{"1", ""}) {
		t.Errorf("Values = %q", got)
	}
	if got := want.Get("HOST"); got != "example.com" {
		t.Errorf("Get = %q", got)
	}
	if got := want.Get("None"); got != "" {
		t.Errorf("Get of a missing header = %q", got)
	}
}

func TestParseHeadRefusesNonsense(t *testing.T) {
	const secret = "s3cret"
	const start = "GET / HTTP/1.1\r\n"
	for _, tt := range []struct {
		raw  string
		is   error
		says string
	}{
		{"", wire.ErrNoRequestLine, "line 1"},
		{`{"id": "s3cret"}`, wire.ErrNoRequestLine, "line 1: no HTTP request line such as POST /path HTTP/1.1"},
		{"GET /s3cret\r\n\r\n", wire.ErrNoRequestLine, "line 1"},
		{"GET /s3cret HTTP/11\r\n\r\n", wire.ErrNoRequestLine, "line 1"},
		{"GET / s3cret HTTP/1.1\r\n\r\n", wire.ErrNoRequestLine, "line 1"},
		{"G(T / HTTP/1.1\r\n\r\n", wire.ErrMalformed, "line 1: malformed HTTP request: the method"},
		{" / HTTP/1.1\r\n\r\n", wire.ErrMalformed, "line 1: malformed HTTP request: the method"},
		{"GET  HTTP/1.1\r\n\r\n", wire.ErrMalformed, "the target"},
		{"GET /\x00s3cret HTTP/1.1\r\n\r\n", wire.ErrMalformed, "the target"},
		{start + " Host: s3cret\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: the first header line starts with a blank"},
		{start + "Host: a\r\n b\r\ns3cret\r\n\r\n", wire.ErrMalformed, "line 4: malformed HTTP request: no colon"},
		{start + "s3cret\r\n X: y\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: no colon"},
		{start + "s3cret : x\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: the header name"},
		{start + ": s3cret\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: the header name"},
		{start + "A: s3cret\rB: c\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: control character"},
		{start + "A: b\r\n \x00s3cret\r\n\r\n", wire.ErrMalformed, "line 2: malformed HTTP request: control character"},
		{start + "A: b\r\n\r\ns3cret", wire.ErrMalformed, "text after the empty line"},
	} {
		h, err := wire.ParseHead([]byte(tt.raw))
		if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: error %v, want %q", tt.raw, err, tt.says)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%q: the error quotes a value: %v", tt.raw, err)
		}
		if diff := cmp.Diff(wire.Head{}, h); diff != "" {
			t.Errorf("%q: a head beside the error: %s", tt.raw, diff)
		}
	}
}

func TestParseTrailer(t *testing.T) {
	got := wire.ParseTrailer([]byte("x-SUM: 1\r\nB:\r\n 2\r\nno header\r\nC: 3\r\n"))
	if diff := cmp.Diff([][2]string{{"x-SUM", "1"}, {"B", "2"}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := wire.ParseTrailer(nil); got != nil {
		t.Errorf("of nothing: %q", got)
	}
}

func TestHost(t *testing.T) {
	for _, tt := range []struct{ method, target, want string }{
		{"GET", "/x", "header:1"},
		{"OPTIONS", "*", "header:1"},
		{"GET", "//other/x", "header:1"},
		{"GET", "http://target:8080/x", "target:8080"},
		{"CONNECT", "target:443", "target:443"},
		{"CONNECT", "/rpc", "header:1"},
	} {
		h := wire.Head{Method: tt.method, Target: tt.target, Headers: [][2]string{{"hOst", "header:1"}}}
		if got := h.Host(); got != tt.want {
			t.Errorf("%s %s: host %q, want %q", tt.method, tt.target, got, tt.want)
		}
	}
}

func TestFormatHead(t *testing.T) {
	got, err := wire.FormatHead(wire.Head{Method: "GET", Target: "/a", Proto: "HTTP/1.1", Headers: [][2]string{
		{"hOst", " a "}, {"X-Empty", ""}, {"x-empty", "b\tc"},
	}})
	want := "GET /a HTTP/1.1\r\nhOst: a\r\nX-Empty:\r\nx-empty: b\tc\r\n\r\n"
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestFormatHeadCannotSmuggle(t *testing.T) {
	for name, change := range map[string]func(*wire.Head){
		"method":        func(h *wire.Head) { h.Method = "GET / HTTP/1.1\r\nX:" },
		"target":        func(h *wire.Head) { h.Target = "/ HTTP/1.1\r\nX:" },
		"target, blank": func(h *wire.Head) { h.Target = "/a b" },
		"proto":         func(h *wire.Head) { h.Proto = "HTTP/1.1\r\nX: y" },
		"name":          func(h *wire.Head) { h.Headers[0][0] = "A: b\r\nX" },
		"empty name":    func(h *wire.Head) { h.Headers[0][0] = "" },
		"CR":            func(h *wire.Head) { h.Headers[0][1] = "b\rX: s3cret" },
		"LF":            func(h *wire.Head) { h.Headers[0][1] = "b\nX: s3cret" },
		"NUL":           func(h *wire.Head) { h.Headers[0][1] = "b\x00s3cret" },
	} {
		h := wire.Head{Method: "GET", Target: "/", Proto: "HTTP/1.1", Headers: [][2]string{{"A", "b"}}}
		change(&h)
		text, err := wire.FormatHead(h)
		if err == nil || text != nil {
			t.Errorf("%s: wrote %q", name, text)
		} else if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the error quotes the value: %v", name, err)
		}
	}
}

// checkFormat writes h and reads it again.
func checkFormat(t rapid.TB, h wire.Head) {
	t.Helper()
	text, err := wire.FormatHead(h)
	if err != nil {
		t.Fatalf("FormatHead(%q): %v", h, err)
	}
	again, err := wire.ParseHead(text)
	if err != nil {
		t.Fatalf("ParseHead(%q): %v", text, err)
	}
	if diff := cmp.Diff(h, again); diff != "" {
		t.Fatalf("written and read again (-before +after):\n%s", diff)
	}
	if bytes.Count(text, []byte("\n")) != len(h.Headers)+2 {
		t.Fatalf("%d headers became %q", len(h.Headers), text)
	}
}

func FuzzParseHead(f *testing.F) {
	for _, s := range streams {
		f.Add([]byte(s.requests[0].head))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if h, err := wire.ParseHead(raw); err == nil {
			checkFormat(t, h)
		}
	})
}

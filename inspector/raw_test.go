package inspector_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/inspectortest"
	"ringback/inspector/wire"
	"ringback/storage"
)

// rawRequests are requests that are hard to write down: for a shell, for curl,
// or for HTTP.
func rawRequests() map[string]string {
	sms := inspectortest.MOSMS(1)
	return map[string]string{
		"an SMS":            "POST /sms/in HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(sms)) + "\r\n\r\n" + sms,
		"bare":              "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi",
		"no body":           "GET /a?b=c&d=%20 HTTP/1.1\r\nHost: h\r\nUser-Agent: x\r\nAccept: */*\r\n\r\n",
		"an empty body":     "POST /empty HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
		"quotes":            "PUT /it's HTTP/1.1\r\nHost: h\r\nX-Quote: 'a' \"b\" `c` $(d) $e \\n !f\r\nContent-Length: 30\r\n\r\n'a' \"b\" `c` $(d) $e \\n !f %s\n\n",
		"body like a file":  "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n@/etc/hosts",
		"two lines":         "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\na\n\tb\nc\n\n",
		"line ends":         "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\na\r\nb\r\n",
		"binary":            "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: x\r\nContent-Length: 6\r\n\r\n\x00\xff\xfe\n\x1b[",
		"terminal commands": "POST / HTTP/1.1\r\nHost: h\r\nX-Evil: a\xc2\x9b31mb \xe2\x80\xaec %d '\r\nContent-Length: 5\r\n\r\n\x1b[31m",
		"chunked":           "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n",
		"nothing, chunked":  "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"dots":              "GET /a/../b/./c HTTP/1.1\r\nHost: h\r\n\r\n",
		"brackets":          "GET /a[1-3]{x,y}?q=[] HTTP/1.1\r\nHost: h\r\n\r\n",
		"a fragment":        "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n",
		"bytes as target":   "GET /caf\xc3\xa9\xff HTTP/1.1\r\nHost: h\r\n\r\n",
		"a whole URL":       "GET http://h/a HTTP/1.1\r\nHost: h\r\n\r\n",
		"two slashes":       "GET //h/a HTTP/1.1\r\nHost: h\r\n\r\n",
		"asterisk":          "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
		"head":              "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n",
		"GET with a body":   "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
		"own method":        "-x'!$ /a HTTP/1.1\r\nHost: h\r\n\r\n",
		"headers":           "POST / HTTP/1.1\r\nHost: h\r\nx-lower: 1\r\nX-Same: a\r\nX-Same: b\r\nX-Empty:\r\nX-Folded: a\r\n b\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
		"old":               "POST /old HTTP/1.0\r\nContent-Length: 1\r\n\r\nx",
		"long":              "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + strings.Repeat("abc\n", 75000),
	}
}

// sendRaw sends a request byte for byte and returns what was recorded.
func sendRaw(t *testing.T, e *inspectortest.Engine, raw string) *storage.Record {
	t.Helper()
	before := e.Now().Last
	conn, err := net.Dial("tcp", strings.TrimPrefix(e.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, raw); err != nil {
		t.Fatal(err)
	}
	return recordAfter(t, e, before)
}

// recordAfter waits for the record after the one with the id before.
func recordAfter(t *testing.T, e *inspectortest.Engine, before uint64) *storage.Record {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), inspectortest.Patience)
	defer cancel()
	for seen := (inspector.Mark{}); seen.Last <= before; {
		var err error
		if seen, err = e.Next(ctx, seen); err != nil {
			t.Fatalf("nothing was recorded: %v", err)
		}
	}
	rec, err := e.Record(before + 1)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// The raw form of what came is what came; the trailer after chunks moves behind
// the one chunk that is written.
func TestRawRequestIsWhatCame(t *testing.T) {
	e := inspectortest.Open(t)
	for name, raw := range rawRequests() {
		t.Run(name, func(t *testing.T) {
			rec := sendRaw(t, e, raw)
			got := inspector.RawRequest(rec)
			if name != "chunked" && string(got) != raw {
				t.Errorf("got %.300q\nwant %.300q", got, raw)
			}
			h, body, err := wire.ReadRequest(got)
			if err != nil {
				t.Fatalf("it cannot be read again: %v\n%.300q", err, got)
			}
			want, err := wire.ParseHead(rec.Request.Head)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, h); diff != "" || !bytes.Equal(body, rec.Request.Body) {
				t.Errorf("read again (-want +got):\n%s\nbody %.300q, want %.300q", diff, body, rec.Request.Body)
			}
		})
	}
}

// The command is run by a shell, with the real curl, against a real receiver.
func TestCurlSendsTheSameAgain(t *testing.T) {
	for _, tool := range []string{"sh", "curl", "base64"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not there", tool)
		}
	}
	e := inspectortest.Open(t)
	for name, raw := range rawRequests() {
		t.Run(name, func(t *testing.T) {
			want := sendRaw(t, e, raw)
			command, err := inspector.Curl(want, e.URL)
			if err != nil {
				t.Fatal(err)
			}
			if at := strings.IndexFunc(command, func(r rune) bool {
				return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar)
			}); at >= 0 {
				t.Errorf("%q in %q", command[at:at+1], command)
			}
			before := e.Now().Last
			cmd := exec.Command("sh")
			cmd.Stdin = strings.NewReader(command) // it may be too long for an argument
			cmd.Env = append(os.Environ(), "http_proxy=", "HTTP_PROXY=", "ALL_PROXY=", "all_proxy=", "HOME="+t.TempDir())
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s\n%.2000s", err, out, command)
			}
			got := recordAfter(t, e, before)
			if diff := cmp.Diff(sentBy(t, want), sentBy(t, got)); diff != "" {
				t.Errorf("sent again (-want +got):\n%.2000s\n%.2000s", diff, command)
			}
		})
	}
}

// sentBy returns what a request says, without what belongs to its connection.
func sentBy(t *testing.T, rec *storage.Record) []any {
	t.Helper()
	h, err := wire.ParseHead(rec.Request.Head)
	if err != nil {
		t.Fatal(err)
	}
	headers := slices.DeleteFunc(h.Headers, func(line [2]string) bool {
		return slices.Contains([]string{"Host", "Content-Length", "Transfer-Encoding", "Trailer", "Connection"}, line[0])
	})
	return []any{h.Method, h.Target, h.Proto, headers, string(rec.Request.Body)}
}

func TestCurlTo(t *testing.T) {
	target, err := deliver.ParseTarget("http://127.0.0.1:4100/sms?key=1")
	if err != nil {
		t.Fatal(err)
	}
	q, err := deliver.Compose(target, "POST", [][2]string{{"Content-Type", "application/json"}}, []byte(`{"id": 1}`))
	if err != nil {
		t.Fatal(err)
	}
	command, err := inspector.CurlTo(target, q)
	if want := "curl --request POST 'http://127.0.0.1:4100/sms?key=1' \\\n  --header 'Content-Type: application/json'"; err != nil || !strings.HasPrefix(command, want) {
		t.Errorf("%s, %v", command, err)
	}
}

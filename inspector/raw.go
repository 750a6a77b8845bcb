package inspector

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ringback/inspector/deliver"
	"ringback/inspector/wire"
	"ringback/storage"
)

// RawRequest returns a recorded request as HTTP: the exact head and body. A body
// that came in chunks is written as one, so that the text can be read again.
func RawRequest(rec *storage.Record) []byte {
	head, body := rec.Request.Head, rec.Request.Body
	if h, err := wire.ParseHead(head); err != nil || !isChunked(h) {
		return slices.Concat(head, body)
	}
	chunk := ""
	if len(body) > 0 {
		chunk = fmt.Sprintf("%x\r\n%s\r\n", len(body), body)
	}
	return slices.Concat(head, []byte(chunk+"0\r\n"), rec.Request.Trailer, []byte("\r\n"))
}

func isChunked(h wire.Head) bool {
	return h.Proto != "HTTP/1.0" && strings.EqualFold(h.Get("Transfer-Encoding"), "chunked")
}

// maxArgument is how long a body may be to stand in an argument of a command:
// Linux takes 128 KiB, of which quotes need some.
const maxArgument = 64 << 10

// Curl returns a command for a POSIX shell that sends a recorded request to the
// server at base, an address without a path. What belongs to the connection
// that the request came on is left out; curl makes it anew. Whatever came, the
// command holds no control characters but line ends and tabs.
func Curl(rec *storage.Record, base string) (string, error) {
	h, err := wire.ParseHead(rec.Request.Head)
	if err != nil {
		return "", fmt.Errorf("curl command: %w", err)
	}
	body := rec.Request.Body
	hasBody := len(body) > 0 || h.Get("Content-Length") != ""
	words := append([]string{"curl"}, curlTarget(h, strings.TrimSuffix(base, "/"), hasBody)...)
	for _, line := range curlHeaders(h, hasBody, len(body)) {
		words = append(words, "\\\n  --header", quote(line))
	}
	switch {
	case !hasBody:
		return strings.Join(words, " "), nil
	case len(body) <= maxArgument && isPlain(string(body)):
		return strings.Join(append(words, "\\\n  --data-raw", quote(string(body))), " "), nil
	}
	words = append(words, "\\\n  --data-binary @-")
	return "printf %s " + quote(base64.StdEncoding.EncodeToString(body)) + " | base64 -d | \\\n" + strings.Join(words, " "), nil
}

// curlTarget returns the words for method and target. A target that curl would
// change (it shortens /../, expands brackets, cuts off a fragment) goes in a flag
// of its own.
func curlTarget(h wire.Head, base string, hasBody bool) (words []string) {
	switch {
	case h.Method == http.MethodHead && !hasBody:
		words = append(words, "--head")
	case h.Method == http.MethodHead: // curl refuses --head, and waits for a body of the answer
		words = append(words, "--request HEAD --max-time 5")
	case h.Method != http.MethodGet || hasBody:
		words = append(words, "--request", quote(h.Method))
	}
	if h.Proto == "HTTP/1.0" {
		words = append(words, "--http1.0")
	}
	if !strings.HasPrefix(h.Target, "/") || strings.Contains(h.Target, "/.") || !isWord(h.Target, "?&=%+,;@!~*()'$") {
		return append(words, "--request-target", quote(h.Target), quote(base))
	}
	return append(words, quote(base+h.Target))
}

// curlHeaders returns the header lines that curl is told: those of the request
// but for the connection's, and empty ones for what curl would add.
func curlHeaders(h wire.Head, hasBody bool, size int) (lines []string) {
	given := map[string]bool{}
	for _, header := range h.Headers {
		name, value := textproto.CanonicalMIMEHeaderKey(header[0]), header[1]
		switch name {
		case "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade", originHeader:
			continue
		}
		given[name] = true
		line := header[0] + ": " + value
		if value == "" {
			line = header[0] + ";" // how curl sends a header without a value
		}
		lines = append(lines, line)
	}
	added := []string{"Accept", "User-Agent"}
	if hasBody {
		added = append(added, "Content-Type")
	}
	if size > 1024 {
		added = append(added, "Expect")
	}
	for _, name := range added {
		if !given[name] {
			lines = append(lines, name+":")
		}
	}
	return lines
}

// isPlain tells whether s can stand in a command as it is: text without what
// makes a terminal do or show something else.
func isPlain(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029')
	})
}

// quote makes s one word of a POSIX shell. What is not plain must not end with
// a line end, which the shell would cut off.
func quote(s string) string {
	switch {
	case isWord(s, ""):
		return s
	case isPlain(s):
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var octal strings.Builder
	for _, b := range []byte(s) {
		if c := string(rune(b)); b < utf8.RuneSelf && isWord(c, " ") {
			octal.WriteString(c)
		} else {
			fmt.Fprintf(&octal, `\%03o`, b)
		}
	}
	return `"$(printf '` + octal.String() + `')"`
}

// isWord tells whether s consists of letters and digits of ASCII, of what no
// shell and no URL minds, and of others.
func isWord(s, others string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_-./:"+others, r)
	})
}

// CurlTo returns such a command for a request that is delivered to a target.
func CurlTo(t deliver.Target, q deliver.Request) (string, error) {
	return Curl(&storage.Record{Request: storage.Request{Head: q.Head, Body: q.Body}}, t.At("").String())
}

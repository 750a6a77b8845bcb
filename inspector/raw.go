package inspector

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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

// ofConnection are headers that belong to the connection that a request came
// on, and are made anew by who sends it again.
var ofConnection = []string{
	"Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
}

// Curl returns a command for a POSIX shell that sends a recorded request to the
// server at base, an address without a path.
func Curl(rec *storage.Record, base string) (string, error) {
	h, err := wire.ParseHead(rec.Request.Head)
	if err != nil {
		return "", fmt.Errorf("curl command: %w", err)
	}
	words := []string{"curl", "--request", quote(h.Method), quote(strings.TrimSuffix(base, "/") + h.Target)}
	if strings.HasPrefix(h.Target, "http") || h.Target == "*" || h.Method == "CONNECT" {
		words[3] = quote(base) // a target without a path
	}
	if strings.Contains(h.Target, "/.") {
		words = append(words, "--path-as-is")
	}
	given := map[string]bool{}
	for _, header := range h.Headers {
		name := header[0]
		if slices.ContainsFunc(ofConnection, func(s string) bool { return strings.EqualFold(s, name) }) {
			continue
		}
		given[strings.ToLower(name)] = true
		line := name + ": " + header[1]
		if header[1] == "" {
			line = name + ";" // how curl sends a header without a value
		}
		words = append(words, "\\\n  --header", quote(line))
	}
	for _, name := range []string{"Accept", "Content-Type", "User-Agent"} { // what curl would add
		if !given[strings.ToLower(name)] {
			words = append(words, "\\\n  --header", quote(name+":"))
		}
	}
	body := rec.Request.Body
	switch {
	case len(body) == 0:
		return strings.Join(words, " "), nil
	case len(body) <= 64<<10 && utf8.Valid(body) && !slices.Contains(body, 0): // longer ones do not fit in an argument
		words = append(words, "\\\n  --data-raw", quote(string(body)))
		return strings.Join(words, " "), nil
	}
	words = append(words, "\\\n  --data-binary @-")
	return "printf %s " + quote(base64.StdEncoding.EncodeToString(body)) + " | base64 -d | \\\n" + strings.Join(words, " "), nil
}

// quote makes s one word of a POSIX shell.
func quote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:", r)
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

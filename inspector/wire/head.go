package wire

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

var (
	// ErrNoRequestLine means that a text doesn't start with a request line such
	// as "POST /path HTTP/1.1"; often it is a body alone.
	ErrNoRequestLine = errors.New("no HTTP request line")
	// ErrMalformed means that a head or body breaks the rules of HTTP/1.
	ErrMalformed = errors.New("malformed HTTP request")
)

// Head is the head of a request with its header lines in arrival order, names
// in their original case, repeats kept apart. Values have no blanks around
// them, and the pieces of a folded value are joined by one blank each.
type Head struct {
	Method, Target, Proto string
	Headers               [][2]string
}

// ParseHead reads a head as [TakeHead] returns it. Lines may end with LF or
// CRLF, and the closing empty line may be missing, as in a text written by hand;
// nothing may follow it. Apart from that the rules are those of net/http. Errors
// wrap [ErrNoRequestLine] or [ErrMalformed] and tell the line, counted from 1,
// but never quote a value: it may be a secret.
func ParseHead(raw []byte) (Head, error) {
	h, rest, err := parseHead(raw)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%w: text after the empty line that ends the head", ErrMalformed)
	}
	if err != nil {
		return Head{}, fmt.Errorf("parse head: %w", err)
	}
	return h, nil
}

// parseHead reads a head and returns what follows its empty line.
func parseHead(raw []byte) (h Head, rest []byte, err error) {
	line, rest := cutLine(raw)
	method, after, _ := strings.Cut(string(line), " ")
	target, proto, _ := strings.Cut(after, " ")
	h = Head{Method: method, Target: target, Proto: proto}
	if err := h.checkRequestLine(); err != nil {
		return Head{}, nil, fmt.Errorf("line 1: %w", err)
	}
	if h.Headers, rest, err = parseFields(rest, 2); err != nil {
		return Head{}, nil, err
	}
	return h, rest, nil
}

func (h Head) checkRequestLine() error {
	// Tools that show requests write HTTP/2 without a minor version.
	if _, _, ok := http.ParseHTTPVersion(h.Proto); !ok && h.Proto != "HTTP/2" && h.Proto != "HTTP/3" {
		return fmt.Errorf("%w such as POST /path HTTP/1.1", ErrNoRequestLine)
	}
	if !httpguts.ValidHeaderFieldName(h.Method) { // a method is a token too
		return fmt.Errorf("%w: the method is no token", ErrMalformed)
	}
	if h.Target == "" || strings.ContainsFunc(h.Target, func(c rune) bool { return c <= ' ' || c == 0x7f }) {
		return fmt.Errorf("%w: the target is empty, or has a blank or control character in it", ErrMalformed)
	}
	return nil
}

// ParseTrailer reads the trailer lines that [TakeTrailer] returns, up to the
// first line that is no header line.
func ParseTrailer(raw []byte) [][2]string {
	fields, _, _ := parseFields(raw, 1)
	return fields
}

// parseFields reads header lines up to the empty line or the end of b. number is
// that of the first line. With an error come the fields before it.
func parseFields(b []byte, number int) (fields [][2]string, rest []byte, err error) {
	for rest = b; len(rest) > 0; {
		var line []byte
		if line, rest = cutLine(rest); len(line) == 0 {
			break
		}
		var field [2]string
		var lines int
		if field, lines, rest, err = parseField(line, rest); err != nil {
			return fields, nil, fmt.Errorf("line %d: %w", number, err)
		}
		fields = append(fields, field)
		number += lines
	}
	return fields, rest, nil
}

// parseField reads a header line and the lines in rest that continue it, and
// returns how many they were together, and what comes after them.
func parseField(line, rest []byte) (field [2]string, lines int, after []byte, err error) {
	if isBlank(line[0]) {
		return field, 0, nil, fmt.Errorf("%w: the first header line starts with a blank", ErrMalformed)
	}
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return field, 0, nil, fmt.Errorf("%w: no colon in the header line", ErrMalformed)
	}
	value = slices.Clip(trimBlanks(value)) // so that append copies it
	for lines = 1; len(rest) > 0 && isBlank(rest[0]); lines++ {
		line, rest = cutLine(rest)
		value = append(append(value, ' '), trimBlanks(line)...)
	}
	field = [2]string{string(name), string(trimBlanks(value))}
	if !httpguts.ValidHeaderFieldName(field[0]) {
		return field, 0, nil, fmt.Errorf("%w: the header name is no token", ErrMalformed)
	}
	if !httpguts.ValidHeaderFieldValue(field[1]) {
		return field, 0, nil, fmt.Errorf("%w: control character in a header value", ErrMalformed)
	}
	return field, lines, rest, nil
}

// Get returns the first value of a header, or "". Case doesn't matter in name.
func (h Head) Get(name string) string {
	for _, f := range h.Headers {
		if strings.EqualFold(f[0], name) {
			return f[1]
		}
	}
	return ""
}

// Values returns all values of a header, in arrival order. Case doesn't matter
// in name.
func (h Head) Values(name string) []string {
	var values []string
	for _, f := range h.Headers {
		if strings.EqualFold(f[0], name) {
			values = append(values, f[1])
		}
	}
	return values
}

// Host returns the host, and port where given, that the request is for: the
// authority of an absolute target, which wins (RFC 9112, section 3.2.2), or the
// Host header.
func (h Head) Host() string {
	target := h.Target
	if strings.HasPrefix(target, "/") {
		return h.Get("Host")
	}
	if h.Method == http.MethodConnect {
		target = "http://" + target
	}
	if u, err := url.ParseRequestURI(target); err == nil && u.Host != "" {
		return u.Host
	}
	return h.Get("Host")
}

// FormatHead writes a head with CRLF line ends and its closing empty line, one
// blank after each colon. [ParseHead] reads it back. What can't be written as
// one line each, so that it could smuggle a header in, wraps [ErrMalformed].
func FormatHead(h Head) ([]byte, error) {
	if err := h.checkRequestLine(); err != nil {
		return nil, fmt.Errorf("format head: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s %s\r\n", h.Method, h.Target, h.Proto)
	for i, f := range h.Headers {
		if !httpguts.ValidHeaderFieldName(f[0]) {
			return nil, fmt.Errorf("format head: header %d: %w: the name is no token", i+1, ErrMalformed)
		}
		if !httpguts.ValidHeaderFieldValue(f[1]) {
			return nil, fmt.Errorf("format head: header %d: %w: control character in the value of %s", i+1, ErrMalformed, f[0])
		}
		b.WriteString(strings.TrimRight(f[0]+": "+strings.Trim(f[1], " \t"), " "))
		b.WriteString("\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes(), nil
}

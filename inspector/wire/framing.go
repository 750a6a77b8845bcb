package wire

import (
	"bytes"
	"strconv"
)

// section collects lines up to and with the first empty one. Lines end with LF
// or CRLF, as for net/textproto.
type section struct {
	bytes []byte
	line  int // bytes of the unfinished last line
}

// take appends what p adds to the section, and returns the rest of p when the
// empty line is in.
func (s *section) take(p []byte) (rest []byte, done bool) {
	n := 0
	for !done {
		i := bytes.IndexByte(p[n:], '\n')
		if i < 0 {
			s.line += len(p) - n
			n = len(p)
			break
		}
		switch s.line + i {
		case 0:
			done = true
		case 1: // a lone CR, in p or as the last byte before it
			done = i == 1 && p[n] == '\r' || i == 0 && s.bytes[len(s.bytes)-1] == '\r'
		}
		s.line = 0
		n += i + 1
	}
	s.bytes = append(s.bytes, p[:n]...)
	return p[n:], done
}

// release hands the finished section over and starts anew.
func (s *section) release() []byte {
	b := s.bytes
	*s = section{}
	return b
}

// framing says what comes between a head and the next one.
type framing struct {
	chunked bool
	length  uint64 // of the body, unless chunked
	slack   int    // CRs and LFs to ignore before the next request line
}

// frame finds the end of the body as net/http does: Transfer-Encoding wins over
// Content-Length but does not exist in HTTP/1.0, and without both there is no
// body (transfer.go, parseTransferEncoding and fixLength). What net/http refuses
// is not looked into: if it goes on at all, then the coding is chunked, a length
// is in one piece, and repeated lengths agree. It is not ok for what isn't HTTP/1.
func frame(head []byte) (f framing, ok bool) {
	line, rest := cutLine(head)
	method, after, _ := bytes.Cut(line, []byte(" "))
	_, proto, _ := bytes.Cut(after, []byte(" "))
	if len(proto) != len("HTTP/1.x") || !bytes.HasPrefix(proto, []byte("HTTP/1.")) {
		return framing{}, false
	}
	if string(method) == "POST" { // server.go, readRequest: "tolerance for old buggy clients"
		f.slack = 4
	}
	var length []byte
	var sized, inLength bool // a Content-Length was seen; the line continues one
	for len(rest) > 0 {
		line, rest = cutLine(rest)
		if len(line) > 0 && isBlank(line[0]) {
			if v := trimBlanks(line); inLength && len(v) > 0 {
				length = v
			}
			continue
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		inLength = isNamed(name, "Content-Length")
		switch {
		case inLength:
			sized, length = true, trimBlanks(value)
		case isNamed(name, "Transfer-Encoding"):
			f.chunked = string(proto) != "HTTP/1.0"
		}
	}
	if sized {
		n, err := strconv.ParseUint(string(length), 10, 63)
		if err != nil {
			return framing{}, false
		}
		f.length = n
	}
	return f, true
}

// cutLine returns the first line of b without its LF or CRLF, and the rest.
func cutLine(b []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(b, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), rest
}

func isNamed(name []byte, want string) bool {
	return len(name) == len(want) && bytes.EqualFold(name, []byte(want))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func trimBlanks(b []byte) []byte { return bytes.Trim(b, " \t") }

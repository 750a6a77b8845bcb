package wire

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"
)

// ErrBodyLength means that a body isn't as long as its Content-Length says.
var ErrBodyLength = errors.New("body length differs from Content-Length")

// ReadRequest reads one whole raw request: request line, header lines, an empty
// line, and the body. Head lines may end with LF or CRLF; a byte order mark and
// empty lines before the request line are passed over. The body is, in this order:
//
//   - With Transfer-Encoding: chunked (which HTTP/1.0 doesn't have) the decoded
//     chunks. Trailers are dropped, and the last empty line may be missing.
//   - With a Content-Length exactly that many bytes. Line ends after them are a
//     text editor's, and ignored. Any other difference is [ErrBodyLength] with
//     both numbers, unless a line of the head ends with a bare LF: such a text
//     was written by hand, and its body is all of the rest.
//   - All of the rest, to the last byte, when the head says nothing.
//
// Other errors are those of [ParseHead]. The body shares memory with raw unless
// it was chunked.
func ReadRequest(raw []byte) (Head, []byte, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.TrimLeft(raw, "\r\n")
	h, rest, err := parseHead(raw)
	if err != nil {
		return Head{}, nil, fmt.Errorf("read request: %w", err)
	}
	byHand := hasBareLF(raw[:len(raw)-len(rest)])
	body, err := readBody(h, rest, byHand)
	if err != nil {
		return Head{}, nil, fmt.Errorf("read request: %w", err)
	}
	return h, body, nil
}

func hasBareLF(text []byte) bool {
	return bytes.Count(text, []byte("\n")) > bytes.Count(text, []byte("\r\n"))
}

func readBody(h Head, rest []byte, byHand bool) ([]byte, error) {
	if codings := h.Values("Transfer-Encoding"); len(codings) > 0 && h.Proto != "HTTP/1.0" {
		if len(codings) > 1 || !strings.EqualFold(codings[0], "chunked") {
			return nil, fmt.Errorf("%w: Transfer-Encoding other than chunked", ErrMalformed)
		}
		return readChunked(rest)
	}
	lengths := h.Values("Content-Length")
	if len(lengths) == 0 {
		return rest, nil
	}
	for _, l := range lengths[1:] {
		if l != lengths[0] {
			return nil, fmt.Errorf("%w: Content-Length lines that differ", ErrMalformed)
		}
	}
	n, err := strconv.ParseUint(lengths[0], 10, 63)
	if err != nil {
		return nil, fmt.Errorf("%w: Content-Length is no number", ErrMalformed)
	}
	switch {
	case n <= uint64(len(rest)) && len(bytes.Trim(rest[n:], "\r\n")) == 0:
		return rest[:n], nil
	case byHand:
		return rest, nil
	default:
		return nil, fmt.Errorf("%w: it says %d bytes, and %d follow the head", ErrBodyLength, n, len(rest))
	}
}

func readChunked(rest []byte) ([]byte, error) {
	r := bufio.NewReader(bytes.NewReader(rest))
	body, err := io.ReadAll(httputil.NewChunkedReader(r))
	if err != nil {
		return nil, fmt.Errorf("%w: chunked body: %w", ErrMalformed, err)
	}
	after, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if _, after, err = parseFields(after, 1); err != nil {
		return nil, fmt.Errorf("%w: the trailer of the chunked body is no header", ErrMalformed)
	}
	if len(bytes.Trim(after, "\r\n")) > 0 {
		return nil, fmt.Errorf("%w: text after the last chunk", ErrMalformed)
	}
	return body, nil
}

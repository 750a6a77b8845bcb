package compare

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// maxPlain bounds what a packed body may unpack to.
const maxPlain = 8 << 20

// plain returns the body without the packing that the request allowed: recorded
// callbacks often say that their sender takes gzip. One that does not unpack as a
// whole stays as it is.
func plain(a Answer) []byte {
	packed := false
	for _, h := range a.Headers {
		packed = packed || strings.EqualFold(h[0], "Content-Encoding") && strings.EqualFold(strings.TrimSpace(h[1]), "gzip")
	}
	if !packed {
		return a.Body
	}
	r, err := gzip.NewReader(bytes.NewReader(a.Body))
	if err != nil {
		return a.Body
	}
	body, err := io.ReadAll(io.LimitReader(r, maxPlain+1))
	if err != nil || len(body) > maxPlain {
		return a.Body
	}
	return body
}

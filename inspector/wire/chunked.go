package wire

import (
	"bytes"
	"strconv"
)

// maxExcess is how much of a chunked body may be something other than data
// before net/http gives up on it (internal/chunked.go, beginChunk).
const maxExcess = 16 << 10

// chunkLine reads the line before a chunk's data: the size in hexadecimal, and
// extensions after a semicolon. After the line of size 0 come the trailers.
func (r *recorder) chunkLine(p []byte) (rest []byte) {
	i := bytes.IndexByte(p, '\n')
	if i < 0 {
		if r.text.bytes = append(r.text.bytes, p...); len(r.text.bytes) >= readAhead {
			r.lose()
		}
		return nil
	}
	line, rest := p[:i+1], p[i+1:]
	if len(r.text.bytes) > 0 {
		line = append(r.text.bytes, line...)
		r.text.bytes = line[:0]
	}
	size, ok := chunkSize(line)
	if !ok {
		r.lose()
		return nil
	}
	if size == 0 {
		r.at, r.text = inTrailer, section{}
		return rest
	}
	// As in net/http: 16 bytes a chunk and twice the data are free.
	r.excess = max(r.excess+int64(len(line))-16-2*int64(size), 0)
	if r.excess > maxExcess {
		r.lose()
		return nil
	}
	r.at, r.left = inChunk, size
	return rest
}

// chunkSize reads the size from a chunk line, which has to end with CRLF and
// hold no other CR.
func chunkSize(line []byte) (size uint64, ok bool) {
	text, ok := bytes.CutSuffix(line, []byte("\r\n"))
	if !ok || len(line) > readAhead || bytes.IndexByte(text, '\r') >= 0 {
		return 0, false
	}
	// Only blanks at the line's end are cut, so "5 ;x" is no size.
	text = bytes.TrimRight(text, " \t")
	text, _, _ = bytes.Cut(text, []byte(";"))
	if len(text) > 16 {
		return 0, false
	}
	size, err := strconv.ParseUint(string(text), 16, 64)
	return size, err == nil
}

// chunkEnd checks the CRLF after a chunk's data.
func (r *recorder) chunkEnd(p []byte) (rest []byte) {
	if p[0] != "\r\n"[2-r.left] {
		r.lose()
		return nil
	}
	if r.left--; r.left == 0 {
		r.at = inChunkLine
	}
	return p[1:]
}

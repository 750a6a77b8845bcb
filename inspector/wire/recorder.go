package wire

import (
	"bufio"
	"bytes"
	"net/textproto"
	"slices"
	"sync"
)

// step says what the next byte of a connection belongs to.
type step uint8

const (
	inHead step = iota
	inBody
	inChunkLine
	inChunk
	inChunkEnd
	inTrailer
	lost // for good: nothing after this is kept
)

// recorder follows the requests on one connection and queues their heads until
// the handlers take them. follow is called by whoever reads the connection: the
// server's goroutine, or its background read while a handler is running. So mu
// guards everything.
//
// It may take for a request what net/http refuses, since a refusal ends the
// connection; what net/http accepts it must frame in the same way.
type recorder struct {
	limit int // bytes of heads, queued and unfinished

	mu      sync.Mutex
	at      step
	text    section // the head, chunk line or trailer that is arriving
	left    uint64  // bytes left of a body, a chunk or a chunk's end
	excess  int64   // see chunkLine
	slack   int     // CRs and LFs that may come before the next request line
	queue   []message
	queued  int    // bytes of all heads in queue
	trailer []byte // of the message taken last
}

// message is what is kept of one request.
type message struct{ head, trailer []byte }

// follow takes note of p, the bytes just read.
func (r *recorder) follow(p []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(p) > 0 {
		switch r.at {
		case inHead:
			p = r.head(p)
		case inBody:
			if p = r.count(p); r.left == 0 {
				r.at = inHead
			}
		case inChunkLine:
			p = r.chunkLine(p)
		case inChunk:
			if p = r.count(p); r.left == 0 {
				r.at, r.left = inChunkEnd, 2
			}
		case inChunkEnd:
			p = r.chunkEnd(p)
		case inTrailer:
			p = r.trailers(p)
		case lost:
			return
		}
	}
}

// count passes over bytes of a body whose content is of no interest here.
func (r *recorder) count(p []byte) (rest []byte) {
	n := min(uint64(len(p)), r.left)
	r.left -= n
	return p[n:]
}

func (r *recorder) head(p []byte) (rest []byte) {
	for r.slack > 0 && len(p) > 0 {
		if p[0] != '\r' && p[0] != '\n' {
			r.slack = 0
			break
		}
		p = p[1:]
		r.slack--
	}
	rest, done := r.text.take(p)
	if r.queued+len(r.text.bytes) > r.limit {
		// A head longer than the server allows, or handlers that don't take theirs:
		// after this no order can be trusted.
		r.lose()
		r.queue, r.queued = nil, 0
		return nil
	}
	if !done {
		return nil
	}
	head := r.text.release()
	f, ok := frame(head)
	if !ok {
		r.lose()
		return nil
	}
	r.queue = append(r.queue, message{head: head})
	r.queued += len(head)
	r.slack = f.slack
	switch {
	case f.chunked:
		r.at, r.excess = inChunkLine, 0
	case f.length > 0:
		r.at, r.left = inBody, f.length
	}
	return rest
}

// trailers keeps the lines after the last chunk. net/http gives up on a section
// that doesn't fit into its read buffer, and on one that is no header.
func (r *recorder) trailers(p []byte) (rest []byte) {
	rest, done := r.text.take(p)
	if len(r.text.bytes) > readAhead {
		r.lose()
		return nil
	}
	if !done {
		return nil
	}
	r.at = inHead
	raw := r.text.release()
	if len(raw) <= len("\r\n") {
		return rest
	}
	if _, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(raw))).ReadMIMEHeader(); err != nil {
		r.lose()
		return nil
	}
	raw = raw[:bytes.LastIndexByte(raw[:len(raw)-1], '\n')+1]
	// The body now ending belongs to the newest head, whether that still waits
	// for its handler or not.
	if n := len(r.queue); n > 0 {
		r.queue[n-1].trailer = raw
	} else {
		r.trailer = raw
	}
	return rest
}

// lose stops recording. Heads in the queue came before whatever went wrong.
func (r *recorder) lose() {
	r.at, r.text = lost, section{}
}

func (r *recorder) takeHead() (head []byte, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trailer = nil
	if len(r.queue) == 0 {
		return nil, false
	}
	m := r.queue[0]
	r.queue = slices.Delete(r.queue, 0, 1)
	r.queued -= len(m.head)
	r.trailer = m.trailer
	return m.head, true
}

func (r *recorder) takeTrailer() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.trailer
}

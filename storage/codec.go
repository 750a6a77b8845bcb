package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// errCorrupt means that a stored value cannot be what was written.
var errCorrupt = errors.New("corrupt record")

// recordFormat is the first byte of a stored record.
const recordFormat = 1

// inlineBody is the largest body that stands in the record itself. A larger one
// would make bbolt write its neighbours anew with every commit, so it lies in
// pieces in a bucket of its own.
const inlineBody = 4096

// encodeRecord returns the value of a record: the format, the fixed numbers,
// then the variable parts, each after its length. It runs in the goroutine of
// the caller, so that the writer only has to put it.
func encodeRecord(r *Record) []byte {
	v := make([]byte, 0, 96+len(r.RemoteAddr)+len(r.Webhook)+len(r.Request.Head)+len(r.Request.Trailer)+
		min(len(r.Request.Body), inlineBody)+len(r.Answer.Body)+64*len(r.Answer.Headers))
	v = append(v, recordFormat, byte(r.Origin), byte(r.Via), byte(r.Request.Cut), byte(r.Outcome.Sent))
	v = binary.LittleEndian.AppendUint64(v, uint64(r.ReceivedAt.UnixNano()))
	v = binary.AppendUvarint(v, uint64(r.Outcome.Took))
	v = binary.AppendUvarint(v, uint64(r.Request.BodySize))
	v = binary.AppendUvarint(v, uint64(len(r.Request.Body)))
	v = appendBytes(v, r.RemoteAddr)
	v = appendBytes(v, r.Webhook)
	v = appendBytes(v, r.Request.Head)
	v = appendBytes(v, r.Request.Trailer)
	v = binary.AppendUvarint(v, uint64(r.Answer.Status))
	v = binary.AppendUvarint(v, uint64(len(r.Answer.Headers)))
	for _, h := range r.Answer.Headers {
		v = appendBytes(v, h[0])
		v = appendBytes(v, h[1])
	}
	v = appendBytes(v, r.Answer.Body)
	v = appendBytes(v, r.Answer.Rule)
	if len(r.Request.Body) <= inlineBody {
		v = append(v, r.Request.Body...)
	}
	return v
}

func appendBytes[T ~string | ~[]byte](v []byte, part T) []byte {
	v = binary.AppendUvarint(v, uint64(len(part)))
	return append(v, part...)
}

// decodeRecord reads a value into a record that shares no memory with it. A
// body that lies in pieces is left out; its length is returned.
func decodeRecord(value []byte) (*Record, int, error) {
	d := decoder{rest: append([]byte(nil), value...)}
	if format := d.byte(); format != recordFormat {
		return nil, 0, fmt.Errorf("%w: format %d", errCorrupt, format)
	}
	r := &Record{Origin: Origin(d.byte()), Via: Via(d.byte())}
	r.Request.Cut, r.Outcome.Sent = Cut(d.byte()), Sent(d.byte())
	r.ReceivedAt = time.Unix(0, int64(d.uint64()))
	r.Outcome.Took = time.Duration(d.uvarint())
	r.Request.BodySize = int64(d.uvarint())
	size := d.uvarint()
	r.RemoteAddr, r.Webhook = string(d.bytes()), string(d.bytes())
	r.Request.Head, r.Request.Trailer = d.bytes(), d.bytes()
	r.Answer.Status = int(d.uvarint())
	if n := d.uvarint(); n > 0 && n <= uint64(len(d.rest)) {
		r.Answer.Headers = make([][2]string, 0, n)
		for range n {
			r.Answer.Headers = append(r.Answer.Headers, [2]string{string(d.bytes()), string(d.bytes())})
		}
	} else if n > 0 {
		d.failed = true
	}
	r.Answer.Body, r.Answer.Rule = d.bytes(), string(d.bytes())
	inline := size <= inlineBody
	if d.failed || size > 1<<40 || (inline && uint64(len(d.rest)) != size) || (!inline && len(d.rest) > 0) {
		return nil, 0, errCorrupt
	}
	if inline && size > 0 {
		r.Request.Body = d.rest
	}
	return r, int(size), nil
}

// decoder takes parts off a value; after a failure it gives zeros.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.rest)) {
		d.rest, d.failed = nil, true
		return nil
	}
	part := d.rest[:n:n]
	d.rest = d.rest[n:]
	return part
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if b := d.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.rest, d.failed = nil, true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// bytes returns nil for an empty part.
func (d *decoder) bytes() []byte {
	if n := d.uvarint(); n > 0 {
		return d.take(n)
	}
	return nil
}

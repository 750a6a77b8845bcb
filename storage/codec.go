package storage

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"time"
)

// A stored record begins with its format, origin, way in, cut and marks, one
// byte each, and a checksum, which bbolt does not keep of its own. Then come
// the time (seconds, 8 bytes; nanoseconds, 4 bytes; little-endian) and the
// parts, each after its length as a varint. An inline body is the rest.
const (
	recordFormat   = 1
	checksumAt     = 5
	checksumEnd    = checksumAt + crc32.Size
	markInPieces   = 1 << 0 // the body is in the bucket bodies
	markHasOutcome = 1 << 1
	markUnlisted   = 1 << 2
)

// maxInline is the largest body that is kept in the record itself, in bytes.
const maxInline = 4000

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encoded is a record on its way to the writer: encoded by its caller, so that
// many are encoded at once.
type encoded struct {
	value []byte
	body  []byte // what goes to the bucket bodies, if anything
}

func (e encoded) size() int { return len(e.value) + len(e.body) }

func encodeRecord(r *Record) encoded {
	var e encoded
	var marks byte
	inline := r.Request.Body
	if len(inline) > maxInline {
		marks |= markInPieces
		e.body, inline = inline, nil
	}
	if r.Outcome != (Outcome{}) {
		marks |= markHasOutcome
	}
	if r.Unlisted {
		marks |= markUnlisted
	}
	v := make([]byte, 0, 96+len(r.RemoteAddr)+len(r.Webhook)+len(r.Request.Head)+len(r.Request.Trailer)+
		len(r.Answer.Body)+64*len(r.Answer.Headers)+len(inline))
	v = append(v, recordFormat, byte(r.Origin), byte(r.Via), byte(r.Request.Cut), marks)
	v = append(v, 0, 0, 0, 0) // the checksum
	v = binary.LittleEndian.AppendUint64(v, uint64(r.ReceivedAt.Unix()))
	v = binary.LittleEndian.AppendUint32(v, uint32(r.ReceivedAt.Nanosecond()))
	v = appendPart(v, r.RemoteAddr)
	v = appendPart(v, r.Webhook)
	v = appendPart(v, r.Request.Head)
	v = appendPart(v, r.Request.Trailer)
	v = binary.AppendUvarint(v, uint64(r.Request.BodySize))
	v = binary.AppendUvarint(v, uint64(len(r.Request.Body)))
	v = binary.AppendUvarint(v, uint64(r.Answer.Status))
	v = binary.AppendUvarint(v, uint64(len(r.Answer.Headers)))
	for _, h := range r.Answer.Headers {
		v = appendPart(v, h[0])
		v = appendPart(v, h[1])
	}
	v = appendPart(v, r.Answer.Body)
	v = appendPart(v, r.Answer.Rule)
	if marks&markHasOutcome != 0 {
		v = binary.AppendUvarint(v, uint64(r.Outcome.Took))
		v = append(v, byte(r.Outcome.Sent))
	}
	e.value = append(v, inline...)
	putChecksum(e.value, e.body)
	return e
}

func putChecksum(value, body []byte) {
	binary.LittleEndian.PutUint32(value[checksumAt:], checksum(value, body))
}

func appendPart[T ~string | ~[]byte](v []byte, part T) []byte {
	v = binary.AppendUvarint(v, uint64(len(part)))
	return append(v, part...)
}

func checksum(value, body []byte) uint32 {
	sum := crc32.Update(0, castagnoli, value[:checksumAt])
	sum = crc32.Update(sum, castagnoli, value[checksumEnd:])
	return crc32.Update(sum, castagnoli, body)
}

// inPieces tells whether the body of a stored record is in the bucket bodies.
func inPieces(value []byte) bool {
	return len(value) >= checksumEnd && value[checksumAt-1]&markInPieces != 0
}

// decodeRecord reads a stored record into one that shares no memory with value.
// pieces returns the body where it is in pieces. Errors wrap [ErrDamaged].
func decodeRecord(value []byte, pieces func(size uint64) []byte) (*Record, error) {
	if len(value) < checksumEnd {
		return nil, fmt.Errorf("%w: a record of %d bytes", ErrDamaged, len(value))
	}
	if value[0] != recordFormat {
		return nil, fmt.Errorf("%w: a record of format %d", ErrDamaged, value[0])
	}
	value = append([]byte(nil), value...)
	d := decoder{rest: value[checksumEnd:]}
	r := &Record{Origin: Origin(value[1]), Via: Via(value[2]), Unlisted: value[4]&markUnlisted != 0}
	r.Request.Cut = Cut(value[3])
	r.ReceivedAt = d.time()
	r.RemoteAddr, r.Webhook = string(d.part()), string(d.part())
	r.Request.Head, r.Request.Trailer = d.part(), d.part()
	r.Request.BodySize = int64(d.uvarint())
	size := d.uvarint()
	d.answer(&r.Answer)
	if value[4]&markHasOutcome != 0 {
		r.Outcome.Took = time.Duration(d.uvarint())
		if b := d.take(1); b != nil {
			r.Outcome.Sent = Sent(b[0])
		}
	}
	var body []byte
	if inPieces(value) {
		body = pieces(size)
		r.Request.Body = body
	} else {
		r.Request.Body = d.take(uint64(len(d.rest)))
	}
	if d.failed || len(d.rest) > 0 || uint64(len(r.Request.Body)) != size {
		return nil, fmt.Errorf("%w: a record breaks off", ErrDamaged)
	}
	if checksum(value, body) != binary.LittleEndian.Uint32(value[checksumAt:]) {
		return nil, fmt.Errorf("%w: the checksum of a record differs", ErrDamaged)
	}
	return r, nil
}

// decoder takes parts off a value; after a failure it gives zeros.
type decoder struct {
	rest   []byte
	failed bool
}

// take returns nil for no bytes.
func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.rest)) {
		d.rest, d.failed = nil, true
	}
	if d.failed || n == 0 {
		return nil
	}
	part := d.rest[:n:n]
	d.rest = d.rest[n:]
	return part
}

func (d *decoder) part() []byte { return d.take(d.uvarint()) }

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.rest, d.failed = nil, true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) time() time.Time {
	b := d.take(12)
	if b == nil {
		return time.Time{}
	}
	return time.Unix(int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint32(b[8:]))).UTC()
}

func (d *decoder) answer(a *Answer) {
	a.Status = int(d.uvarint())
	// Each header takes at least two bytes, so a made-up count costs no memory.
	if n := d.uvarint(); n > uint64(len(d.rest)) {
		d.rest, d.failed = nil, true
	} else if n > 0 {
		a.Headers = make([][2]string, n)
		for i := range a.Headers {
			a.Headers[i] = [2]string{string(d.part()), string(d.part())}
		}
	}
	a.Body, a.Rule = d.part(), string(d.part())
}

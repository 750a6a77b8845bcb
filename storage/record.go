package storage

import (
	"fmt"
	"slices"
	"time"
)

// Record is one callback as it happened: facts only. What it means is not
// stored here.
type Record struct {
	// ID is given by [Store.Append]: 1, 2, 3 … in the order of the commits, and
	// never again, even when the record is deleted.
	ID         uint64
	ReceivedAt time.Time
	Origin     Origin
	Via        Via
	RemoteAddr string
	// Webhook is the label of the webhook that took it at that time.
	Webhook string
	// Unlisted tells that the sender's address was not on the allow-list at that
	// time.
	Unlisted bool
	Request  Request
	Answer   Answer
	Outcome  Outcome
}

// Request is what came in, byte for byte.
type Request struct {
	// Head is the request line and header lines with the empty line; Trailer
	// the lines after a chunked body.
	Head, Trailer []byte
	Body          []byte
	// BodySize is the size in bytes; of a truncated body, of what was announced or seen.
	BodySize int64
	Cut      Cut
}

// Answer is what the caller was to get. It is stored before it is sent.
type Answer struct {
	Status  int // 0 where nothing could be answered
	Headers [][2]string
	Body    []byte
	// Rule names what chose this answer; "" is the webhook's own.
	Rule string
}

// Outcome is what is known only after the answer was sent.
type Outcome struct {
	// Took is the time from the head of the request to the end of the answer.
	Took time.Duration
	Sent Sent
}

// Origin says where a callback comes from.
type Origin uint8

// The origins. Their numbers stand in files.
const (
	Live Origin = iota
	Simulated
	Replayed
	Imported
	Probe
)

var originNames = []string{"live", "simulated", "replayed", "imported", "probe"}

// String returns the origin as it stands in JSON.
func (o Origin) String() string { return nameOf(originNames, o) }

// ParseOrigin reads what String writes.
func ParseOrigin(s string) (Origin, error) { return valueOf[Origin](originNames, s) }

// Via says which way in a callback took.
type Via uint8

// The ways in. Their numbers stand in files.
const (
	Local Via = iota
	Tunnel
)

var viaNames = []string{"local", "tunnel"}

// String returns the way in as it stands in JSON.
func (v Via) String() string { return nameOf(viaNames, v) }

// ParseVia reads what String writes.
func ParseVia(s string) (Via, error) { return valueOf[Via](viaNames, s) }

// Cut says whether a body is whole.
type Cut uint8

// Truncated is over the limit, its first part kept; Incomplete is broken off by
// the caller.
const (
	Whole Cut = iota
	Truncated
	Incomplete
)

// Sent says whether the answer was written to the caller.
type Sent uint8

// SentUnknown holds until the answer was sent, and for ever after a crash.
const (
	SentUnknown Sent = iota
	SentOK
	SentFailed
)

func nameOf[T ~uint8](names []string, n T) string {
	if int(n) < len(names) {
		return names[n]
	}
	return fmt.Sprintf("unknown-%d", n)
}

func valueOf[T ~uint8](names []string, s string) (T, error) {
	n := slices.Index(names, s)
	if n < 0 {
		return 0, fmt.Errorf("%q is none of %q", s, names)
	}
	return T(n), nil
}

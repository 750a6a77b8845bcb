// Package storagetest opens real stores for tests, makes realistic callbacks
// from a seed, and holds the rival that benchmarks measure beside the store. It
// is for tests and benchmarks only.
package storagetest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"ringback/storage"
)

// start is when the made-up callbacks begin to come.
var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// generator makes callbacks that look like a busy day: two statuses for each
// message that was sent, received SMS with keywords, some failures.
type generator struct{ r *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 7))} }

var (
	words    = []string{"foo", "bar", "vote", "stop", "hello", "world", "thanks", "tirsdag", "blåbær", "order", "where", "is", "my"}
	statuses = []string{"BUFFERED", "ENROUTE", "DELIVERED", "DELIVERED", "DELIVERED", "UNDELIVERABLE", "EXPIRED", "REJECTED"}
	paths    = []string{"/sms/in", "/sms/status", "/hooks/gatewayapi"}
)

func (g generator) pick(list []string) string { return list[g.r.IntN(len(list))] }

func (g generator) number() int { return 4520000000 + g.r.IntN(9_999_999) }

func (g generator) body(n int) []byte {
	at := start.Unix() + int64(n)
	if g.r.IntN(3) == 0 {
		text := g.pick(words)
		for range g.r.IntN(12) {
			text += " " + g.pick(words)
		}
		switch n := g.r.IntN(10_000); { // of all callbacks 1 %, and 0.01 %
		case n < 300:
			text += " parcel"
		case n < 303:
			text += " refund"
		}
		return fmt.Appendf(nil, `{"id": %d, "msisdn": %d, "receiver": 451204, "message": %q, "senttime": %d, "webhook_label": "autumn-vote", "sender": null, "mcc": 238, "mnc": 1, "validity_period": null, "encoding": null, "udh": null, "payload": null, "country_code": "DK", "country_prefix": 45}`,
			2_840_000+n, g.number(), text, at)
	}
	status, failure := g.pick(statuses), `"error": null, "code": null`
	if g.r.IntN(6_700) == 0 {
		status = "SKIPPED"
	}
	if status == "UNDELIVERABLE" || status == "REJECTED" {
		failure = fmt.Sprintf(`"error": "Unknown subscriber", "code": "0x10%02X"`, 0x10+g.r.IntN(12))
	}
	return fmt.Appendf(nil, `{"id": %d, "msisdn": %d, "time": %d.0, "status": %q, %s, "userref": "order-%08x", "country_code": "DK", "country_prefix": 45}`,
		8_001_907_000_000+n/2, g.number(), at, status, failure, g.r.Uint32())
}

// Bodies returns n bodies of callbacks, the same for each seed.
func Bodies(seed uint64, n int) [][]byte {
	g := newGenerator(seed)
	bodies := make([][]byte, n)
	for k := range bodies {
		bodies[k] = g.body(k)
	}
	return bodies
}

// Records returns n records that were answered 200, the same for each seed.
func Records(seed uint64, n int) []*storage.Record {
	g := newGenerator(seed)
	recs := make([]*storage.Record, n)
	for k := range recs {
		body := g.body(k)
		recs[k] = &storage.Record{
			ReceivedAt: start.Add(time.Duration(k) * 37 * time.Millisecond),
			Via:        storage.Tunnel,
			RemoteAddr: fmt.Sprintf("203.0.113.%d:%d", 1+g.r.IntN(250), 1024+g.r.IntN(60_000)),
			Webhook:    "default",
			Request: storage.Request{
				Head: fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: hooks.example.com\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: %d\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n\r\n",
					g.pick(paths), len(body)),
				Body: body, BodySize: int64(len(body)),
			},
			Answer:  storage.Answer{Status: 200},
			Outcome: storage.Outcome{Took: time.Duration(300+g.r.IntN(2000)) * time.Microsecond, Sent: storage.SentOK},
		}
	}
	return recs
}

// ExportLines yields n lines of an export, oldest first, without line ends: what
// an import takes. A line is valid until the next one.
func ExportLines(seed uint64, n int) iter.Seq[[]byte] {
	g := newGenerator(seed)
	return func(yield func([]byte) bool) {
		var line []byte
		for k := range n {
			body := g.body(k)
			at := start.Add(time.Duration(k) * 37 * time.Millisecond)
			line = fmt.Appendf(line[:0], `{"id":%d,"received_at":%q,"origin":"live","via":"tunnel","remote_addr":"203.0.113.%d:%d","webhook":"default","request":{"method":"POST","target":%q,"proto":"HTTP/1.1","host":"hooks.example.com","headers":[["Host","hooks.example.com"],["Accept","*/*"],["Content-Type","application/json"],["Content-Length","%d"],["X-Forwarded-For","203.0.113.9"],["X-Forwarded-Proto","https"]],"body":%q,"body_encoding":"utf-8","body_size":%d,"truncated":false},"response":{"status":200,"headers":[],"body":"","duration_ms":%d.25,"rule":""}}`,
				k+1, at.Format(time.RFC3339Nano), 1+g.r.IntN(250), 1024+g.r.IntN(60_000), g.pick(paths), len(body), body, len(body), g.r.IntN(3))
			if !yield(line) {
				return
			}
		}
	}
}

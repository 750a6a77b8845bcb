package inspector

import (
	"encoding/base64"
	"time"
	"unicode/utf8"

	"ringback/inspector/gatewayapi"
	"ringback/inspector/wire"
	"ringback/storage"
)

// Callback is one HTTP request that came in, with its meaning. Its JSON form
// is the one that every command and export speaks.
type Callback struct {
	ID         uint64    `json:"id"`
	ReceivedAt time.Time `json:"received_at"`
	// Origin is live, simulated, replayed, imported or probe; Via is local or tunnel.
	Origin     string   `json:"origin"`
	Via        string   `json:"via"`
	RemoteAddr string   `json:"remote_addr"`
	Webhook    string   `json:"webhook"`
	Request    Request  `json:"request"`
	Response   Response `json:"response"`
	Meaning
	Thread
	// Marks are nil where nobody noted anything.
	Marks *Marks `json:"marks,omitempty"`
}

// Request is what came in.
type Request struct {
	Method  string      `json:"method"`
	Target  string      `json:"target"`
	Proto   string      `json:"proto"`
	Host    string      `json:"host"`
	Headers [][2]string `json:"headers"` // arrival order, original case, repeats
	// Head is the whole head in base64, where it is not all text: target and
	// headers then have U+FFFD for what is not.
	Head string `json:"head_base64,omitempty"`
	// Trailers came after a chunked body.
	Trailers [][2]string `json:"trailers,omitempty"`
	// Body is text, or base64 where BodyEncoding says so.
	Body         string `json:"body"`
	BodyEncoding string `json:"body_encoding"`
	// BodySize is the size in bytes; of a truncated body, of what was announced or seen.
	BodySize  int64 `json:"body_size"`
	Truncated bool  `json:"truncated"`
	// Incomplete tells that the caller broke off in the middle of the body.
	Incomplete bool `json:"incomplete,omitempty"`
}

// Response is what we answered.
type Response struct {
	// Status is 0 where the answer is not known, as of a plain body from a file.
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
	// DurationMS is the time from the head of the request to the end of the answer.
	DurationMS float64 `json:"duration_ms"`
	// Rule names what chose this answer; "" is the webhook's own.
	Rule string `json:"rule"`
	// Undelivered tells that the caller was gone before the answer was.
	Undelivered bool `json:"undelivered,omitempty"`
}

// Encodings of a body in JSON.
const (
	encodingText   = "utf-8"
	encodingBase64 = "base64"
)

// RawBody returns the exact bytes of the body.
func (r Request) RawBody() ([]byte, error) {
	if r.BodyEncoding == encodingBase64 {
		return base64.StdEncoding.DecodeString(r.Body)
	}
	return []byte(r.Body), nil
}

// EncodeBody returns a body as it stands in JSON: text, or base64 where the encoding
// says so.
func EncodeBody(b []byte) (text, encoding string) {
	if utf8.Valid(b) {
		return string(b), encodingText
	}
	return base64.StdEncoding.EncodeToString(b), encodingBase64
}

// oddHead returns a head that JSON cannot hold as text in base64; "" for others.
func oddHead(head []byte) string {
	if utf8.Valid(head) {
		return ""
	}
	return base64.StdEncoding.EncodeToString(head)
}

// callback gives a record its JSON form and meaning, all but the thread.
func (r *routing) callback(rec *storage.Record) *Callback {
	head, _ := wire.ParseHead(rec.Request.Head)
	text, encoding := EncodeBody(rec.Request.Body)
	c := &Callback{
		ID:         rec.ID,
		ReceivedAt: rec.ReceivedAt.UTC(),
		Origin:     rec.Origin.String(),
		Via:        rec.Via.String(),
		RemoteAddr: rec.RemoteAddr,
		Webhook:    rec.Webhook,
		Request: Request{
			Method: head.Method, Target: head.Target, Proto: head.Proto, Host: head.Host(),
			Headers: orEmpty(head.Headers), Head: oddHead(rec.Request.Head), Trailers: wire.ParseTrailer(rec.Request.Trailer),
			Body: text, BodyEncoding: encoding, BodySize: rec.Request.BodySize,
			Truncated:  rec.Request.Cut == storage.Truncated,
			Incomplete: rec.Request.Cut == storage.Incomplete,
		},
		Response: Response{
			Status: rec.Answer.Status, Headers: orEmpty(rec.Answer.Headers), Body: string(rec.Answer.Body),
			DurationMS:  float64(rec.Outcome.Took.Microseconds()) / 1000,
			Rule:        rec.Answer.Rule,
			Undelivered: rec.Outcome.Sent == storage.SentFailed,
		},
		Meaning: r.meaning(requestWith(head, rec.Request.Body), rec.Webhook, rec.ReceivedAt),
	}
	if rec.Unlisted {
		c.Flags = append(c.Flags, FlagUnlisted)
	}
	return c
}

func orEmpty(h [][2]string) [][2]string {
	if h == nil {
		return [][2]string{}
	}
	return h
}

// requestOf returns what the rules of the provider look at.
func requestOf(rec *storage.Record) gatewayapi.Request {
	head, _ := wire.ParseHead(rec.Request.Head)
	return requestWith(head, rec.Request.Body)
}

func requestWith(h wire.Head, body []byte) gatewayapi.Request {
	return gatewayapi.Request{Method: h.Method, Target: h.Target, Headers: h.Headers, Body: body}
}

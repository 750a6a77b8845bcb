package inspector

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/net/http/httpguts"

	"ringback/inspector/wire"
	"ringback/storage"
)

// exported is what an import takes from a line of an export: the facts. The
// meaning is derived anew.
type exported struct {
	ReceivedAt time.Time `json:"received_at"`
	Origin     string    `json:"origin"`
	Via        string    `json:"via"`
	RemoteAddr string    `json:"remote_addr"`
	Webhook    string    `json:"webhook"`
	Flags      []string  `json:"flags"` // one of them is a fact
	// Request is nil in what is no line of an export.
	Request  *Request `json:"-"`
	Response Response `json:"response"`
	Marks    *Marks   `json:"marks"`
}

// importLine is a line as a whole. What is derived in it, such as the fields, is
// passed over, and may be as odd as it was when it came.
type importLine struct {
	exported
	Raw jsontext.Value `json:"request"`
}

// lineParser turns lines into records; now stands for the time that a plain
// body does not tell.
type lineParser struct{ now time.Time }

// record parses one line that is not blank, with what was noted on it, if anything.
func (p lineParser) record(line []byte) (*storage.Record, *Marks, error) {
	if line[0] != '{' && line[0] != '[' {
		return nil, nil, errors.New("not a JSON object")
	}
	odd := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	var l importLine
	err := json.Unmarshal(line, &l, json.JoinOptions(odd...))
	switch {
	case l.Raw == nil && (err == nil || jsontext.Value(line).IsValid(odd...)):
		rec, err := p.plain(line)
		return rec, nil, err
	case err != nil:
		return nil, nil, err
	}
	if err := json.Unmarshal(l.Raw, &l.Request); err != nil {
		return nil, nil, fmt.Errorf("request: %w", err)
	}
	if l.Request == nil {
		rec, err := p.plain(line)
		return rec, nil, err
	}
	if l.Marks != nil {
		if _, err := l.Marks.normalise(); err != nil {
			return nil, nil, fmt.Errorf("marks: %w", err)
		}
	}
	rec, err := l.record()
	return rec, l.Marks, err
}

// plain makes a record of a line that is a callback's body.
func (p lineParser) plain(body []byte) (*storage.Record, error) {
	head, err := wire.FormatHead(wire.Head{Method: "POST", Target: "/", Proto: "HTTP/1.1", Headers: [][2]string{
		{"Content-Type", "application/json"},
		{"Content-Length", strconv.Itoa(len(body))},
	}})
	if err != nil {
		return nil, err
	}
	return &storage.Record{
		ReceivedAt: p.now,
		Origin:     storage.Imported,
		Webhook:    DefaultWebhook,
		Request:    storage.Request{Head: head, Body: append([]byte(nil), body...), BodySize: int64(len(body))},
	}, nil
}

func (e *exported) record() (*storage.Record, error) {
	origin, err := storage.ParseOrigin(e.Origin)
	if err != nil {
		return nil, fmt.Errorf("origin: %w", err)
	}
	if origin == storage.Live {
		origin = storage.Imported
	}
	via, err := storage.ParseVia(e.Via)
	if err != nil {
		return nil, fmt.Errorf("via: %w", err)
	}
	switch year := e.ReceivedAt.Year(); {
	case e.ReceivedAt.IsZero():
		return nil, errors.New("received_at is missing")
	case year < 1970 || year > 2200: // beyond what nanoseconds in 64 bits hold
		return nil, errors.New("received_at must lie between the years 1970 and 2200")
	case e.Response.Status < 0 || e.Response.Status > 999:
		return nil, errors.New("response: status must be from 0 to 999")
	case e.Response.DurationMS < 0 || e.Response.DurationMS > 1e9:
		return nil, errors.New("response: duration_ms must be from 0 to 1000000000")
	}
	request, err := e.Request.facts()
	if err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	return &storage.Record{
		ReceivedAt: e.ReceivedAt,
		Origin:     origin,
		Via:        via,
		RemoteAddr: e.RemoteAddr,
		Webhook:    e.Webhook,
		Unlisted:   slices.Contains(e.Flags, FlagUnlisted),
		Request:    request,
		Answer: storage.Answer{
			Status: e.Response.Status, Headers: e.Response.Headers,
			Body: []byte(e.Response.Body), Rule: e.Response.Rule,
		},
		Outcome: e.Response.outcome(),
	}, nil
}

// facts returns what is stored of r. The spacing of the header lines is not
// in an export, all else is.
func (r *Request) facts() (storage.Request, error) {
	head, err := r.head()
	if err != nil {
		return storage.Request{}, err
	}
	if r.BodyEncoding != encodingText && r.BodyEncoding != encodingBase64 {
		return storage.Request{}, errors.New("body_encoding must be utf-8 or base64")
	}
	body, err := r.RawBody()
	if err != nil {
		return storage.Request{}, errors.New("body is not base64")
	}
	q := storage.Request{Head: head, Body: body, BodySize: int64(len(body))}
	switch {
	case r.Truncated:
		q.Cut, q.BodySize = storage.Truncated, max(q.BodySize, r.BodySize)
	case r.Incomplete:
		q.Cut = storage.Incomplete
	}
	for _, t := range r.Trailers {
		if !httpguts.ValidHeaderFieldName(t[0]) || !httpguts.ValidHeaderFieldValue(t[1]) {
			return storage.Request{}, errors.New("one of the trailers is not a valid HTTP header")
		}
		q.Trailer = append(q.Trailer, t[0]+": "+t[1]+"\r\n"...)
	}
	return q, nil
}

// head returns the request line and headers as they came.
func (r *Request) head() ([]byte, error) {
	if r.Head == "" {
		return wire.FormatHead(wire.Head{Method: r.Method, Target: r.Target, Proto: r.Proto, Headers: r.Headers})
	}
	head, err := base64.StdEncoding.DecodeString(r.Head)
	if err != nil {
		return nil, errors.New("head_base64 is not base64")
	}
	if _, err := wire.ParseHead(head); err != nil {
		return nil, fmt.Errorf("head_base64: %w", err)
	}
	return head, nil
}

func (r Response) outcome() storage.Outcome {
	out := storage.Outcome{Took: time.Duration(r.DurationMS * float64(time.Millisecond)), Sent: storage.SentOK}
	switch {
	case r.Status == 0:
		out.Sent = storage.SentUnknown
	case r.Undelivered:
		out.Sent = storage.SentFailed
	}
	return out
}

package viewmodel

import (
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/simulate"
	"ringback/inspector/wire"
)

// TextedOf returns what a recorded callback tells of the SMS that it came of: one that the
// simulator sent, maybe in an earlier run. base is the address of our receiver now.
func TextedOf(c *inspector.Callback, base deliver.Target) (*Texted, error) {
	body, err := c.Request.RawBody()
	if err != nil {
		return nil, err
	}
	q, a := c.Request, c.Response
	head, err := wire.FormatHead(wire.Head{Method: q.Method, Target: q.Target, Proto: q.Proto, Headers: q.Headers})
	if err != nil {
		return nil, err
	}
	attempt := deliver.Attempt{At: c.ReceivedAt, Took: millis(a.DurationMS), Status: a.Status, Headers: a.Headers, Body: []byte(a.Body)}
	end := deliver.Delivered
	if a.Status < 200 || a.Status > 299 {
		attempt.Cause, end = deliver.BadStatus, deliver.GaveUp
	}
	t := &Texted{
		From: c.Parsed.From, To: c.Parsed.To, Text: c.Parsed.Text, At: c.ReceivedAt,
		Webhook: c.Webhook, Done: true, Callback: c.ID,
	}
	if c.Lease != nil {
		t.Lease = c.Lease.String()
	}
	t.Sent = []simulate.Sent{{
		Target: base.At(q.Target), Request: deliver.Request{Head: head, Body: body},
		Climb: deliver.Climb{Rungs: []deliver.Rung{{Attempt: attempt}}, End: end},
	}}
	return t, nil
}

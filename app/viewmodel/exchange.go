package viewmodel

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"ringback/app/say"
	"ringback/inspector/deliver"
	"ringback/inspector/wire"
)

// Exchange is a request and what came back, in parts that are coloured each in its way: a
// head, and a body after an empty line.
type Exchange struct {
	Parts   []*Text
	Summary string // "412 B · application/json"
}

// RequestExchange shows a request: its exact head, and its body in a view.
func RequestExchange(q deliver.Request, view View) Exchange {
	kind := ""
	if head, err := wire.ParseHead(q.Head); err == nil {
		kind = head.Get("Content-Type")
	}
	return exchangeOf(q.Head, NewBody(q.Body, kind), view)
}

// AnswerExchange shows the answer of an attempt; its reason where there is none.
func AnswerExchange(a deliver.Attempt) Exchange {
	if a.Status == 0 {
		return exchangeOf(nil, NewBody([]byte(AttemptText(a)), "text/plain"), Raw)
	}
	head := fmt.Appendf(nil, "HTTP/1.1 %s\n%s", statusLine(a.Status), HeaderText(a.Headers))
	if len(a.Body) > 0 {
		head = append(head, '\n')
	}
	return exchangeOf(head, NewBody(a.Body, headerValue(a.Headers, "Content-Type")), Pretty)
}

// exchangeOf makes the parts. A body that is large stays as it is.
func exchangeOf(head []byte, body Body, view View) Exchange {
	e := Exchange{Summary: body.Summary()}
	add := func(b Body, view View) {
		if text, err := b.Text(context.Background(), view); err == nil && len(b.Bytes) > 0 {
			e.Parts = append(e.Parts, text)
		}
	}
	add(Body{Bytes: head, Format: FormatHead}, Raw)
	if !body.Small() {
		view = Raw
	}
	add(body, view)
	return e
}

// AttemptLine is one attempt of a delivery, or how it goes on.
type AttemptLine struct {
	Text string
	Tone Tone
}

// AttemptLines lists the last attempts of a delivery, at most some, and what comes next.
func AttemptLines(c deliver.Climb, now time.Time, most int) (lines []AttemptLine) {
	first := max(len(c.Rungs)-most, 0)
	for n, rung := range c.Rungs[first:] {
		tone := OK
		if !rung.OK() {
			tone = Bad
		}
		lines = append(lines, AttemptLine{dotted(strconv.Itoa(first+n+1)+".", Offset(rung.Age), AttemptText(rung.Attempt)), tone})
	}
	switch {
	case !c.NextAt.IsZero():
		lines = append(lines, AttemptLine{say.L("Next in %s", Duration(max(c.NextAt.Sub(now), 0).Round(time.Second))), Muted})
	case c.End == deliver.GaveUp && len(c.Rungs) > 1:
		lines = append(lines, AttemptLine{say.L("Given up"), Bad})
	case c.End == deliver.Halted:
		lines = append(lines, AttemptLine{say.L("Stopped"), Muted})
	}
	return lines
}

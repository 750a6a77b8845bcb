package ui

import (
	"context"
	"strings"
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
)

// shown is one callback and what the tabs say about it. It is made away from the
// UI goroutine and not changed afterwards.
type shown struct {
	id        uint64
	callback  *inspector.Callback
	marks     inspector.Marks
	thread    []*inspector.Callback // of the same message, oldest first; nil until it was looked for
	overview  viewmodel.Overview
	body      viewmodel.Body
	response  viewmodel.ResponseTab
	signature viewmodel.SignatureTab
	zone      *time.Location
}

// readCallback reads a callback and puts it into words.
func readCallback(engine *inspector.Inspector, id uint64, zone *time.Location) (*shown, error) {
	c, err := engine.Callback(id)
	if err != nil {
		return nil, err
	}
	body, err := c.Request.RawBody()
	if err != nil {
		return nil, err
	}
	marks := engine.Marks(id)
	return &shown{
		id: id, callback: c, marks: marks, zone: zone,
		overview:  viewmodel.NewOverview(c, inspector.Marks{}, zone), // the note has a place of its own
		body:      viewmodel.NewBody(body, headerOf(c.Request.Headers, "Content-Type")),
		response:  viewmodel.NewResponseTab(c),
		signature: viewmodel.NewSignatureTab(c),
	}, nil
}

// headerOf returns the first value of a header, or "".
func headerOf(headers [][2]string, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			return h[1]
		}
	}
	return ""
}

// mostRelated bounds how many callbacks of a message are read for its timeline: a
// sender that never gives up makes any number.
const mostRelated = 300

// withThread returns s with the other callbacks of its message.
func (s *shown) withThread(ctx context.Context, d *detailDeps) (*shown, error) {
	ids := []uint64{s.id}
	if d.related != nil && s.callback.MessageKey != "" {
		found, err := d.related(s.callback.MessageKey)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			ids = around(found, s.id, mostRelated)
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	thread := []*inspector.Callback{s.callback}
	if len(ids) > 1 {
		var err error
		if thread, err = d.engine.Some(ids); err != nil {
			return nil, err
		}
	}
	more := *s
	more.thread = thread
	return &more, nil
}

// around returns up to most of ids, which are in order, with id among them.
func around(ids []uint64, id uint64, most int) []uint64 {
	if len(ids) <= most {
		return ids
	}
	at := 0
	for at+1 < len(ids) && ids[at] < id {
		at++
	}
	from := min(max(at-most/2, 0), len(ids)-most)
	return ids[from : from+most]
}

// steps tells the story of the message.
func (s *shown) steps() []viewmodel.Step {
	if s.thread == nil {
		return nil
	}
	return viewmodel.NewTimeline(s.thread, s.id, s.zone)
}

// head says in a few words what it is.
func (s *shown) head(now time.Time) viewmodel.Head {
	return viewmodel.NewHead(s.callback, s.marks, len(s.thread), now, s.zone)
}

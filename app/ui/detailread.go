package ui

import (
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
	thread    []uint64         // the callbacks of its message, oldest first; nil until they were looked for
	alone     error            // why the others could not be read
	steps     []viewmodel.Step // their story
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

// withThread returns s with the story of its message.
func (s *shown) withThread(engine *inspector.Inspector) *shown {
	more := *s
	thread, err := engine.Related(s.callback)
	if err != nil {
		more.alone = err
		thread = []*inspector.Callback{s.callback}
	}
	more.thread = make([]uint64, len(thread))
	for i, c := range thread {
		more.thread[i] = c.ID
	}
	more.steps = viewmodel.NewTimeline(thread, s.id, s.zone)
	return &more
}

// head says in a few words what it is.
func (s *shown) head(now time.Time) viewmodel.Head {
	return viewmodel.NewHead(s.callback, s.marks, len(s.thread), now, s.zone)
}

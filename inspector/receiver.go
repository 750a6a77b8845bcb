package inspector

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"time"

	"ringback/inspector/wire"
	"ringback/storage"
)

// ServeHTTP reads a callback, records it and answers it, in this order: what
// it answers with 2xx is on disk. It takes any method and path. When storing
// fails the caller gets 503 and will send again.
//
// next: respond.go (what to answer), storage (the record), feed.go (who wants to know).
func (i *Inspector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := i.now()
	if r.ProtoMajor != 1 { // the preface of HTTP/2, which net/http lets through
		http.Error(w, "this receiver speaks HTTP/1.1", http.StatusHTTPVersionNotSupported)
		return
	}
	if i.proven(w, r) {
		return
	}
	rec := &storage.Record{
		ReceivedAt: start,
		Origin:     i.originOf(r.Header),
		Via:        viaOf(r.Context()),
		RemoteAddr: r.RemoteAddr,
	}
	release, readErr := i.read(&rec.Request, w, r)
	plan := i.respond(r.URL.Path, rec, readErr)
	if rec.Origin == storage.Probe { // we looked at ourselves: it gets the answer, and is no callback
		release()
		_ = answer(r.Context(), w, rec.Answer, plan.delay) // who sent it sees what came
		return
	}
	err := i.store.Append(rec)
	release()
	if err != nil {
		i.refused(w, err)
		return
	}
	i.feed.bump(rec.ID)
	sent := storage.SentOK
	if err := answer(r.Context(), w, rec.Answer, plan.delay); err != nil || readErr != nil {
		sent = storage.SentFailed
	}
	i.store.Answered(rec.ID, storage.Outcome{Took: i.now().Sub(start), Sent: sent})
	i.feed.bump(0)
}

// read takes the exact bytes of a request into q, at most the body limit. The
// error says why the body is not whole. When the request is stored, release must
// be called.
func (i *Inspector) read(q *storage.Request, w http.ResponseWriter, r *http.Request) (release func(), err error) {
	var ok bool
	if q.Head, ok = wire.TakeHead(r.Context()); !ok {
		q.Head = rebuiltHead(r)
	}
	limit := i.Settings().BodyLimit
	body, release, err := i.readBody(r, limit)
	q.Body, q.BodySize = body, int64(len(body))
	switch {
	case int64(len(body)) > limit:
		q.Body, q.Cut = body[:limit:limit], storage.Truncated
		q.BodySize = max(q.BodySize, r.ContentLength)
		w.Header().Set("Connection", "close") // the rest is not read
	case err != nil:
		q.Cut = storage.Incomplete
	default:
		q.Trailer = wire.TakeTrailer(r.Context())
	}
	return release, err
}

// smallBody is what a body may take of memory without asking; larger ones wait
// until there is room for what they announce, or else for the largest there may
// be, so that many callers at once cannot use up the memory.
const smallBody = 64 << 10

// readBody reads up to limit+1 bytes. Release gives back the room of a large body.
func (i *Inspector) readBody(r *http.Request, limit int64) (b []byte, release func(), err error) {
	none := func() {}
	if r.ContentLength == 0 {
		return nil, none, nil
	}
	src := io.LimitReader(r.Body, limit+1)
	var body bytes.Buffer
	// What is announced is believed up to the size of a small body only.
	announced := min(max(r.ContentLength, 0), limit+1)
	body.Grow(int(min(announced, smallBody)) + bytes.MinRead)
	if n, err := body.ReadFrom(io.LimitReader(src, smallBody)); err != nil || n < smallBody {
		return body.Bytes(), none, err
	}
	room := limit + 1
	if r.ContentLength > 0 {
		room = announced
	}
	room = min(room, largeBytes)
	if err := i.large.Acquire(r.Context(), room); err != nil {
		return body.Bytes(), none, err
	}
	body.Grow(int(max(announced-smallBody, 0)) + bytes.MinRead)
	_, err = body.ReadFrom(src)
	return body.Bytes(), func() { i.large.Release(room) }, err
}

// rebuiltHead stands in where the connection was not listened on by [wire]:
// the order and case of the headers are lost.
func rebuiltHead(r *http.Request) []byte {
	h := wire.Head{Method: r.Method, Target: r.RequestURI, Proto: r.Proto}
	if h.Target == "" {
		h.Target = r.URL.RequestURI()
	}
	h.Headers = append(h.Headers, [2]string{"Host", r.Host})
	for name, values := range r.Header {
		for _, v := range values {
			h.Headers = append(h.Headers, [2]string{textproto.CanonicalMIMEHeaderKey(name), v})
		}
	}
	slices.SortStableFunc(h.Headers[1:], func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	raw, err := wire.FormatHead(h)
	if err != nil {
		return nil
	}
	return raw
}

// answer writes a after the delay. A caller that hung up is an error; it gets its
// answer all the same, since one that only sends no more may still read.
func answer(ctx context.Context, w http.ResponseWriter, a storage.Answer, delay time.Duration) error {
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	// One that never reads would hold its connection for ever.
	if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerPatience)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	for _, h := range a.Headers {
		w.Header().Add(h[0], h[1])
	}
	w.WriteHeader(a.Status)
	if len(a.Body) > 0 {
		if _, err := w.Write(a.Body); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// refused answers 503: the callback is not stored, and its sender must know.
func (i *Inspector) refused(w http.ResponseWriter, err error) {
	i.log.Debug("a callback could not be stored; its sender got 503", "cause", err)
	i.life.refused.Add(1)
	i.feed.bump(0)
	w.Header().Set("Retry-After", "10")
	http.Error(w, "Ringback could not store this callback. Please send it again.", http.StatusServiceUnavailable)
}

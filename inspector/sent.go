package inspector

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync/atomic"
	"time"

	"ringback/inspector/deliver"
)

// familySent are the requests that went to others than our own receiver.
const familySent = "sent"

// maxSent is how many of them are kept; the oldest ones make room when retention
// looks.
const maxSent = 1000

// sentAnswer is how much of each answer's body is kept, in bytes.
const sentAnswer = 4 << 10

// Sent is a request that was sent to somebody else's address, with all attempts.
type Sent struct {
	// ID is given by [Inspector.KeepSent]: when that was, in microseconds of UNIX
	// time, or a little later where others were kept at that time.
	ID uint64    `json:"id"`
	At time.Time `json:"at"`
	// Origin says what sent it, in the words of a callback's origin.
	Origin  string `json:"origin"`
	Webhook string `json:"webhook"`
	// Target is the address without its query.
	Target string `json:"target"`
	// Head is the exact head of the last attempt.
	Head         string          `json:"head"`
	Body         string          `json:"body"`
	BodyEncoding string          `json:"body_encoding"`
	Attempts     []deliver.Entry `json:"attempts"`
	End          deliver.End     `json:"end"`
}

// NewSent describes a request and its attempts. The bodies of answers are cut to
// a few kilobytes.
func NewSent(origin, webhook string, t deliver.Target, q deliver.Request, c deliver.Climb) Sent {
	s := Sent{Origin: origin, Webhook: webhook, Target: t.String(), Head: string(q.Head), Attempts: c.Entries(sentAnswer), End: c.End}
	s.Body, s.BodyEncoding = EncodeBody(q.Body)
	if len(c.Rungs) > 0 {
		s.At = c.Rungs[0].At.UTC()
	}
	return s
}

// sentIDs are the id that was given last in this run, and the one that was the
// last when retention looked.
type sentIDs struct{ last, looked atomic.Uint64 }

func sentKey(id uint64) string { return fmt.Sprintf("%020d", id) }

// KeepSent stores a request that was sent, and tells its id.
func (i *Inspector) KeepSent(s Sent) (Sent, error) {
	now := uint64(i.now().UnixMicro())
	for {
		last := i.life.sent.last.Load()
		if s.ID = max(now, last+1); i.life.sent.last.CompareAndSwap(last, s.ID) {
			break
		}
	}
	v, err := json.Marshal(s)
	if err == nil {
		err = i.store.PutDocument(familySent, sentKey(s.ID), v)
	}
	if err != nil {
		return s, fmt.Errorf("keep what was sent: %w", err)
	}
	i.feed.bump(0)
	return s, nil
}

// Sent returns what was sent last, newest first, at most limit.
func (i *Inspector) Sent(limit int) ([]Sent, error) {
	docs, err := i.store.Documents(familySent)
	if err != nil {
		return nil, fmt.Errorf("read what was sent: %w", err)
	}
	slices.Reverse(docs)
	var all []Sent
	for _, doc := range docs[:min(len(docs), limit)] {
		var s Sent
		if err := json.Unmarshal(doc.Value, &s); err != nil {
			return nil, fmt.Errorf("read what was sent: %w", err)
		}
		all = append(all, s)
	}
	return all, nil
}

// ForgetSent removes what was sent before a time, and returns how many.
func (i *Inspector) ForgetSent(before time.Time) (int, error) {
	return i.forgetSent(func(_ int, s Sent) bool { return s.At.Before(before) })
}

// pruneSent removes what retention does not keep: what is too old, and the oldest
// where there are too many.
func (i *Inspector) pruneSent(r Retention) error {
	last := i.life.sent.last.Load()
	if i.life.sent.looked.Swap(last) == last && r.Days == 0 {
		return nil
	}
	cutoff := i.now().AddDate(0, 0, -r.Days)
	_, err := i.forgetSent(func(n int, s Sent) bool {
		return n >= maxSent || r.Days > 0 && s.At.Before(cutoff)
	})
	return err
}

// forgetSent removes those for which gone is true; n counts from the newest.
func (i *Inspector) forgetSent(gone func(n int, s Sent) bool) (removed int, err error) {
	all, err := i.Sent(math.MaxInt)
	if err != nil {
		return 0, err
	}
	for n, s := range all {
		if !gone(n, s) {
			continue
		}
		if err := i.store.DeleteDocument(familySent, sentKey(s.ID)); err != nil {
			return removed, fmt.Errorf("forget what was sent: %w", err)
		}
		removed++
	}
	if removed > 0 {
		i.feed.bump(0)
	}
	return removed, nil
}

package storage

import (
	"sync"
	"time"
)

// Health tells whether the store can write.
type Health struct {
	OK bool
	// Err is the cause where it cannot.
	Err   error
	Since time.Time
}

type health struct {
	mu     sync.Mutex
	now    Health
	notify func(Health)
}

func (h *health) init(notify func(Health)) {
	h.now, h.notify = Health{OK: true, Since: time.Now()}, notify
}

// set takes the result of the last commit.
func (h *health) set(err error) {
	h.mu.Lock()
	ok := err == nil
	changed := ok != h.now.OK || (!ok && h.now.Err.Error() != err.Error())
	if changed {
		if ok != h.now.OK {
			h.now.Since = time.Now()
		}
		h.now.OK, h.now.Err = ok, err
	}
	now := h.now
	h.mu.Unlock()
	if changed && h.notify != nil {
		h.notify(now)
	}
}

// probe returns a channel that fires after d while the store cannot write, and
// never while it can.
func (h *health) probe(d time.Duration) <-chan time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.now.OK {
		return nil
	}
	return time.After(d)
}

// Health tells whether callbacks can be stored now, as of the last try.
func (s *Store) Health() Health {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	return s.health.now
}

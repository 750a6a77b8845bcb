package storage

import (
	"sync"
	"time"
)

// Health tells whether the store can write.
type Health struct {
	OK    bool
	Err   error // the cause where it cannot; wraps [ErrStore]
	Since time.Time
}

type health struct {
	mu    sync.Mutex
	state Health
}

// set takes the result of a commit and tells of a change.
func (h *health) set(err error, now time.Time, tell func(Health)) {
	h.mu.Lock()
	old := h.state
	ok := err == nil
	changed := ok != old.OK || (!ok && err.Error() != old.Err.Error())
	if changed {
		h.state.OK, h.state.Err = ok, err
	}
	if ok != old.OK {
		h.state.Since = now
	}
	state := h.state
	h.mu.Unlock()
	if changed && tell != nil {
		tell(state)
	}
}

// Health tells whether callbacks can be stored, as of the last try. A store
// that cannot write tries again by itself each second, or less often where that
// takes long.
func (s *Store) Health() Health {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	return s.health.state
}

package inspector

import (
	"fmt"
	"strconv"

	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// Thread is where a callback stands among those about the same message.
type Thread struct {
	// MessageKey is equal for all callbacks about one message; "" where the
	// message is not known.
	MessageKey string `json:"message_key"`
	// Attempt is 1 for a callback that came for the first time, 2 for its first repeat.
	Attempt int `json:"attempt"`
	// DuplicateOf is the id of the first callback that says the same.
	DuplicateOf *uint64 `json:"duplicate_of"`
}

// Flags that the order of a thread's callbacks gives.
const (
	FlagLate        = "late"
	FlagConflicting = "conflicting-final"
)

// event is what a thread needs of each of its callbacks.
type event struct {
	id             uint64
	kind           uint8
	status, charge uint8
	duplicateKey   uint64
}

// thread fills in the Thread of callbacks, and the flags that follow from it,
// by one pass over the index; and what was noted on them.
func (i *Inspector) thread(callbacks []*Callback) error {
	if len(callbacks) == 0 {
		return nil
	}
	threads := map[uint64][]event{}
	for _, c := range callbacks {
		if m := i.Marks(c.ID); !m.empty() {
			c.Marks = &m
		}
		c.MessageKey, c.Attempt = c.Parsed.MessageKey, 1
		if key := keyHash(c.MessageKey); key != 0 {
			threads[key] = nil
		}
	}
	if len(threads) == 0 {
		return nil
	}
	if err := i.gather(threads); err != nil {
		return err
	}
	for _, c := range callbacks {
		c.place(threads[keyHash(c.MessageKey)])
	}
	return nil
}

// gather adds to each thread, by its key, the events of the index.
func (i *Inspector) gather(threads map[uint64][]event) error {
	// Almost no row belongs to a wanted thread, and there may be a million:
	// a few bits of the key tell most of them without a look into the map.
	const bits = 1 << 14
	var maybe [bits]bool
	for key := range threads {
		maybe[key%bits] = true
	}
	return i.index.scan(func(rows storage.Block) {
		for n := range rows.Len() {
			key := rows.MessageKey(n)
			if !maybe[key%bits] {
				continue
			}
			if _, wanted := threads[key]; !wanted || !rows.Present(n) {
				continue
			}
			threads[key] = append(threads[key], eventAt(rows, n))
		}
	})
}

func eventAt(rows storage.Block, n int) event {
	return event{
		id:           rows.First() + uint64(n),
		kind:         rows.Kind(n),
		status:       rows.Status(n),
		charge:       uint8(rows.Flags(n) >> rowChargeShift),
		duplicateKey: rows.DuplicateKey(n),
	}
}

// place finds c among the events of its thread, which are in order of arrival.
func (c *Callback) place(events []event) {
	var state gatewayapi.Thread
	own := keyHash(c.Parsed.DuplicateKey)
	for _, e := range events {
		if e.id > c.ID {
			return
		}
		mark := state.Add(e.event())
		if e.id == c.ID {
			switch mark {
			case gatewayapi.MarkLate:
				c.Flags = append(c.Flags, FlagLate)
			case gatewayapi.MarkConflict:
				c.Flags = append(c.Flags, FlagConflicting)
			}
			return
		}
		if own != 0 && e.duplicateKey == own {
			c.Attempt++
			if c.DuplicateOf == nil {
				c.DuplicateOf = &e.id
			}
		}
	}
}

func (e event) event() gatewayapi.Event {
	kind := gatewayapi.Unknown
	if int(e.kind) < len(rowKinds) {
		kind = rowKinds[e.kind]
	}
	return gatewayapi.Event{
		Kind:         kind,
		Status:       nameAt(rowStatuses, e.status),
		Charge:       nameAt(rowCharges, e.charge),
		DuplicateKey: strconv.FormatUint(e.duplicateKey, 16),
	}
}

// maxThread bounds how many callbacks of a thread are returned: a test message
// that always has the same id can have thousands.
const maxThread = 500

// Related returns the callbacks about the same message as c, c among them, in
// order of arrival; the newest ones where there are very many.
func (i *Inspector) Related(c *Callback) ([]*Callback, error) {
	key := keyHash(c.MessageKey)
	if key == 0 {
		return []*Callback{c}, nil
	}
	threads := map[uint64][]event{key: nil}
	if err := i.gather(threads); err != nil {
		return nil, fmt.Errorf("thread of callback %d: %w", c.ID, err)
	}
	events := threads[key]
	events = events[max(0, len(events)-maxThread):]
	ids := make([]uint64, len(events))
	for n, e := range events {
		ids[n] = e.id
	}
	return i.Some(ids)
}

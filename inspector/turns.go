package inspector

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// turns say of every callback whether it repeats an earlier one or came late, as
// its [Thread] does, for filters that ask for it.
type turns struct{ repeats, latecomers idSet }

func (t *turns) duplicate(id uint64) bool { return t != nil && t.repeats.has(id) }
func (t *turns) late(id uint64) bool      { return t != nil && t.latecomers.has(id) }

// idSet is a bit for each id.
type idSet []uint64

func (s idSet) has(id uint64) bool { return id/64 < uint64(len(s)) && s[id/64]&(1<<(id%64)) != 0 }

func (s *idSet) add(id uint64) {
	if need := int(id/64) + 1; need > len(*s) {
		*s = append(*s, make(idSet, need-len(*s))...)
	}
	(*s)[id/64] |= 1 << (id % 64)
}

// turnParts is in how many passes the threads are gone through, so that only a
// part of them is in memory.
const turnParts = 8

// threaded is an event with the key of its thread.
type threaded struct {
	key uint64
	event
}

// readTurns goes through all threads of the index.
func (i *Inspector) readTurns(ctx context.Context) (*turns, error) {
	t := &turns{}
	var events []threaded
	for part := range uint64(turnParts) {
		events = events[:0]
		err := i.index.scan(func(rows storage.Block) {
			for n := range rows.Len() {
				if key := rows.MessageKey(n); key != 0 && key%turnParts == part && rows.Present(n) {
					events = append(events, threaded{key, eventAt(rows, n)})
				}
			}
		})
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("read threads: %w", err)
		}
		slices.SortFunc(events, func(a, b threaded) int {
			return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
		})
		for len(events) > 0 {
			end := 1
			for end < len(events) && events[end].key == events[0].key {
				end++
			}
			if end > 1 { // the first of a thread is neither
				t.take(events[:end])
			}
			events = events[end:]
		}
	}
	return t, nil
}

// take goes through one thread, in order of arrival.
func (t *turns) take(events []threaded) {
	var state gatewayapi.Thread
	seen := map[uint64]bool{}
	for _, e := range events {
		if state.Add(e.event.event()) == gatewayapi.MarkLate {
			t.latecomers.add(e.id)
		}
		if key := e.duplicateKey; key != 0 {
			if seen[key] {
				t.repeats.add(e.id)
			}
			seen[key] = true
		}
	}
}

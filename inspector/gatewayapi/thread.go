package gatewayapi

import "time"

// Event is one callback as a message's thread needs it.
type Event struct {
	Kind           Kind
	Status, Charge string
	At             time.Time
	DuplicateKey   string
}

// Event returns what the callback's thread is to be told, see [Thread.Add].
func (m Meaning) Event() Event {
	return Event{Kind: m.Kind, Status: m.Status, Charge: m.Charge, At: m.At, DuplicateKey: m.DuplicateKey}
}

// Mark says what an event did to its thread.
type Mark string

// The marks.
const (
	MarkFirst     Mark = "first"     // the thread's first event
	MarkAdvance   Mark = "advance"   // the state moved on
	MarkLate      Mark = "late"      // an earlier state that came too late; ignored
	MarkDuplicate Mark = "duplicate" // the same event again
	MarkUpdate    Mark = "update"    // the same state at another time, or the charge moved
	// MarkConflict: a different final state; the first one is kept.
	MarkConflict Mark = "conflicting-final"
	// MarkUnrecognised: a name that the provider does not list; the state is kept.
	MarkUnrecognised Mark = "unrecognised"
)

// Thread follows the callbacks about one message in order of arrival, since the
// provider does not promise theirs. Status and charge are two machines that do
// not know each other. The zero Thread is ready; do not copy one that was used.
type Thread struct {
	status, charge machine
	events         int
	keys           map[string]struct{}
}

// machine is a state and when it was reported.
type machine struct {
	now state
	at  time.Time
}

// Add takes in the event that arrived next and says what it did.
func (t *Thread) Add(e Event) Mark {
	first := t.events == 0
	t.events++
	if e.DuplicateKey != "" {
		if _, seen := t.keys[e.DuplicateKey]; seen {
			return MarkDuplicate
		}
		if t.keys == nil {
			t.keys = make(map[string]struct{})
		}
		t.keys[e.DuplicateKey] = struct{}{}
	}
	if e.Kind.Received() {
		if first {
			return MarkFirst
		}
		return MarkUpdate
	}
	in, known := stateOf(e.Kind, canonicalStatus(e.Kind, e.Status))
	if !known {
		in.name = e.Status
	}
	mark := t.status.add(in, known, e.At)
	if e.Charge == "" {
		return mark
	}
	return combine(mark, t.addCharge(e))
}

func (t *Thread) addCharge(e Event) Mark {
	in, known := chargeOf(e.Charge)
	if !known {
		in.name = e.Charge
	}
	// A notice about the charge is news whatever it leaves the state at.
	if e.Charge == refundFail && t.charge.now.rank >= in.rank {
		return MarkUpdate
	}
	return t.charge.add(in, known, e.At)
}

// combine makes one mark of what the event did to the status and to the charge.
// A charge that contradicts itself must be seen; otherwise a status that moved,
// or came late, says more than its charge does.
func combine(status, charge Mark) Mark {
	switch {
	case charge == MarkConflict || charge == MarkUnrecognised:
		return charge
	case status != MarkDuplicate && status != MarkUpdate:
		return status
	case charge == MarkFirst || charge == MarkAdvance:
		return MarkUpdate
	case charge == MarkDuplicate:
		return status
	}
	return charge
}

// add moves the machine, if in may follow what it is at. An unrecognised name is
// taken only where there is nothing better.
func (m *machine) add(in state, known bool, at time.Time) Mark {
	if !known {
		if m.now.name == "" {
			m.now, m.at = in, at
		}
		return MarkUnrecognised
	}
	mark := MarkFirst
	if m.now.name != "" {
		mark = step(m.now, in)
	}
	if mark == MarkUpdate && at.Equal(m.at) {
		return MarkDuplicate
	}
	if mark == MarkFirst || mark == MarkAdvance {
		m.now, m.at = in, at
	}
	return mark
}

// step says what an incoming state means to the present one.
func step(now, in state) Mark {
	switch {
	case in.name == now.name:
		return MarkUpdate
	case in.rank < now.rank:
		return MarkLate
	case in.rank > now.rank && (!now.final || in.outcome == now.outcome):
		return MarkAdvance
	}
	return MarkConflict
}

// State returns the status that the message is at: the provider's name, or ""
// for a received message and before any status.
func (t *Thread) State() string { return t.status.now.name }

// At returns when the provider says that the state was reached.
func (t *Thread) At() time.Time { return t.status.at }

// ChargeState returns the charge status that the message is at, never
// REFUND_FAIL, or "" where none was told.
func (t *Thread) ChargeState() string { return t.charge.now.name }

// Final reports whether no other status should follow. A charge may still
// change: a refund comes long after.
func (t *Thread) Final() bool { return t.status.now.final }

package gatewayapi

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Step is one status on the way of a message.
type Step struct {
	// At is when it happens, from the sending on. The order of steps is that of
	// their callbacks, which a [Fault] may make another one.
	At     time.Duration
	Status string
	// Charge is the charge status of an overcharged SMS, else "".
	Charge string
	// Code is why it failed, such as "0x1010", else "".
	Code string
	// Again says that the callback is a repeat of the one before.
	Again Again
}

// Again says what is the same in a callback that repeats another one.
type Again string

// A repeat is the same callback once more, as after an answer that was lost, or
// the same under a new id, which a receiver cannot tell from a new event.
const (
	AgainSame  Again = "same"
	AgainNewID Again = "new-id"
)

// notEnoughFunds is why a charge usually fails.
const notEnoughFunds = "0x1092"

// ErrNoJourney reports an end that no way of the kind leads to.
var ErrNoJourney = errors.New("no way of this kind ends there")

// way is a path through the states, with what it is worth in odds.
type way struct {
	end    string
	before []string // the states before the end
	odds   int      // in about a thousand
	codes  []string
}

// waysOf returns the ways of a kind, the usual one first. The states and arrows
// are the provider's; the odds are ours.
func waysOf(kind Kind) []way {
	planned, sent := []string{"SCHEDULED"}, []string{"BUFFERED", "ENROUTE"}
	if kind != DeliveryStatus {
		planned, sent = nil, []string{"ENROUTE"}
	}
	unknown, absent, refused := []string{"0x1010", "0x1084", "0x102C"}, []string{"0x1013", "0x1021", "0x1022", "0x1019"}, []string{"0x1030", "0x1034", "0x1069", "0x1905"}
	switch kind {
	case DeliveryStatus, SMSStatus:
		ways := []way{
			{"DELIVERED", sent, 920, nil},
			{"EXPIRED", sent, 30, absent},
			{"UNDELIVERABLE", sent, 30, unknown},
			{"REJECTED", sent, 10, refused},
			{"ACCEPTED", sent, 4, nil},
			{"DELETED", planned, 3, nil},
		}
		if kind == DeliveryStatus {
			ways = append(ways, way{"SKIPPED", sent, 3, nil})
		}
		return ways
	case RCSStatus:
		return []way{
			{"READ", []string{"ENROUTE", "DELIVERED"}, 600, nil},
			{"DELIVERED", sent, 350, nil},
			{"EXPIRED", sent, 50, absent},
		}
	case EmailStatus:
		return []way{
			{"DELIVERED", []string{"PROCESSED"}, 940, nil},
			{"BOUNCED", []string{"PROCESSED", "DEFERRED"}, 40, nil},
			{"BLOCKED", []string{"PROCESSED"}, 20, nil},
		}
	}
	return nil
}

// Ends lists the states in which a message of a kind can end, the usual first.
func Ends(kind Kind) []string {
	var ends []string
	for _, w := range waysOf(kind) {
		ends = append(ends, w.end)
	}
	return ends
}

// Charges lists the charge statuses in which an overcharged SMS that ends in a
// state can end, the usual first.
func Charges(end string) []string {
	switch end {
	case "DELIVERED", "ACCEPTED":
		return []string{"CAPTURED", "REFUNDED", refundFail}
	case "REJECTED":
		return []string{"FAILED"}
	}
	return []string{"CANCELLED"}
}

// DrawEnd draws the state in which a message of a kind ends, and for an
// overcharged SMS its charge status, by odds such as a good route has. They are
// an approximation of ours. A kind without states gives "".
func DrawEnd(kind Kind, charged bool, r *rand.Rand) (end, charge string) {
	ways := waysOf(kind)
	total := 0
	for _, w := range ways {
		total += w.odds
	}
	if total == 0 {
		return "", ""
	}
	for n := r.IntN(total); n >= 0; ways = ways[1:] {
		end = ways[0].end
		n -= ways[0].odds
	}
	if !charged {
		return end, ""
	}
	charge = Charges(end)[0]
	if charges := Charges(end); len(charges) > 1 && r.IntN(50) == 0 {
		charge = charges[1+r.IntN(len(charges)-1)]
	}
	return end, charge
}

// Journey draws the steps on which a message of a kind reaches end: the times
// and the error code are drawn, the states are not. charge is "" where nothing
// is charged, else one of [Charges]. An end that cannot be is ErrNoJourney.
func Journey(kind Kind, end, charge string, r *rand.Rand) ([]Step, error) {
	ways := waysOf(kind)
	n := slices.IndexFunc(ways, func(w way) bool { return w.end == end })
	if n < 0 || charge != "" && (kind != DeliveryStatus || !slices.Contains(Charges(end), charge)) {
		return nil, fmt.Errorf("journey of %s to %q: %w", kind, end+" "+charge, ErrNoJourney)
	}
	var steps []Step
	at := time.Duration(0)
	add := func(status, charge string, least, most time.Duration) {
		at += least + time.Duration(r.Int64N(int64(most-least)))
		steps = append(steps, Step{At: at.Truncate(time.Millisecond), Status: status, Charge: charge})
	}
	for _, status := range ways[n].before {
		authorized := ""
		if charge != "" {
			authorized = "AUTHORIZED"
		}
		add(status, authorized, 100*time.Millisecond, 2*time.Second)
	}
	settled := charge
	if charge == "REFUNDED" || charge == refundFail {
		settled = "CAPTURED"
	}
	least, most := time.Second, 8*time.Second
	if end == "EXPIRED" {
		least, most = 5*24*time.Hour, 5*24*time.Hour+time.Minute
	}
	add(end, settled, least, most)
	if codes := ways[n].codes; len(codes) > 0 {
		steps[len(steps)-1].Code = codes[r.IntN(len(codes))]
	}
	if charge == "FAILED" {
		steps[len(steps)-1].Code = notEnoughFunds
	}
	if charge != settled {
		add(end, charge, 24*time.Hour, 72*time.Hour)
	}
	return steps, nil
}

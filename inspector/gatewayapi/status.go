package gatewayapi

// Outcome says what a state amounts to.
type Outcome string

// The outcomes. OutcomeAccepted is final and good, yet not delivered: the
// network took the message on the recipient's behalf. OutcomeFailed covers every
// final state that is not success. Unrecognised is neither success nor failure.
const (
	OutcomeReceived  Outcome = "received"
	OutcomeTransient Outcome = "transient"
	OutcomeDelivered Outcome = "delivered"
	OutcomeAccepted  Outcome = "accepted"
	OutcomeFailed    Outcome = "failed"
	Unrecognised     Outcome = "unrecognised"
)

// state is a state that the provider lists. A message only moves to a state of
// higher rank, and away from a final one only as [step] says.
type state struct {
	name    string
	rank    int
	final   bool
	outcome Outcome
	text    string
}

// smsStates are the states of an SMS; the messaging family has some of them.
var smsStates = [...]state{
	{"UNKNOWN", 1, false, OutcomeTransient, "Not known yet. Every message begins here; it should not be seen."},
	{"SCHEDULED", 2, false, OutcomeTransient, "Waits for its time of sending."},
	{"BUFFERED", 3, false, OutcomeTransient, "Waits in the provider's own queue."},
	{"ENROUTE", 4, false, OutcomeTransient, "Handed to the mobile network, on its way."},
	{"DELIVERED", 5, true, OutcomeDelivered, "The handset confirmed it. If it was charged, the charge went through."},
	{"ACCEPTED", 5, true, OutcomeAccepted, "The network took it on the recipient's behalf, which is less than delivered."},
	{"EXPIRED", 5, true, OutcomeFailed, "Its validity ran out without a confirmation."},
	{"DELETED", 5, true, OutcomeFailed, "Cancelled."},
	{"UNDELIVERABLE", 5, true, OutcomeFailed, "It can never be delivered, usually because of a bad number."},
	{"REJECTED", 5, true, OutcomeFailed, "The network refused it. If it was to be charged, the charge failed too."},
	{"SKIPPED", 5, true, OutcomeFailed, "Taken in, then left alone on purpose under the network's rules."},
	{"READ", 6, true, OutcomeDelivered, "The recipient has read it."},
}

// rcsStates: delivered is success and not the end. An expiry counts only before
// it, so it ranks below.
var rcsStates = [...]state{
	{"ENROUTE", 4, false, OutcomeTransient, "Handed to the network, on its way."},
	{"EXPIRED", 5, true, OutcomeFailed, "Its validity ran out without a confirmation."},
	{"DELIVERED", 6, false, OutcomeDelivered, "It is on the recipient's device."},
	{"READ", 7, true, OutcomeDelivered, "The recipient has read it."},
}

var emailStates = [...]state{
	{"PROCESSED", 1, false, OutcomeTransient, "Taken in, ready to send."},
	{"DEFERRED", 2, false, OutcomeTransient, "Delayed, will be tried again."},
	{"DELIVERED", 5, true, OutcomeDelivered, "It reached the recipient's server."},
	{"BOUNCED", 5, true, OutcomeFailed, "It could not be delivered, for instance because the address is unknown."},
	{"BLOCKED", 5, true, OutcomeFailed, "The recipient's server refused it."},
}

// chargeStates leave REFUND_FAIL out: it is a notice, never the state.
var chargeStates = [...]state{
	{"NOCHARGE", 1, false, OutcomeTransient, "Nothing charged yet. Every charge begins here; it should not be seen."},
	{"AUTHORIZED", 2, false, OutcomeTransient, "The amount is authorised."},
	{"CAPTURED", 3, false, OutcomeDelivered, "The amount will be on the recipient's phone bill."},
	{"CANCELLED", 3, true, OutcomeFailed, "The charge was cancelled or timed out."},
	{"FAILED", 3, true, OutcomeFailed, "The charge failed, typically because the number bars overcharged SMS."},
	{"REFUNDED", 4, true, OutcomeAccepted, "The captured amount was paid back."},
}

const refundFail = "REFUND_FAIL"

// stateOf finds a state of a kind; ok is false where the provider lists none of
// that name.
func stateOf(kind Kind, status string) (s state, ok bool) {
	switch kind {
	case DeliveryStatus:
		s, ok = find(smsStates[:], status)
		return s, ok && status != "READ"
	case SMSStatus:
		s, ok = find(smsStates[:], status)
		return s, ok && status != "SCHEDULED" && status != "BUFFERED" && status != "SKIPPED"
	case RCSStatus:
		return find(rcsStates[:], status)
	case EmailStatus:
		return find(emailStates[:], status)
	}
	return state{}, false
}

// chargeOf finds the state that a charge_status stands for: after a refund that
// failed the amount is still captured.
func chargeOf(charge string) (state, bool) {
	if charge == refundFail {
		charge = "CAPTURED"
	}
	return find(chargeStates[:], charge)
}

func find(states []state, name string) (state, bool) {
	for _, s := range states {
		if s.name == name {
			return s, true
		}
	}
	return state{}, false
}

// canonicalStatus gives a state the spelling that is shown: the provider's
// documents spell one of them with three S.
func canonicalStatus(kind Kind, status string) string {
	if kind == EmailStatus && status == "PROCESSSED" {
		return "PROCESSED"
	}
	return status
}

// OutcomeOf says what a status of a kind amounts to.
func OutcomeOf(kind Kind, status string) Outcome {
	if kind.Received() {
		return OutcomeReceived
	}
	if s, ok := stateOf(kind, canonicalStatus(kind, status)); ok {
		return s.outcome
	}
	return Unrecognised
}

// StatusText says in a plain sentence what a status of a kind means.
func StatusText(kind Kind, status string) string {
	if kind.Received() {
		return "A person sent this message."
	}
	if s, ok := stateOf(kind, canonicalStatus(kind, status)); ok {
		return s.text
	}
	return "The provider does not list this status here; it counts as neither success nor failure."
}

// ChargeText says in a plain sentence what a charge_status means.
func ChargeText(charge string) string {
	if charge == refundFail {
		return "A refund was tried and failed; the amount is still captured."
	}
	if s, ok := chargeOf(charge); ok {
		return s.text
	}
	return "The provider does not list this charge status."
}

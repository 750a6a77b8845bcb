package gatewayapi

import (
	"strings"
	"testing"
)

func TestOutcomeOf(t *testing.T) {
	tests := []struct {
		kind     Kind
		outcome  Outcome
		statuses string
	}{
		{DeliveryStatus, OutcomeTransient, "UNKNOWN SCHEDULED BUFFERED ENROUTE"},
		{DeliveryStatus, OutcomeDelivered, "DELIVERED"},
		{DeliveryStatus, OutcomeAccepted, "ACCEPTED"},
		{DeliveryStatus, OutcomeFailed, "EXPIRED DELETED UNDELIVERABLE REJECTED SKIPPED"},
		{DeliveryStatus, Unrecognised, "FAILED SENT UNDELIVERED READ delivered Buffered"},
		{SMSStatus, OutcomeTransient, "UNKNOWN ENROUTE"},
		{SMSStatus, OutcomeDelivered, "DELIVERED READ"},
		{SMSStatus, OutcomeAccepted, "ACCEPTED"},
		{SMSStatus, OutcomeFailed, "EXPIRED DELETED UNDELIVERABLE REJECTED"},
		{SMSStatus, Unrecognised, "SCHEDULED BUFFERED SKIPPED"},
		{RCSStatus, OutcomeTransient, "ENROUTE"},
		{RCSStatus, OutcomeDelivered, "DELIVERED READ"},
		{RCSStatus, OutcomeFailed, "EXPIRED"},
		{RCSStatus, Unrecognised, "REJECTED UNKNOWN"},
		{EmailStatus, OutcomeTransient, "PROCESSED PROCESSSED DEFERRED"},
		{EmailStatus, OutcomeDelivered, "DELIVERED"},
		{EmailStatus, OutcomeFailed, "BOUNCED BLOCKED"},
		{EmailStatus, Unrecognised, "ENROUTE PROCESSSSED"},
		{MOSMS, OutcomeReceived, "anything"},
		{Unknown, Unrecognised, "DELIVERED"},
	}
	unlisted := StatusText(Unknown, "DELIVERED")
	for _, tt := range tests {
		for _, status := range strings.Fields(tt.statuses) {
			if got := OutcomeOf(tt.kind, status); got != tt.outcome {
				t.Errorf("%s %s: %s, want %s", tt.kind, status, got, tt.outcome)
			}
			words := StatusText(tt.kind, status)
			if words == "" || (words == unlisted) != (tt.outcome == Unrecognised) {
				t.Errorf("%s %s: %q", tt.kind, status, words)
			}
		}
	}
}

func TestChargeText(t *testing.T) {
	unlisted, seen := ChargeText("PAID"), map[string]string{}
	for _, charge := range []string{"NOCHARGE", "AUTHORIZED", "CAPTURED", "CANCELLED", "FAILED", "REFUNDED", "REFUND_FAIL"} {
		words := ChargeText(charge)
		if other, double := seen[words]; words == unlisted || double {
			t.Errorf("%s: %q, as for %q", charge, words, other)
		}
		seen[words] = charge
	}
}

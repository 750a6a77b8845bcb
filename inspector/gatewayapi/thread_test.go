package gatewayapi

import (
	"strings"
	"testing"
	"time"
)

// story feeds a thread events written as STATUS[/CHARGE][@SECONDS]=mark and then
// compares the state it is at. Without a time an event has one of its own.
func story(t *testing.T, kind Kind, events, state, charge string, final bool) {
	t.Helper()
	var thread Thread
	for i, word := range strings.Fields(events) {
		word, mark, _ := strings.Cut(word, "=")
		word, second, timed := strings.Cut(word, "@")
		status, money, _ := strings.Cut(word, "/")
		e := Event{Kind: kind, Status: status, Charge: money, At: time.Unix(int64(1000+i), 0)}
		if timed {
			d, err := time.ParseDuration(second + "s")
			if err != nil {
				t.Fatal(err)
			}
			e.At = time.Unix(0, 0).Add(d)
		}
		if got := thread.Add(e); got != Mark(mark) {
			t.Errorf("%s: event %d, %s: %s, want %s", events, i+1, word, got, mark)
		}
	}
	if thread.State() != state || thread.ChargeState() != charge || thread.Final() != final {
		t.Errorf("%s: at %q/%q final %v, want %q/%q final %v", events,
			thread.State(), thread.ChargeState(), thread.Final(), state, charge, final)
	}
}

func TestThreadOfSMS(t *testing.T) {
	tests := []struct {
		events, state string
		final         bool
	}{
		{"", "", false},
		// nothing, anything: states may be skipped
		{"UNKNOWN=first", "UNKNOWN", false},
		{"ENROUTE=first", "ENROUTE", false},
		{"DELIVERED=first", "DELIVERED", true},
		// transient, later transient
		{"UNKNOWN=first SCHEDULED=advance BUFFERED=advance ENROUTE=advance", "ENROUTE", false},
		// transient, earlier transient
		{"ENROUTE=first BUFFERED=late SCHEDULED=late UNKNOWN=late", "ENROUTE", false},
		{"BUFFERED=first BUFFERED=update", "BUFFERED", false},
		{"BUFFERED@5=first BUFFERED@5=duplicate", "BUFFERED", false},
		// transient, final
		{"SCHEDULED=first DELETED=advance", "DELETED", true},
		{"ENROUTE=first SKIPPED=advance", "SKIPPED", true},
		{"ENROUTE=first ACCEPTED=advance", "ACCEPTED", true},
		// final, transient
		{"DELIVERED=first ENROUTE=late UNKNOWN=late", "DELIVERED", true},
		// final, same final
		{"DELIVERED@5=first DELIVERED@5=duplicate", "DELIVERED", true},
		{"DELIVERED@5=first DELIVERED@6=update", "DELIVERED", true},
		// final, different final
		{"DELIVERED=first EXPIRED=conflicting-final", "DELIVERED", true},
		{"EXPIRED=first DELIVERED=conflicting-final", "EXPIRED", true},
		{"ACCEPTED=first DELIVERED=conflicting-final", "ACCEPTED", true},
		{"REJECTED=first UNDELIVERABLE=conflicting-final REJECTED=update", "REJECTED", true},
		// any, unrecognised name
		{"ENROUTE=first SENT=unrecognised", "ENROUTE", false},
		{"DELIVERED=first READ=unrecognised", "DELIVERED", true},
		{"FAILED=unrecognised", "FAILED", false},
		{"FAILED=unrecognised SENT=unrecognised ENROUTE=advance", "ENROUTE", false},
	}
	for _, tt := range tests {
		story(t, DeliveryStatus, tt.events, tt.state, "", tt.final)
	}
}

func TestThreadOfMessaging(t *testing.T) {
	tests := []struct {
		kind          Kind
		events, state string
		final         bool
	}{
		{SMSStatus, "ENROUTE=first DELIVERED=advance READ=advance", "READ", true},
		{SMSStatus, "READ=first DELIVERED=late", "READ", true},
		{SMSStatus, "EXPIRED=first READ=conflicting-final", "EXPIRED", true},
		{SMSStatus, "ENROUTE=first SKIPPED=unrecognised", "ENROUTE", false},
		{RCSStatus, "ENROUTE=first DELIVERED=advance", "DELIVERED", false},
		{RCSStatus, "ENROUTE=first DELIVERED=advance READ=advance", "READ", true},
		{RCSStatus, "ENROUTE=first READ=advance DELIVERED=late", "READ", true},
		{RCSStatus, "ENROUTE=first EXPIRED=advance", "EXPIRED", true},
		{RCSStatus, "DELIVERED=first EXPIRED=late", "DELIVERED", false},
		{RCSStatus, "DELIVERED=first EXPIRED=late READ=advance", "READ", true},
		{RCSStatus, "READ=first EXPIRED=late", "READ", true},
		{RCSStatus, "EXPIRED=first ENROUTE=late DELIVERED=conflicting-final", "EXPIRED", true},
		{RCSStatus, "ENROUTE=first REJECTED=unrecognised", "ENROUTE", false},
		{EmailStatus, "PROCESSED=first DEFERRED=advance DEFERRED=update DELIVERED=advance", "DELIVERED", true},
		{EmailStatus, "PROCESSSED=first PROCESSED=update", "PROCESSED", false},
		{EmailStatus, "BOUNCED=first DEFERRED=late BLOCKED=conflicting-final", "BOUNCED", true},
	}
	for _, tt := range tests {
		story(t, tt.kind, tt.events, tt.state, "", tt.final)
	}
}

func TestThreadOfCharge(t *testing.T) {
	tests := []struct {
		events, state, charge string
	}{
		{"ENROUTE/NOCHARGE=first ENROUTE/AUTHORIZED=update DELIVERED/CAPTURED=advance", "DELIVERED", "CAPTURED"},
		{"DELIVERED/CAPTURED@5=first DELIVERED/CAPTURED@5=duplicate", "DELIVERED", "CAPTURED"},
		{"DELIVERED/CAPTURED@5=first DELIVERED/CAPTURED@6=update", "DELIVERED", "CAPTURED"},
		{"DELIVERED/CAPTURED@5=first DELIVERED/REFUNDED@5=update", "DELIVERED", "REFUNDED"},
		{"DELIVERED/CAPTURED=first DELIVERED/REFUND_FAIL=update", "DELIVERED", "CAPTURED"},
		{"DELIVERED/CAPTURED=first DELIVERED/REFUND_FAIL=update DELIVERED/REFUNDED=update", "DELIVERED", "REFUNDED"},
		{"DELIVERED/REFUND_FAIL=first", "DELIVERED", "CAPTURED"},
		{"DELIVERED/AUTHORIZED=first DELIVERED/REFUND_FAIL=update", "DELIVERED", "CAPTURED"},
		{"DELIVERED/REFUNDED=first DELIVERED/REFUND_FAIL=update", "DELIVERED", "REFUNDED"},
		{"DELIVERED/CAPTURED=first DELIVERED/AUTHORIZED=late DELIVERED/NOCHARGE=late", "DELIVERED", "CAPTURED"},
		{"DELIVERED/REFUNDED=first DELIVERED/CAPTURED=late", "DELIVERED", "REFUNDED"},
		{"ENROUTE/AUTHORIZED=first EXPIRED/CANCELLED=advance EXPIRED/CAPTURED=conflicting-final", "EXPIRED", "CANCELLED"},
		{"REJECTED/FAILED=first REJECTED/REFUNDED=conflicting-final", "REJECTED", "FAILED"},
		{"DELIVERED/CAPTURED=first DELIVERED/FAILED=conflicting-final", "DELIVERED", "CAPTURED"},
		{"ENROUTE/AUTHORIZED=first DELIVERED/PAID=unrecognised", "DELIVERED", "AUTHORIZED"},
		{"DELIVERED/CAPTURED=first ENROUTE/REFUNDED=late", "DELIVERED", "REFUNDED"},
		{"DELIVERED=first DELIVERED/CAPTURED=update DELIVERED=update", "DELIVERED", "CAPTURED"},
	}
	for _, tt := range tests {
		story(t, DeliveryStatus, tt.events, tt.state, tt.charge, tt.state != "ENROUTE")
	}
}

func TestThreadKnowsEventsAgain(t *testing.T) {
	var thread Thread
	enroute := Event{Kind: DeliveryStatus, Status: "ENROUTE", At: time.Unix(1, 0), DuplicateKey: "a"}
	delivered := Event{Kind: DeliveryStatus, Status: "DELIVERED", At: time.Unix(2, 0), DuplicateKey: "b"}
	for i, step := range []struct {
		e    Event
		want Mark
	}{{enroute, MarkFirst}, {delivered, MarkAdvance}, {enroute, MarkDuplicate}, {delivered, MarkDuplicate}} {
		if got := thread.Add(step.e); got != step.want {
			t.Errorf("event %d: %s, want %s", i+1, got, step.want)
		}
	}
	if !thread.At().Equal(time.Unix(2, 0)) {
		t.Errorf("at %v", thread.At())
	}
}

func TestThreadOfReceivedMessage(t *testing.T) {
	var thread Thread
	for i, step := range []struct {
		key  string
		want Mark
	}{{"a", MarkFirst}, {"a", MarkDuplicate}, {"b", MarkUpdate}} {
		if got := thread.Add(Event{Kind: MOSMS, DuplicateKey: step.key}); got != step.want {
			t.Errorf("event %d: %s, want %s", i+1, got, step.want)
		}
	}
	if thread.State() != "" || thread.Final() {
		t.Errorf("at %q, final %v", thread.State(), thread.Final())
	}
}

func TestThreadOfCallbacks(t *testing.T) {
	var thread Thread
	failed := Understand(example(t, "delivery-status-error"))
	for i, step := range []struct {
		m    Meaning
		want Mark
	}{
		{Understand(post(`{"id":8001907000123,"msisdn":4520304050,"time":1795436100,"status":"ENROUTE"}`)), MarkFirst},
		{failed, MarkAdvance},
		{failed, MarkDuplicate},
		{Understand(post(`{"id":8001907000123,"msisdn":4520304050,"time":1795436101.0,"status":"BUFFERED"}`)), MarkLate},
	} {
		if step.m.MessageKey != failed.MessageKey {
			t.Fatalf("callback %d is of thread %q", i+1, step.m.MessageKey)
		}
		if got := thread.Add(step.m.Event()); got != step.want {
			t.Errorf("callback %d: %s, want %s", i+1, got, step.want)
		}
	}
	if thread.State() != "UNDELIVERABLE" || !thread.Final() {
		t.Errorf("at %s", thread.State())
	}
}

package gatewayapi

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// TestUnderstandExamples reads the example of each kind in full.
func TestUnderstandExamples(t *testing.T) {
	unknownSubscriber := ErrorCode{"0x1010", "HLR", "Subscriber not known in the home register", true}
	tests := map[string]Meaning{
		"mo-sms-short-code": {
			Family: REST, Kind: MOSMS,
			Message: Message{
				From: "4520304050", To: "451204", Text: "foo hello world", Label: "autumn-vote",
				ProviderID: "2840117", At: at("2026-11-23T12:13:20Z"),
			},
			MessageKey:   "mo:2840117:4520304050",
			DuplicateKey: "mo-sms:2840117:1795436000:4520304050:" + digest("foo hello world"),
		},
		"mo-sms-whole-number": {
			Family: REST, Kind: MOSMS,
			Message: Message{
				From: "46735551020", To: "4560575797", Text: "blåbær 🫐", Label: "support-line",
				ProviderID: "2840118", At: at("2026-11-23T12:14:20Z"),
			},
			MessageKey:   "mo:2840118:46735551020",
			DuplicateKey: "mo-sms:2840118:1795436060:46735551020:" + digest("blåbær 🫐"),
		},
		"delivery-status-error": {
			Family: REST, Kind: DeliveryStatus,
			Message: Message{
				To: "4520304050", ProviderID: "8001907000123", Ref: "order-7741",
				Status: "UNDELIVERABLE", Error: unknownSubscriber, At: at("2026-11-23T12:15:25Z"),
			},
			MessageKey:   "rest:8001907000123:4520304050",
			DuplicateKey: `delivery-status:8001907000123:4520304050:1795436125:"UNDELIVERABLE":""`,
		},
		"delivery-status-charged": {
			Family: REST, Kind: DeliveryStatus,
			Message: Message{
				To: "4520304050", ProviderID: "8001907000124", Ref: "ticket-12",
				Status: "DELIVERED", Charge: "CAPTURED", At: at("2026-11-23T12:16:30Z"),
			},
			MessageKey:   "rest:8001907000124:4520304050",
			DuplicateKey: `delivery-status:8001907000124:4520304050:1795436190:"DELIVERED":"CAPTURED"`,
		},
		"email-status": {
			Family: REST, Kind: EmailStatus,
			Message: Message{
				To: "user@example.org", ProviderID: "5120044", Ref: "news-3", Status: "BOUNCED",
				Error: ErrorCode{Text: "550 5.1.1 no such user"}, At: at("2026-11-23T12:18:20Z"),
			},
			MessageKey:   "email:5120044:user@example.org",
			DuplicateKey: `email-status:5120044:"user@example.org":1795436300:"BOUNCED"`,
		},
		"sms-status": {
			Family: Messaging, Kind: SMSStatus,
			Message: Message{
				To: "4520304050", ProviderID: "01KAR3M7T2Q9V5Z8X4C6B1N0EF", Ref: "order-7741", Status: "REJECTED",
				Error: ErrorCode{"0x1905", "GWAPI", "Sender not supported for this destination", true},
				At:    at("2026-11-23T09:00:04.998Z"),
			},
			MessageKey:   "messaging:01KAR3M7T2Q9V5Z8X4C6B1N0EF:sms",
			DuplicateKey: `event:"7d0c1b1e-54c1-4b64-9a0e-3f1f9d9f6a10"`,
		},
		"mo-text-sms": {
			Family: Messaging, Kind: MOTextSMS,
			Message: Message{
				From: "4520304050", Text: "first half of a long text ",
				ProviderID: "01KAR3NXYZ4T8W2H6J0K3M5P7R", At: at("2026-11-23T09:00:59.0041Z"),
			},
			MessageKey:   "messaging:01KAR3NXYZ4T8W2H6J0K3M5P7R:sms",
			DuplicateKey: `event:"5f2a6c44-0b38-4d5d-8f43-0c1f6f0c2b77"`,
		},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			r := example(t, name)
			got := Understand(r)
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Meaning{}, "Fields")); diff != "" {
				t.Errorf("meaning (-want +got):\n%s", diff)
			}
			sameJSON(t, got.Fields, r.Body)
		})
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		name, body string
		family     Family
		kind       Kind
	}{
		{"envelope before flat names", `{"event_type":"message.status.sms","event":{},"email_address":"x","status":"y","id":1}`, Messaging, SMSStatus},
		{"event_type that is no string", `{"event_type":1,"event":{},"status":"DELIVERED","id":1}`, REST, DeliveryStatus},
		{"event that is no object", `{"event_type":"message.status.sms","event":[],"status":"x"}`, Other, Unknown},
		{"email before status", `{"id":1,"status":"BOUNCED","email_address":"a@b"}`, REST, EmailStatus},
		{"message and receiver", `{"message":"","receiver":1204}`, REST, MOSMS},
		{"message and senttime", `{"message":"x","senttime":1}`, REST, MOSMS},
		{"message alone", `{"message":"x","id":1}`, Other, Unknown},
		{"MO before status", `{"message":"x","senttime":1,"status":"y","id":1}`, REST, MOSMS},
		{"status and id", `{"status":"x","id":1}`, REST, DeliveryStatus},
		{"status and msisdn", `{"status":"x","msisdn":1}`, REST, DeliveryStatus},
		{"status alone", `{"status":"x"}`, Other, Unknown},
		{"nulls do not decide", `{"status":"DELIVERED","id":1,"message":null,"receiver":null,"email_address":null}`, REST, DeliveryStatus},
		{"unless nothing else does", `{"status":null,"id":1}`, REST, DeliveryStatus},
		{"escaped names", `{"\u0073tatus":"x","\u0069d":1}`, REST, DeliveryStatus},
		{"empty object", `{}`, Other, Unknown},
		{"lone string", `"status"`, Other, Unknown},
		{"lone null", `null`, Other, Unknown},
		{"nothing", ``, Other, Unknown},
		{"form post", `id=1&status=DELIVERED`, Other, Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(post(tt.body))
			if m.Family != tt.family || m.Kind != tt.kind {
				t.Errorf("got %s/%s, want %s/%s", m.Family, m.Kind, tt.family, tt.kind)
			}
		})
	}
}

func TestContentTypeDoesNotDecide(t *testing.T) {
	r := post(`{"status":"DELIVERED","id":1}`)
	r.Headers = [][2]string{{"Content-Type", "application/x-www-form-urlencoded"}}
	if m := Understand(r); m.Kind != DeliveryStatus {
		t.Errorf("kind = %s", m.Kind)
	}
	r.Body = []byte("id=1&status=DELIVERED")
	if m := Understand(r); m.Kind != Unknown || len(m.Fields) > 0 || len(m.Flags) > 0 {
		t.Errorf("form post: %+v", m)
	}
}

func TestUnexpectedScheme(t *testing.T) {
	flat, envelope := `{"status":"DELIVERED","id":1}`, `{"event_type":"message.status.sms","event":{}}`
	jwt, hmac := [2]string{"x-gwapi-signature", "a.b.c"}, [2]string{"signature", "v1=00"}
	tests := []struct {
		name, body string
		headers    [][2]string
		want       bool
	}{
		{"flat with token", flat, [][2]string{jwt}, false},
		{"flat with hmac", flat, [][2]string{hmac}, true},
		{"flat with both", flat, [][2]string{jwt, hmac}, false},
		{"flat with another kind of Signature", flat, [][2]string{{"Signature", "sig1=:AAAA:"}}, false},
		{"flat unsigned", flat, nil, false},
		{"envelope with token", envelope, [][2]string{jwt}, true},
		{"envelope with hmac", envelope, [][2]string{hmac}, false},
		{"envelope with both", envelope, [][2]string{hmac, jwt}, false},
		{"unknown with token", `{}`, [][2]string{jwt}, false},
	}
	for _, tt := range tests {
		m := Understand(Request{Method: "POST", Body: []byte(tt.body), Headers: tt.headers})
		if got := slices.Contains(m.Flags, FlagUnexpectedScheme); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

package gatewayapi

import (
	"encoding/json"
	"slices"
	"strings"
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

// sameJSON fails unless fields say what body says, in the same order.
func sameJSON(t *testing.T, fields Fields, body []byte) {
	t.Helper()
	got, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	// json.RawMessage is compacted on the way out, and nothing else is changed.
	if err := json.NewEncoder(&want).Encode(json.RawMessage(body)); err != nil {
		t.Fatal(err)
	}
	if string(got) != strings.TrimSpace(want.String()) {
		t.Errorf("fields:\n got %s\nwant %s", got, want.String())
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

func TestOutOfShape(t *testing.T) {
	deep := strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)
	tests := []struct {
		name, body string
		kind       Kind
		flags      []string
	}{
		{"broken", `{"id":1,`, Unknown, []string{FlagNotJSON}},
		{"trailing comma", `{"id":1,}`, Unknown, []string{FlagNotJSON}},
		{"two values", `{"status":"x","id":1}{}`, Unknown, []string{FlagNotJSON}},
		{"blanks after", "{\"status\":\"DELIVERED\",\"id\":1}\r\n ", DeliveryStatus, nil},
		{"byte order mark", "\uFEFF{}", Unknown, []string{FlagNotJSON}},
		{"too deep", deep, Unknown, []string{FlagNotJSON}},
		{"too deep inside", `{"status":"DELIVERED","id":1,"x":` + deep + `}`, Unknown, []string{FlagNotJSON}},
		{"name twice", `{"id":1,"status":"DELIVERED","id":2}`, DeliveryStatus, []string{FlagDuplicateNames}},
		{"name twice inside", `{"id":1,"status":"DELIVERED","x":{"a":1,"a":2}}`, DeliveryStatus, []string{FlagDuplicateNames}},
		{"invalid UTF-8", "{\"id\":1,\"status\":\"DELIVERED\",\"userref\":\"\xff\"}", DeliveryStatus, []string{FlagInvalidUTF8}},
		{"lone surrogate", `{"id":1,"status":"DELIVERED","userref":"\ud83e"}`, DeliveryStatus, []string{FlagInvalidUTF8}},
		{"both", "{\"id\":1,\"status\":\"DELIVERED\",\"id\":2,\"x\":\"\xff\"}", DeliveryStatus, []string{FlagInvalidUTF8, FlagDuplicateNames}},
		{"huge id", `{"id":99999999999999999999,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagHugeNumber}},
		{"huge exponent", `{"id":1e999999999999,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagWrongType}},
		{"large exponent", `{"id":1e1000000,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagHugeNumber}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(post(tt.body))
			if m.Kind != tt.kind || !slices.Equal(m.Flags, tt.flags) {
				t.Errorf("got %s %q, want %s %q", m.Kind, m.Flags, tt.kind, tt.flags)
			}
			if out, err := json.Marshal(m.Fields); err != nil || !json.Valid(out) {
				t.Errorf("fields: %s, %v", out, err)
			}
		})
	}
}

func TestNotJSONIsFlaggedOnlyWhereClaimed(t *testing.T) {
	for contentType, flagged := range map[string]bool{
		"application/json":                  true,
		"Application/JSON; charset=utf-8":   true,
		"application/problem+json":          true,
		"text/plain":                        false,
		"application/x-www-form-urlencoded": false,
	} {
		r := Request{Method: "POST", Headers: [][2]string{{"content-type", contentType}}, Body: []byte("hello")}
		if got := slices.Contains(Understand(r).Flags, FlagNotJSON); got != flagged {
			t.Errorf("%s: flagged = %v", contentType, got)
		}
	}
}

func TestLastOfARepeatedNameCounts(t *testing.T) {
	m := Understand(post(`{"id":1,"status":"ENROUTE","msisdn":45,"time":1,"status":"DELIVERED"}`))
	if m.Status != "DELIVERED" || len(m.Fields) != 4 || m.Fields[1].Name != "status" {
		t.Errorf("status %s, fields %v", m.Status, m.Fields)
	}
}

func TestFieldsStayExact(t *testing.T) {
	body := `{"id":12345678901234567890123,"status":"x","time":1795436125.0,"b":1.6164e9,"c":9007199254740993,"d":{"y":1.10,"x":0.1},"e":"bl\u00e5"}`
	m := Understand(post(body))
	got, err := json.Marshal(m.Fields)
	if err != nil || string(got) != body {
		t.Errorf("got %s, %v", got, err)
	}
	if v, ok := m.Fields.Get("c"); !ok || string(v) != "9007199254740993" {
		t.Errorf("c = %s, %v", v, ok)
	}
	if _, ok := m.Fields.Get("f"); ok {
		t.Error("f is there")
	}
	if got, _ := json.Marshal(Fields(nil)); string(got) != "{}" {
		t.Errorf("no fields: %s", got)
	}
}

func TestArray(t *testing.T) {
	one := `{"id":1,"msisdn":45,"time":10,"status":"DELIVERED"}`
	two := `{"id":2,"msisdn":45,"time":10,"status":"DELIVERED"}`
	m := Understand(post("[" + one + "," + two + ",7,[" + one + "]]"))
	if m.Kind != DeliveryStatus || m.ProviderID != "1" || len(m.Elements) != 4 || !slices.Equal(m.Flags, []string{FlagArray}) {
		t.Fatalf("%+v", m)
	}
	for i, want := range []Kind{DeliveryStatus, DeliveryStatus, Unknown, Unknown} {
		if e := m.Elements[i]; e.Kind != want || len(e.Flags) > 0 {
			t.Errorf("element %d: %s %q", i, e.Kind, e.Flags)
		}
	}
	if m.DuplicateKey != "" {
		t.Error("an element without a key leaves the array without one")
	}
	a := Understand(post("[" + one + "," + two + "]")).DuplicateKey
	b := Understand(post("[" + one + "," + one + "]")).DuplicateKey
	if a == "" || a == b || a == Understand(post(one)).DuplicateKey {
		t.Errorf("keys: %q and %q", a, b)
	}
	if m := Understand(post("[]")); m.Kind != Unknown || !slices.Equal(m.Flags, []string{FlagArray}) {
		t.Errorf("empty: %+v", m)
	}
	many := Understand(post("[" + strings.Repeat("0,", maxElements) + "0]"))
	if len(many.Elements) != maxElements || !slices.Contains(many.Flags, FlagArrayCut) {
		t.Errorf("%d elements, flags %q", len(many.Elements), many.Flags)
	}
}

func TestOlderHTTP(t *testing.T) {
	tests := []struct {
		method, target, fields string
	}{
		{"GET", "/cb?sessionid=abc&statuscode=1", `{"sessionid":"abc","statuscode":"1"}`},
		{"GET", "/cb?sender=4520304050&smsc=x&appnr=1204&keyword=foo&text=hi+%C3%A5", `{"sender":"4520304050","smsc":"x","appnr":"1204","keyword":"foo","text":"hi å"}`},
		{"GET", "/cb?sessionid=a&statuscode=1&sessionid=b&x=%zz%ff", `{"sessionid":"b","statuscode":"1","x":"%zz%ff"}`},
		{"POST", "/cb?sessionid=abc&statuscode=1", ""},
		{"GET", "/cb?sessionid=abc", ""},
		{"GET", "/cb", ""},
	}
	for _, tt := range tests {
		m := Understand(Request{Method: tt.method, Target: tt.target})
		if m.Kind != Unknown || m.Family != Other {
			t.Errorf("%s: %s %s", tt.target, m.Family, m.Kind)
		}
		want := tt.fields != ""
		if got := slices.Contains(m.Flags, FlagOlderHTTP); got != want {
			t.Errorf("%s %s: older-http = %v", tt.method, tt.target, got)
		}
		if out, _ := json.Marshal(m.Fields); want && string(out) != tt.fields {
			t.Errorf("%s: %s", tt.target, out)
		}
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

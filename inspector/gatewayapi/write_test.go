package gatewayapi

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

func mustTime(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// What is built from the same inputs is what the documented examples hold, byte
// for byte, and so is its signature.
func TestBuiltEqualsTheExamples(t *testing.T) {
	denmark := CountryFields("4520304050")
	unix := func(s int64) time.Time { return time.Unix(s, 0) }
	tests := []struct {
		example string
		family  Family
		how     Signing
		built   Fields
	}{
		{"mo-sms-short-code", REST, SignRight, MOBody{
			ID: 2840117, From: "4520304050", To: "451204", Text: "foo hello world", SentAt: unix(1795436000),
			Label: "autumn-vote", More: denmark,
		}.Fields()},
		{"mo-sms-whole-number", REST, SignRight, Nulls.Spoil(MOSMS, MOBody{
			ID: 2840118, From: "46735551020", To: "4560575797", Text: "blåbær 🫐", SentAt: unix(1795436060), Label: "support-line",
			More: append(CountryFields("46735551020"), NullField("sender"), NullField("udh"), NullField("payload"), NullField("validity_period"),
				TextField("encoding", "UCS2"), NumberField("mcc", 240), NumberField("mnc", 1)),
		}.Fields())},
		{"delivery-status-error", REST, SignRight, StatusBody{
			ID: 8001907000123, To: "4520304050", At: unix(1795436125), Status: "UNDELIVERABLE",
			More: append(Fields{TextField("userref", "order-7741"), TextField("error", "Unknown subscriber"), TextField("code", "0x1010")}, denmark...),
		}.Fields()},
		{"delivery-status-charged", REST, SignRight, StatusBody{
			ID: 8001907000124, To: "4520304050", At: unix(1795436190), Status: "DELIVERED",
			More: append(Fields{TextField("charge_status", "CAPTURED"), TextField("userref", "ticket-12")}, denmark...),
		}.Fields()},
		{"email-status", REST, SignNot, EmailBody{
			ID: 5120044, Address: "user@example.org", At: unix(1795436300), Status: "BOUNCED",
			More: Fields{TextField("userref", "news-3"), TextField("details", "550 5.1.1 no such user"), TextField("callback_url", "https://hooks.example.com/email")},
		}.Fields()},
		{"sms-status", Messaging, SignRight, EventBody{
			ID: "7d0c1b1e-54c1-4b64-9a0e-3f1f9d9f6a10", At: mustTime(t, "2026-11-23T09:00:05.120331+00:00"), Kind: SMSStatus,
			Event: StatusEvent{
				MessageID: "01KAR3M7T2Q9V5Z8X4C6B1N0EF", To: "4520304050", Status: "REJECTED", At: mustTime(t, "2026-11-23T09:00:04.998+00:00"),
				More: Fields{TextField("reference", "order-7741"), objectField("error", Fields{TextField("hex_code", "0x1905"), TextField("details", "Unsupported sender")})},
			}.Fields(),
		}.Fields()},
		{"mo-text-sms", Messaging, SignRight, EventBody{
			ID: "5f2a6c44-0b38-4d5d-8f43-0c1f6f0c2b77", At: mustTime(t, "2026-11-23T09:01:00.000211+00:00"), Kind: MOTextSMS,
			Event: MOEvent{
				MessageID: "01KAR3NXYZ4T8W2H6J0K3M5P7R", From: "4520304050", SentAt: mustTime(t, "2026-11-23T09:00:59.0041+00:00"),
				Content: TextContent("first half of a long text ", UCS2, ConcatHeader(0xA7, 2, 1)),
			}.Fields(),
		}.Fields()},
		{"refused-alg-none", REST, SignAlgNone, MOBody{
			ID: 2840117, From: "4520304050", To: "451204", Text: "foo hello world", SentAt: unix(1795436000),
			Label: "autumn-vote", More: denmark,
		}.Fields()},
	}
	for _, tt := range tests {
		t.Run(tt.example, func(t *testing.T) {
			want := example(t, tt.example)
			got, err := WriteBody(tt.built)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want.Body) {
				t.Errorf("body\n%s\nwant\n%s", got, want.Body)
			}
			header, sent, err := Sign(tt.family, got, []byte(exampleSecret), tt.how)
			if err != nil || !bytes.Equal(sent, got) {
				t.Fatalf("sign: %v, %s", err, sent)
			}
			if tt.how == SignNot {
				if header != [2]string{} {
					t.Errorf("signed with %s", header[0])
				}
			} else if !slices.Contains(want.Headers, header) {
				t.Errorf("signature %q is not that of the example", header)
			}
		})
	}
}

// Every kind is understood as itself, with nothing missing, coerced or flagged.
func TestEveryKindIsUnderstood(t *testing.T) {
	at := mustTime(t, "2026-11-23T09:00:05.12+00:00")
	status := func(kind Kind, name string) Fields {
		e := StatusEvent{MessageID: "01KAR3M7T2Q9V5Z8X4C6B1N0EF", To: "4520304050", Status: name, At: at, More: Fields{FailureField("0x1013")}}
		return EventBody{ID: "e", At: at, Kind: kind, Event: e.Fields()}.Fields()
	}
	received := func(kind Kind, content Field) Fields {
		e := MOEvent{MessageID: "01KAR3M7T2Q9V5Z8X4C6B1N0EF", From: "4520304050", SentAt: at, Content: content}
		return EventBody{ID: "e", At: at, Kind: kind, Event: e.Fields()}.Fields()
	}
	image := File{Name: "a.jpg", Type: "image/jpeg", URI: "https://rcs.example/a", Size: 12345}
	tests := []struct {
		kind Kind
		body Fields
		text string
	}{
		{MOSMS, MOBody{ID: 1, From: "4520304050", To: "451204", Text: "foo", SentAt: at, Label: "l"}.Fields(), "foo"},
		{MOSMS, DashboardMO("test message", "l", at).Fields(), "test message"},
		{DeliveryStatus, StatusBody{ID: 1, To: "4520304050", At: at, Status: "ENROUTE"}.Fields(), ""},
		{DeliveryStatus, DashboardStatus(1, "4520304050", at).Fields(), ""},
		{DeliveryStatus, StatusBody{ID: 1, To: "4520304050", At: at, Status: "REJECTED", More: FailureFields("0x1030")}.Fields(), ""},
		{EmailStatus, EmailBody{ID: 1, Address: "a@b.example", At: at, Status: "PROCESSED", More: Fields{TextField("callback_url", "https://x.example")}}.Fields(), ""},
		{SMSStatus, status(SMSStatus, "EXPIRED"), ""},
		{RCSStatus, status(RCSStatus, "READ"), ""},
		{MOTextSMS, received(MOTextSMS, TextContent("hej 🫐", UCS2, "")), "hej 🫐"},
		{MOTextRCS, received(MOTextRCS, PlainContent("hej")), "hej"},
		{MOLocationRCS, received(MOLocationRCS, LocationContent(55.6761, 12.5683)), "55.6761,12.5683"},
		{MOFileRCS, received(MOFileRCS, FileContent("image", &image, image)), "a.jpg"},
		{MOFileRCS, received(MOFileRCS, FileContent("", nil, File{Type: "image/jpeg", URI: "https://rcs.example/a", Size: 1})), "image/jpeg"},
	}
	for _, tt := range tests {
		for _, f := range []Fault{"", FloatTimes, Nulls} {
			body, err := WriteBody(f.Spoil(tt.kind, tt.body))
			if err != nil {
				t.Fatal(err)
			}
			m := Understand(post(string(body)))
			if m.Kind != tt.kind || m.Text != tt.text || m.Missing != nil || m.Coerced != nil || m.Flags != nil || m.At.IsZero() {
				t.Errorf("%s %s: %+v of %s", tt.kind, f, m, body)
			}
		}
	}
}

func TestOptionalFieldsHaveThreeForms(t *testing.T) {
	body := MOBody{ID: 1, From: "45", To: "451204", Label: "l", More: Fields{
		TextField("new", "kept last"), NullField("mnc"), NumberField("mcc", 238), TextField("message", "replaces"),
	}}.Fields().Without("webhook_label")
	got, err := WriteBody(body)
	want := `{"id": 1, "msisdn": 45, "receiver": 451204, "message": "replaces", "senttime": -62135596800, "mcc": 238, "mnc": null, "new": "kept last"}`
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

func TestWriteBodyTellsWhatIsNoJSON(t *testing.T) {
	if _, err := WriteBody(Fields{{"id", jsontext.Value("12x")}}); err == nil {
		t.Error("no error")
	}
	if _, err := WriteBody(EventBody{Event: Fields{{"id", jsontext.Value("12x")}}}.Fields()); err == nil {
		t.Error("no error for what is inside")
	}
}

func TestDrawnIDs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	at := mustTime(t, "2026-11-23T09:00:05.12+00:00")
	if id := DrawEventID(r); len(id) != 36 || id[14] != '4' {
		t.Errorf("event id %s", id)
	}
	a, b := DrawMessageID(at, r), DrawMessageID(at.Add(time.Millisecond), r)
	if len(a) != 26 || a[:9] != b[:9] || a[:10] >= b[:10] {
		t.Errorf("message ids %s, %s", a, b)
	}
	if id := DrawMessageID(at, rand.New(rand.NewPCG(2, 2))); id[:10] != a[:10] || id == a {
		t.Errorf("message id %s", id)
	}
}

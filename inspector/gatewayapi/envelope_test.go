package gatewayapi

import (
	"fmt"
	"testing"
)

// event wraps an event of a type in a complete envelope.
func event(eventType, event string) Request {
	return post(fmt.Sprintf(`{"event_id":"e1","timestamp":"2026-11-23T09:00:05+00:00","event_type":%q,"event":%s}`, eventType, event))
}

func TestEnvelopeKinds(t *testing.T) {
	tests := []struct {
		name, eventType, event  string
		kind                    Kind
		message                 Message
		missing, coerced, flags []string
	}{
		{
			"sms delivered, offset and short fraction", "message.status.sms",
			`{"msg_id":"M","recipient":45,"reference":null,"status":"DELIVERED","status_at":"2026-11-23T10:00:04.5+01:00","error":null}`,
			SMSStatus, Message{To: "45", ProviderID: "M", Status: "DELIVERED", At: at("2026-11-23T09:00:04.5Z")}, nil, nil, nil,
		},
		{
			"sms without what may be null", "message.status.sms",
			`{"msg_id":"M","recipient":45,"status":"DELIVERED","status_at":"2026-11-23T09:00:04Z"}`,
			SMSStatus, Message{To: "45", ProviderID: "M", Status: "DELIVERED", At: at("2026-11-23T09:00:04Z")},
			[]string{"event.reference", "event.error"}, nil, nil,
		},
		{
			"older type name", "messaging.status.sms",
			`{"msg_id":"M","recipient":"45","reference":"r","status":"ENROUTE","status_at":"2026-11-23T09:00:04Z","error":null}`,
			SMSStatus, Message{To: "45", ProviderID: "M", Ref: "r", Status: "ENROUTE", At: at("2026-11-23T09:00:04Z")},
			nil, []string{"event.recipient"}, []string{FlagAlias},
		},
		{
			"sms read", "message.status.sms",
			`{"msg_id":"M","recipient":45,"reference":null,"status":"READ","status_at":"2026-11-23T09:00:04Z","error":null}`,
			SMSStatus, Message{To: "45", ProviderID: "M", Status: "READ", At: at("2026-11-23T09:00:04Z")},
			nil, nil, []string{FlagUnexpectedStatus},
		},
		{
			"sms with a status of the REST family", "message.status.sms",
			`{"msg_id":"M","recipient":45,"reference":null,"status":"SKIPPED","status_at":"2026-11-23T09:00:04Z","error":null}`,
			SMSStatus, Message{To: "45", ProviderID: "M", Status: "SKIPPED", At: at("2026-11-23T09:00:04Z")},
			nil, nil, []string{FlagUnrecognisedStatus},
		},
		{
			"rcs read, any error object", "message.status.rcs",
			`{"msg_id":"M","recipient":45,"reference":"r","status":"READ","status_at":"2026-11-23T09:00:04Z","error":{"why":1}}`,
			RCSStatus, Message{To: "45", ProviderID: "M", Ref: "r", Status: "READ", At: at("2026-11-23T09:00:04Z")}, nil, nil, nil,
		},
		{
			"rcs without error", "message.status.rcs",
			`{"msg_id":"M","recipient":45,"reference":"r","status":"EXPIRED","status_at":"2026-11-23T09:00:04Z"}`,
			RCSStatus, Message{To: "45", ProviderID: "M", Ref: "r", Status: "EXPIRED", At: at("2026-11-23T09:00:04Z")}, nil, nil, nil,
		},
		{
			"rcs text is a plain string", "user-message.text.rcs",
			`{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":"hi"}`,
			MOTextRCS, Message{From: "45", Text: "hi", ProviderID: "M", At: at("2026-11-23T09:00:04Z")}, nil, nil, nil,
		},
		{
			"location", "user-message.location.rcs",
			`{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":{"latitude":55.67610,"longitude":-12}}`,
			MOLocationRCS, Message{From: "45", Text: "55.67610,-12", ProviderID: "M", At: at("2026-11-23T09:00:04Z")}, nil, nil, nil,
		},
		{
			"half a location", "user-message.location.rcs",
			`{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":{"latitude":"north"}}`,
			MOLocationRCS, Message{From: "45", ProviderID: "M", At: at("2026-11-23T09:00:04Z")},
			[]string{"event.content.latitude", "event.content.longitude"}, nil, []string{FlagWrongType},
		},
		{
			"file", "user-message.file.rcs",
			`{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":{"category":null,"thumbnail":null,"payload":{"mime_type":"image/png","size_bytes":7,"name":"cat.png","uri":"https://x"}}}`,
			MOFileRCS, Message{From: "45", Text: "cat.png", ProviderID: "M", At: at("2026-11-23T09:00:04Z")}, nil, nil, nil,
		},
		{
			"file without a name", "user-message.file.rcs",
			`{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":{"payload":{"mime_type":"image/png","size_bytes":7,"name":null}}}`,
			MOFileRCS, Message{From: "45", Text: "image/png", ProviderID: "M", At: at("2026-11-23T09:00:04Z")},
			[]string{"event.content.payload.uri"}, nil, nil,
		},
		{
			"file without content", "user-message.file.rcs", `{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z"}`,
			MOFileRCS, Message{From: "45", ProviderID: "M", At: at("2026-11-23T09:00:04Z")}, []string{"event.content"}, nil, nil,
		},
		{
			"sms content that is a string", "user-message.text.sms",
			`{"msg_id":"M","sender":45,"sent_at":"today","content":"hi"}`,
			MOTextSMS, Message{From: "45", ProviderID: "M"}, []string{"event.sent_at", "event.content"}, nil, []string{FlagWrongType},
		},
		{
			"empty event", "message.status.sms", `{}`, SMSStatus, Message{},
			[]string{"event.msg_id", "event.recipient", "event.reference", "event.status", "event.status_at", "event.error"}, nil, nil,
		},
		{
			"new channel", "message.status.pigeon",
			`{"msg_id":"M","recipient":45,"status":"FLYING","status_at":"2026-11-23T09:00:04Z"}`,
			Unknown, Message{To: "45", ProviderID: "M", Status: "FLYING", At: at("2026-11-23T09:00:04Z")}, nil, nil, []string{FlagUnknownEvent},
		},
		{
			"new message type", "user-message.sticker.rcs", `{"msg_id":"M","sender":45,"content":[]}`,
			Unknown, Message{From: "45", ProviderID: "M"}, nil, nil, []string{FlagUnknownEvent},
		},
		{"new event", "account.low-balance", `{"msg_id":"M"}`, Unknown, Message{}, nil, nil, []string{FlagUnknownEvent}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(event(tt.eventType, tt.event))
			if m.Family != Messaging || m.Kind != tt.kind || m.Message != tt.message {
				t.Errorf("got %s %s %+v\nwant %s %+v", m.Family, m.Kind, m.Message, tt.kind, tt.message)
			}
			if m.DuplicateKey != `event:"e1"` {
				t.Errorf("duplicate key %q", m.DuplicateKey)
			}
			noted(t, m, tt.missing, tt.coerced, tt.flags)
		})
	}
}

func TestEnvelopeItself(t *testing.T) {
	m := Understand(post(`{"event_type":"user-message.text.rcs","event":{"msg_id":"M","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":"x"},"timestamp":"yesterday"}`))
	noted(t, m, []string{"event_id", "timestamp"}, nil, []string{FlagWrongType})
	if m.DuplicateKey != "" || m.MessageKey != "messaging:M:rcs" || len(m.Fields) != 3 {
		t.Errorf("%+v", m)
	}
}

func TestChannelsAreThreadsOfTheirOwn(t *testing.T) {
	body := `{"msg_id":"M","recipient":45,"reference":null,"status":"DELIVERED","status_at":"2026-11-23T09:00:04Z","error":null}`
	sms, rcs := Understand(event("message.status.sms", body)), Understand(event("message.status.rcs", body))
	if sms.MessageKey != "messaging:M:sms" || rcs.MessageKey != "messaging:M:rcs" {
		t.Errorf("%q and %q", sms.MessageKey, rcs.MessageKey)
	}
}

func TestNamesTwiceInTheEvent(t *testing.T) {
	m := Understand(event("user-message.text.rcs", `{"msg_id":"A","sender":45,"sent_at":"2026-11-23T09:00:04Z","content":"x","msg_id":"B"}`))
	if m.ProviderID != "B" {
		t.Errorf("id = %s", m.ProviderID)
	}
	noted(t, m, nil, nil, []string{FlagDuplicateNames})
}

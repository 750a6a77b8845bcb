package gatewayapi

import (
	"testing"
)

// The bodies of the kinds that the documented examples leave out, byte for byte.
func TestBodiesOfRCS(t *testing.T) {
	at := mustTime(t, "2026-11-23T09:00:05.1+00:00")
	body := func(kind Kind, event Fields) Fields {
		return EventBody{ID: "7d0c1b1e-54c1-4b64-9a0e-3f1f9d9f6a10", At: at, Kind: kind, Event: event}.Fields()
	}
	received := func(kind Kind, content Field) Fields {
		return body(kind, MOEvent{MessageID: "01KAR3NXYZ4T8W2H6J0K3M5P7R", From: "4520304050", SentAt: at, Content: content}.Fields())
	}
	status := func(status string, more ...Field) Fields {
		return body(RCSStatus, StatusEvent{MessageID: "01KAR3M7T2Q9V5Z8X4C6B1N0EF", To: "4520304050", Status: status, At: at, More: more}.Fields())
	}
	const (
		envelope = `{"event_id": "7d0c1b1e-54c1-4b64-9a0e-3f1f9d9f6a10", "timestamp": "2026-11-23T09:00:05.100000+00:00", "event_type": `
		sender   = `"event": {"msg_id": "01KAR3NXYZ4T8W2H6J0K3M5P7R", "sender": 4520304050, "sent_at": "2026-11-23T09:00:05.100000+00:00", "content": `
		message  = `"event": {"msg_id": "01KAR3M7T2Q9V5Z8X4C6B1N0EF", "recipient": 4520304050, "reference": `
		when     = `"status_at": "2026-11-23T09:00:05.100000+00:00"`
		photo    = `{"mime_type": "image/jpeg", "size_bytes": 51234, "name": "boat.jpg", "uri": "https://rcs.example/boat"}`
		thumb    = `{"mime_type": "image/jpeg", "size_bytes": 900, "name": null, "uri": "https://rcs.example/small"}`
	)
	file := File{Name: "boat.jpg", Type: "image/jpeg", URI: "https://rcs.example/boat", Size: 51234}
	small := File{Type: "image/jpeg", URI: "https://rcs.example/small", Size: 900}
	for _, tt := range []struct {
		built Fields
		want  string
	}{
		{status("READ"), envelope + `"message.status.rcs", ` + message + `null, "status": "READ", ` + when + `, "error": null}}`},
		{
			status("EXPIRED", FailureField("0x1013"), TextField("reference", "blå")),
			envelope + `"message.status.rcs", ` + message + `"bl\u00e5", "status": "EXPIRED", ` + when +
				`, "error": {"hex_code": "0x1013", "details": "Subscriber absent"}}}`,
		},
		{received(MOTextRCS, PlainContent("hej 🫐")), envelope + `"user-message.text.rcs", ` + sender + `"hej \ud83e\uded0"}}`},
		{received(MOLocationRCS, LocationContent(55.6761, -0.5)), envelope + `"user-message.location.rcs", ` + sender + `{"latitude": 55.6761, "longitude": -0.5}}}`},
		{
			received(MOFileRCS, FileContent("image", &small, file)),
			envelope + `"user-message.file.rcs", ` + sender + `{"category": "image", "thumbnail": ` + thumb + `, "payload": ` + photo + `}}}`,
		},
		{
			received(MOFileRCS, FileContent("", nil, file)),
			envelope + `"user-message.file.rcs", ` + sender + `{"category": null, "thumbnail": null, "payload": ` + photo + `}}}`,
		},
		{
			received(MOTextSMS, TextContent("hi", GSM7, "")),
			envelope + `"user-message.text.sms", ` + sender + `{"message": "hi", "encoding": "UTF8", "header": ""}}}`,
		},
	} {
		got, err := WriteBody(tt.built)
		if err != nil || string(got) != tt.want {
			t.Errorf("%v\n got %s\nwant %s", err, got, tt.want)
		}
	}
}

package gatewayapi

import (
	"strconv"
	"strings"
)

// isEnvelope reports whether the object is one of the messaging family.
func (r reader) isEnvelope() bool {
	kind, _ := r.fields.Get("event_type")
	event, _ := r.fields.Get("event")
	return kind.Kind() == '"' && event.Kind() == '{'
}

// envelope reads an event of the messaging family.
func (r reader) envelope() {
	m := r.m
	m.Family = Messaging
	if id := r.text("event_id", required); id != "" {
		m.DuplicateKey = key("event", strconv.Quote(id))
	}
	r.iso("timestamp", required)
	eventType := r.text("event_type", required)
	event := r.object("event", required)
	if rest, found := strings.CutPrefix(eventType, "messaging.status."); found {
		m.flag(FlagAlias)
		eventType = "message.status." + rest
	}
	m.Kind = kindOfEvent(eventType)
	if m.Kind == Unknown {
		m.flag(FlagUnknownEvent)
	}
	switch {
	case strings.HasPrefix(eventType, "message.status."):
		event.messageStatus()
	case strings.HasPrefix(eventType, "user-message."):
		event.userMessage()
	}
}

// kindOfEvent names the event types that the provider lists; more may come.
func kindOfEvent(eventType string) Kind {
	switch eventType {
	case "message.status.sms":
		return SMSStatus
	case "message.status.rcs":
		return RCSStatus
	case "user-message.text.sms":
		return MOTextSMS
	case "user-message.text.rcs":
		return MOTextRCS
	case "user-message.location.rcs":
		return MOLocationRCS
	case "user-message.file.rcs":
		return MOFileRCS
	}
	return Unknown
}

// messageStatus reads a state of a sent message. An unknown channel has the
// same shape as far as anyone can tell, and nothing of it can be missing.
func (r reader) messageStatus() {
	m := r.m
	must, mustOrNull, mustIfSMS := required, nullable, nullable
	if m.Kind != SMSStatus {
		mustIfSMS = optional
	}
	if m.Kind == Unknown {
		must, mustOrNull = optional, optional
	}
	m.ProviderID = r.text("msg_id", must)
	m.To = r.integer("recipient", must)
	m.Ref = r.text("reference", mustOrNull)
	if m.Kind == Unknown {
		m.Status = r.text("status", optional)
	} else {
		r.status("status")
	}
	m.At = r.iso("status_at", must)
	// For RCS the error may be any object.
	r.object("error", mustIfSMS).failure("hex_code", "details")
	r.messageKey()
}

// messageKey keeps the channels apart: it is not known whether a message that
// falls back from RCS to SMS keeps its id.
func (r reader) messageKey() {
	channel := ""
	switch r.m.Kind {
	case SMSStatus, MOTextSMS:
		channel = "sms"
	case RCSStatus, MOTextRCS, MOLocationRCS, MOFileRCS:
		channel = "rcs"
	}
	r.m.MessageKey = key("messaging", r.m.ProviderID, channel)
}

// userMessage reads a message that a person sent in. Here sender is the person,
// and there is no receiver: only the address of the webhook tells where it went.
func (r reader) userMessage() {
	m := r.m
	must := required
	if m.Kind == Unknown {
		must = optional
	}
	m.ProviderID = r.text("msg_id", must)
	m.From = r.integer("sender", must)
	m.At = r.iso("sent_at", must)
	switch m.Kind {
	case MOTextSMS:
		m.Text = r.object("content", required).text("message", required)
	case MOTextRCS:
		m.Text = r.text("content", required)
	case MOLocationRCS:
		m.Text = r.object("content", required).location()
	case MOFileRCS:
		m.Text = r.object("content", required).object("payload", required).file()
	}
	r.messageKey()
}

func (r reader) location() string {
	latitude, longitude := r.number("latitude", required), r.number("longitude", required)
	if latitude == "" || longitude == "" {
		return ""
	}
	return latitude + "," + longitude
}

func (r reader) file() string {
	name, mimeType := r.text("name", optional), r.text("mime_type", required)
	r.integer("size_bytes", required)
	r.text("uri", required)
	if name == "" {
		return mimeType
	}
	return name
}

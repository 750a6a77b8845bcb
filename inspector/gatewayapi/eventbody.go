package gatewayapi

import (
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// EventBody is the envelope of the messaging family with an event in it.
type EventBody struct {
	// ID is a UUID; it is what tells a repeat.
	ID string
	// At is when the envelope was made.
	At time.Time
	// Kind is one of SMSStatus, RCSStatus, MOTextSMS, MOTextRCS, MOLocationRCS
	// and MOFileRCS.
	Kind Kind
	// Event is the event of that kind.
	Event Fields
}

// Fields returns the body in the provider's order.
func (b EventBody) Fields() Fields {
	return Fields{
		TextField("event_id", b.ID), isoField("timestamp", b.At),
		TextField("event_type", eventType(b.Kind)), objectField("event", b.Event),
	}
}

// eventType is the other way round of kindOfEvent.
func eventType(k Kind) string {
	for _, name := range []string{
		"message.status.sms", "message.status.rcs", "user-message.text.sms",
		"user-message.text.rcs", "user-message.location.rcs", "user-message.file.rcs",
	} {
		if kindOfEvent(name) == k {
			return name
		}
	}
	return string(k)
}

// StatusEvent is a status of a sent SMS or RCS message.
type StatusEvent struct {
	// MessageID is a ULID.
	MessageID string
	// To is the recipient, digits.
	To     string
	Status string
	At     time.Time
	// More: reference and error. An SMS always has both, null or set.
	More Fields
}

// Fields returns the event in the provider's order.
func (e StatusEvent) Fields() Fields {
	fields := Fields{
		TextField("msg_id", e.MessageID), digitsField("recipient", e.To), NullField("reference"),
		TextField("status", e.Status), isoField("status_at", e.At), NullField("error"),
	}
	return fields.merge(e.More)
}

// FailureField returns error as the messaging family sends it: null for no code.
func FailureField(code string) Field {
	c, ok := LookupCode(code)
	if !ok {
		return NullField("error")
	}
	return objectField("error", Fields{TextField("hex_code", c.Code), TextField("details", c.Text)})
}

// MOEvent is a message that a person sent in. The family does not tell where to.
type MOEvent struct {
	MessageID string
	// From is the person, digits.
	From   string
	SentAt time.Time
	// Content is one of TextContent, PlainContent, LocationContent, FileContent.
	Content Field
}

// Fields returns the event in the provider's order.
func (e MOEvent) Fields() Fields {
	return Fields{TextField("msg_id", e.MessageID), digitsField("sender", e.From), isoField("sent_at", e.SentAt), e.Content}
}

// TextContent is the content of a received SMS, or of one part of it, whose parts
// all have one alphabet. header is its user data header in hex, "" for none.
func TextContent(text string, alphabet Alphabet, header string) Field {
	encoding := "UTF8" // the provider's name for GSM 03.38
	if alphabet == UCS2 {
		encoding = "UCS2"
	}
	return objectField("content", Fields{TextField("message", text), TextField("encoding", encoding), TextField("header", header)})
}

// PlainContent is the content of a received RCS text.
func PlainContent(text string) Field { return TextField("content", text) }

// LocationContent is the content of a received RCS location, in degrees.
func LocationContent(latitude, longitude float64) Field {
	number := func(name string, v float64) Field {
		return Field{name, strconv.AppendFloat(nil, v, 'f', -1, 64)}
	}
	return objectField("content", Fields{number("latitude", latitude), number("longitude", longitude)})
}

// File is a file that somebody sent by RCS.
type File struct {
	// Name may be "": the provider then sends null.
	Name, Type, URI string
	Size            uint64
}

func (f File) value() jsontext.Value {
	name := NullField("name")
	if f.Name != "" {
		name = TextField("name", f.Name)
	}
	return objectField("", Fields{TextField("mime_type", f.Type), NumberField("size_bytes", f.Size), name, TextField("uri", f.URI)}).Value
}

// FileContent is the content of a received RCS file. category may be "" and
// thumbnail nil: the provider then sends null.
func FileContent(category string, thumbnail *File, payload File) Field {
	fields := Fields{NullField("category"), NullField("thumbnail"), {"payload", payload.value()}}
	if category != "" {
		fields[0] = TextField("category", category)
	}
	if thumbnail != nil {
		fields[1].Value = thumbnail.value()
	}
	return objectField("content", fields)
}

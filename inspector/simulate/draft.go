package simulate

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Callback is one callback that is to be sent.
type Callback struct {
	Kind   gatewayapi.Kind
	Fields gatewayapi.Fields
	// After is when it is sent, from the first one of its message on.
	After time.Duration
	// Webhook is the label of the webhook that it goes to, whose secret signs it.
	Webhook string
}

// family returns the interface that sends the kind.
func (c Callback) family() gatewayapi.Family {
	switch c.Kind {
	case gatewayapi.MOSMS, gatewayapi.DeliveryStatus, gatewayapi.EmailStatus:
		return gatewayapi.REST
	}
	return gatewayapi.Messaging
}

// Edit changes one optional field: Value is its JSON, or nil for absent.
type Edit struct {
	Name  string
	Value jsontext.Value
}

// ParseEdit reads NAME=VALUE. VALUE is JSON, such as null, 238 or "text"; what is
// no JSON is a text.
func ParseEdit(s string) (Edit, error) {
	name, value, ok := strings.Cut(s, "=")
	if !ok || name == "" {
		return Edit{}, inspector.BadField("field", "must be NAME=VALUE, such as mcc=238 or sender=null")
	}
	if v := jsontext.Value(value); v.IsValid() {
		return Edit{name, v}, nil
	}
	return Edit{name, gatewayapi.TextField(name, value).Value}, nil
}

// edited returns fields with what was asked for.
func edited(fields gatewayapi.Fields, edits []Edit) gatewayapi.Fields {
	for _, e := range edits {
		if e.Value == nil {
			fields = fields.Without(e.Name)
		} else {
			fields = fields.With(gatewayapi.Field{Name: e.Name, Value: e.Value})
		}
	}
	return fields
}

// spoiled returns fields in the provider's order with the faults that are in
// fields.
func spoiled(kind gatewayapi.Kind, fields gatewayapi.Fields, faults []gatewayapi.Fault) gatewayapi.Fields {
	fields = gatewayapi.Arrange(kind, fields)
	for _, f := range faults {
		fields = f.Spoil(kind, fields)
	}
	return fields
}

func parseMSISDN(field, s string) (string, error) {
	digits, err := gatewayapi.ParseMSISDN(s)
	if err != nil {
		return "", inspector.BadField(field, "must be a phone number with its country code, digits only, such as 4520304050")
	}
	return digits, nil
}

// SMS is what a person texts.
type SMS struct {
	// From is the person's number, To the short code or number, with their
	// country codes.
	From, To, Text string
	// Family is REST, also where it is "", or Messaging.
	Family gatewayapi.Family
	// Webhook is the label of the webhook that it goes to, see [Simulator.Lease].
	Webhook string
	// Dashboard makes it the test message of the provider's dashboard, which says
	// itself from whom and to whom it is.
	Dashboard bool
	Edits     []Edit
	// Faults are FloatTimes, Nulls, Duplicate and DuplicateNewID; others are of
	// statuses.
	Faults []gatewayapi.Fault
}

// check returns s with its numbers in digits, or a [inspector.FieldError].
func (s SMS) check() (SMS, error) {
	if s.Dashboard {
		test := gatewayapi.DashboardMO("", "", time.Time{})
		s.From, s.To = test.From, test.To
	}
	var err error
	if s.From, err = parseMSISDN("from", s.From); err != nil {
		return s, err
	}
	if s.To, err = gatewayapi.ParseReceiver(s.To); err != nil {
		return s, inspector.BadField("to", "must be a short code or number with its country code, digits only, such as 451204")
	}
	if size := gatewayapi.MeasureSMS(s.Text); size.Parts > gatewayapi.MaxParts {
		return s, inspector.BadField("text", "takes %d SMS, more than the %d that one text can have", size.Parts, gatewayapi.MaxParts)
	}
	return s, nil
}

// Callbacks returns what the provider sends for it: in the REST family one
// callback with the whole text, in the messaging family one for each part. Bad
// values are an [inspector.FieldError].
func (s SMS) Callbacks(at time.Time, r *rand.Rand) ([]Callback, error) {
	s, err := s.check()
	if err != nil {
		return nil, err
	}
	if s.Family == gatewayapi.Messaging {
		all, err := s.events(at, r)
		return repeated(all, s.Faults, r), err
	}
	body := gatewayapi.MOBody{
		ID: gatewayapi.DrawMOID(r), From: s.From, To: s.To, Text: s.Text, SentAt: at, Label: s.Webhook,
		More: gatewayapi.CountryFields(s.From),
	}
	if s.Dashboard {
		body = gatewayapi.DashboardMO(s.Text, s.Webhook, at)
	}
	fields := spoiled(gatewayapi.MOSMS, edited(body.Fields(), s.Edits), s.Faults)
	return repeated([]Callback{{Kind: gatewayapi.MOSMS, Fields: fields, Webhook: s.Webhook}}, s.Faults, r), nil
}

// repeated returns all callbacks, and again those that a fault repeats.
func repeated(all []Callback, faults []gatewayapi.Fault, r *rand.Rand) []Callback {
	for _, f := range faults {
		for _, c := range all {
			switch f {
			case gatewayapi.DuplicateNewID:
				c.Fields = gatewayapi.NewID(c.Fields, r)
			case gatewayapi.Duplicate:
			default:
				continue
			}
			all = append(all, c)
		}
	}
	return all
}

func (s SMS) events(at time.Time, r *rand.Rand) ([]Callback, error) {
	parts, err := gatewayapi.SplitSMS(s.Text)
	if err != nil {
		return nil, err
	}
	alphabet, reference := gatewayapi.MeasureSMS(s.Text).Alphabet, byte(r.Uint32())
	var all []Callback
	for n, part := range parts {
		header := ""
		if len(parts) > 1 {
			header = gatewayapi.ConcatHeader(reference, len(parts), n+1)
		}
		content := gatewayapi.TextContent(part, alphabet, header)
		all = append(all, received(gatewayapi.MOTextSMS, s.From, content, at, s.Edits, s.Webhook, r))
	}
	return all, nil
}

func received(kind gatewayapi.Kind, from string, content gatewayapi.Field, at time.Time, edits []Edit, webhook string, r *rand.Rand) Callback {
	event := gatewayapi.MOEvent{MessageID: gatewayapi.DrawMessageID(at, r), From: from, SentAt: at, Content: content}
	body := gatewayapi.EventBody{ID: gatewayapi.DrawEventID(r), At: at, Kind: kind, Event: edited(event.Fields(), edits)}
	return Callback{Kind: kind, Fields: body.Fields(), Webhook: webhook}
}

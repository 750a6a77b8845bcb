package gatewayapi

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// moSMS reads an SMS that a person sent to a leased short code or number.
func (r reader) moSMS() {
	m := r.m
	m.Family, m.Kind = REST, MOSMS
	m.ProviderID = r.integer("id", required)
	m.From = r.integer("msisdn", required)
	m.To = r.integer("receiver", required)
	m.Text = r.text("message", required)
	m.At = r.unix("senttime", required)
	m.Label = r.text("webhook_label", required)
	m.MessageKey = key("mo", m.ProviderID, m.From)
	// The id alone does not do: the dashboard's test always has the same one.
	m.DuplicateKey = key(string(m.Kind), m.ProviderID, stamp(m.At), m.From, digest(m.Text))
	// The provider sets sender where the sender was a text and no number.
	if sender := r.text("sender", optional); m.From == "" {
		m.From = sender
	}
}

// deliveryStatus reads a state of a sent SMS, and that of its charge.
func (r reader) deliveryStatus() {
	m := r.m
	m.Family, m.Kind = REST, DeliveryStatus
	m.ProviderID = r.integer("id", required)
	m.To = r.integer("msisdn", required)
	m.At = r.unix("time", required)
	r.status("status")
	m.Charge = r.text("charge_status", optional)
	if _, known := chargeOf(m.Charge); m.Charge != "" && !known {
		m.flag(FlagUnrecognisedCharge)
	}
	m.Ref = r.reference()
	r.failure("code", "error")
	// One id covers up to 10 000 recipients.
	m.MessageKey = key("rest", m.ProviderID, m.To)
	m.DuplicateKey = key(string(m.Kind), m.ProviderID, m.To, stamp(m.At),
		strconv.Quote(m.Status), strconv.Quote(m.Charge))
}

// emailStatus reads a state of a sent e-mail.
func (r reader) emailStatus() {
	m := r.m
	m.Family, m.Kind = REST, EmailStatus
	m.ProviderID = r.integer("id", required)
	m.To = r.text("email_address", required)
	m.At = r.unix("time", required)
	r.status("status")
	r.text("callback_url", required)
	m.Ref = r.reference()
	m.Error.Text = r.text("details", optional)
	if m.To != "" {
		address := strconv.Quote(m.To)
		m.MessageKey = key("email", m.ProviderID, m.To)
		m.DuplicateKey = key(string(m.Kind), m.ProviderID, address, stamp(m.At), strconv.Quote(m.Status))
	}
}

// status reads a required state and brings it to the spelling that is shown.
func (r reader) status(name string) {
	m := r.m
	said := r.text(name, required)
	if m.Status = canonicalStatus(m.Kind, said); m.Status != said {
		m.flag(FlagAlias)
	}
	if m.Status == "" {
		return
	}
	if OutcomeOf(m.Kind, m.Status) == Unrecognised {
		m.flag(FlagUnrecognisedStatus)
	}
	// The provider's own sample has it, though its list does not.
	if m.Kind == SMSStatus && m.Status == "READ" {
		m.flag(FlagUnexpectedStatus)
	}
}

// reference reads the client's reference; one copy of the provider's page
// spells it user_ref.
func (r reader) reference() string {
	if !r.fields.set("userref") && r.fields.set("user_ref") {
		r.m.flag(FlagAlias)
		return r.text("user_ref", optional)
	}
	return r.text("userref", optional)
}

// failure reads an error code and the provider's words, which stand in where
// the code has no meaning of its own.
func (r reader) failure(code, words string) {
	said := r.text(words, optional)
	if v := r.value(code, optional); v != nil {
		r.m.Error = errorCodeIn(v)
		if r.m.Error.Code == "" {
			r.wrong(code, optional, FlagWrongType)
		}
	}
	if r.m.Error.Text == "" {
		r.m.Error.Text = said
	}
}

// errorCodeIn reads a code in any JSON form: a string in hex, or a number.
func errorCodeIn(v jsontext.Value) ErrorCode {
	if s, ok := text(v); ok {
		code, ok := LookupCode(s)
		if !ok {
			code.Code = s
		}
		return code
	}
	d, ok := parseDecimal(v)
	n, fits := d.scaled(0)
	if !ok || d.negative || !d.whole() || !fits || n > maxCode {
		return ErrorCode{}
	}
	return codeOf(uint16(n))
}

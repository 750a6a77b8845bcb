package gatewayapi

import (
	"strconv"
	"time"
)

// The bodies of the REST family are flat objects. What a callback may leave out
// stands in More: a field that is not there is absent, one may be null, and one
// of a required field's name replaces it.

// MOBody is a received SMS of the REST family.
type MOBody struct {
	ID uint64
	// From and To are digits: the person, and the short code or number.
	From, To string
	// Text is the whole text, its keyword included.
	Text   string
	SentAt time.Time
	// Label is the label of the webhook that matched.
	Label string
	// More: sender, mcc, mnc, validity_period, encoding, udh, payload,
	// country_code, country_prefix.
	More Fields
}

// Fields returns the body in the provider's order.
func (b MOBody) Fields() Fields {
	return Arrange(MOSMS, Fields{
		NumberField("id", b.ID), digitsField("msisdn", b.From), digitsField("receiver", b.To),
		TextField("message", b.Text), unixField("senttime", b.SentAt), TextField("webhook_label", b.Label),
	}.merge(b.More))
}

// StatusBody is a delivery status of the REST family.
type StatusBody struct {
	ID uint64
	// To is the recipient, digits.
	To     string
	At     time.Time
	Status string
	// More: error, code, userref, charge_status, country_code, country_prefix,
	// and the undocumented callback_url and api.
	More Fields
}

// Fields returns the body in the provider's order.
func (b StatusBody) Fields() Fields {
	return Arrange(DeliveryStatus, Fields{
		NumberField("id", b.ID), digitsField("msisdn", b.To), unixField("time", b.At), TextField("status", b.Status),
	}.merge(b.More))
}

// EmailBody is a status of an e-mail. The provider requires callback_url too,
// which stands behind the optional fields and so in More.
type EmailBody struct {
	ID      uint64
	Address string
	At      time.Time
	Status  string
	// More: userref, details, callback_url.
	More Fields
}

// Fields returns the body in the provider's order.
func (b EmailBody) Fields() Fields {
	return Arrange(EmailStatus, Fields{
		NumberField("id", b.ID), unixField("time", b.At), TextField("email_address", b.Address), TextField("status", b.Status),
	}.merge(b.More))
}

// CountryFields returns country_code and country_prefix of a phone number as the
// REST family sends them: null where they are not known.
func CountryFields(digits string) Fields {
	code, prefix := NullField("country_code"), NullField("country_prefix")
	if region := Region(digits); region != "" {
		code = TextField("country_code", region)
	}
	if n, err := strconv.ParseUint(callingCode(digits), 10, 64); err == nil {
		prefix = NumberField("country_prefix", n)
	}
	return Fields{code, prefix}
}

// FailureFields returns error and code as the REST family sends them, or nothing
// for no code.
func FailureFields(code string) Fields {
	c, ok := LookupCode(code)
	if !ok {
		return nil
	}
	return Fields{TextField("error", c.Text), TextField("code", c.Code)}
}

// DashboardMO returns the received SMS that the provider's dashboard sends as a
// test, as it was seen from 2019 to 2021: a fixed id, sender and receiver, and
// countries that are null.
func DashboardMO(text, label string, at time.Time) MOBody {
	return MOBody{
		ID: 1000001, From: "4587654321", To: "451204", Text: text, SentAt: at, Label: label,
		More: Fields{NullField("country_code"), NullField("country_prefix")},
	}
}

// DashboardStatus returns the delivery status that the provider's dashboard
// sends as a test: a recent message of the account, a time that is a float, and a
// reference that is null.
func DashboardStatus(id uint64, to string, at time.Time) StatusBody {
	more := Fields{floatTime(unixField("time", at)), NullField("userref")}
	return StatusBody{ID: id, To: to, At: at, Status: "DELIVERED", More: append(more, CountryFields(to)...)}
}

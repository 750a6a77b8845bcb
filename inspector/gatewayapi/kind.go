package gatewayapi

// Family says which of the provider's two interfaces sent a callback.
type Family string

// The families. Other is everything that neither interface sends.
const (
	REST      Family = "rest"
	Messaging Family = "messaging"
	Other     Family = "other"
)

// Kind says what a callback reports.
type Kind string

// The kinds. MO means mobile originated: a message that a person sent in.
const (
	MOSMS          Kind = "mo-sms"
	DeliveryStatus Kind = "delivery-status"
	EmailStatus    Kind = "email-status"
	SMSStatus      Kind = "sms-status"
	RCSStatus      Kind = "rcs-status"
	MOTextSMS      Kind = "mo-text-sms"
	MOTextRCS      Kind = "mo-text-rcs"
	MOLocationRCS  Kind = "mo-location-rcs"
	MOFileRCS      Kind = "mo-file-rcs"
	Unknown        Kind = "unknown"
)

// Received reports whether k is a message that a person sent in.
func (k Kind) Received() bool {
	switch k {
	case MOSMS, MOTextSMS, MOTextRCS, MOLocationRCS, MOFileRCS:
		return true
	}
	return false
}

// Status reports whether k tells the state of a message that was sent out.
func (k Kind) Status() bool {
	switch k {
	case DeliveryStatus, EmailStatus, SMSStatus, RCSStatus:
		return true
	}
	return false
}

// The flags that [Understand] raises in [Notes].
const (
	// FlagArray: the body is an array; its elements are in Meaning.Elements.
	FlagArray = "array"
	// FlagFieldsCut: the object has more members than are understood; the rest is only in the body.
	FlagFieldsCut = "fields-cut"
	// FlagArrayCut: the array is longer than is understood; the rest is only in the body.
	FlagArrayCut = "array-cut"
	// FlagAlias: an accepted second spelling was used: user_ref,
	// messaging.status.*, PROCESSSED.
	FlagAlias = "alias"
	// FlagUnrecognisedStatus: the status is none that the provider lists for the kind.
	FlagUnrecognisedStatus = "unrecognised-status"
	// FlagUnrecognisedCharge: the charge status is none that the provider lists.
	FlagUnrecognisedCharge = "unrecognised-charge"
	// FlagUnexpectedStatus: a status of another channel, READ for an SMS.
	FlagUnexpectedStatus = "unexpected-status"
	// FlagUnexpectedScheme: signed in the way of the other family.
	FlagUnexpectedScheme = "unexpected-scheme"
	// FlagUnknownEvent: an envelope whose event_type is not known.
	FlagUnknownEvent = "unknown-event"
	// FlagMilliseconds: a UNIX time that can only be meant in milliseconds.
	FlagMilliseconds = "milliseconds"
	// FlagWrongType: a known field has a value that cannot be read as its type.
	FlagWrongType = "wrong-type"
	// FlagHugeNumber: a whole number that does not fit in 64 bits.
	FlagHugeNumber = "huge-number"
	// FlagDuplicateNames: an object has a name twice; the last one counts.
	FlagDuplicateNames = "duplicate-names"
	// FlagInvalidUTF8: text that is not valid Unicode; shown with U+FFFD.
	FlagInvalidUTF8 = "invalid-utf8"
	// FlagNotJSON: the content type says JSON, and the body is none.
	FlagNotJSON = "not-json"
	// FlagOlderHTTP: a callback of the provider's older HTTP interface.
	FlagOlderHTTP = "older-http"
)

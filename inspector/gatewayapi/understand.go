package gatewayapi

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// Request is the part of a recorded HTTP request that has a meaning here.
type Request struct {
	Method string
	// Target is the request target as it was sent, such as "/sms/in?x=1".
	Target string
	// Headers are name and value in arrival order, original case, repeats kept.
	Headers [][2]string
	// Body must not change while a Meaning of it is in use.
	Body []byte
}

// Meaning is what a callback says.
type Meaning struct {
	Family Family
	Kind   Kind
	// Fields are the body's top-level members, or the query of an older HTTP
	// callback. They are empty where the body is no JSON object.
	Fields Fields
	Notes
	Message
	// MessageKey names the message that the callback is about, alike for all its
	// callbacks: "rest:ID:MSISDN", "email:ID:ADDRESS", "mo:ID:MSISDN",
	// "messaging:MSG_ID:sms" or "messaging:MSG_ID:rcs". "" when unknown.
	MessageKey string
	// DuplicateKey is alike for two deliveries of one event. "" when unknown.
	DuplicateKey string
	// Elements are the meanings of a top-level array, one each; the rest of
	// Meaning is then the first element's.
	Elements []Meaning
}

// Notes say what was unusual about a callback. They are nil when nothing was.
type Notes struct {
	// Missing names the fields that the kind requires and that are absent, null
	// or unreadable. A nested field has its path: "event.msg_id".
	Missing []string
	// Coerced names the fields that were read from another JSON type.
	Coerced []string
	// Flags are the Flag constants that apply, each once.
	Flags []string
}

// Message holds what all kinds have in common, for lists, threads and filters.
// Whatever the callback does not tell is zero.
type Message struct {
	// From and To are digits of an MSISDN or receiver, an e-mail address, or a
	// sender that is a text. A received message is From the person; a status is
	// about a message To the person, and does not tell who sent it.
	From, To string
	// Text of a received message, its keyword included. For a location it is
	// "latitude,longitude", for a file its name or else its type.
	Text string
	// Label is the label of the provider's webhook that matched.
	Label string
	// ProviderID is the provider's id of the message, Ref the client's reference.
	ProviderID, Ref string
	// Status is the provider's state, in the spelling that [OutcomeOf] knows;
	// Charge that of an overcharged SMS.
	Status, Charge string
	// Error tells why the message failed.
	Error ErrorCode
	// At is when the provider says that it happened, in UTC.
	At time.Time
}

func (n *Notes) flag(flag string) {
	if !slices.Contains(n.Flags, flag) {
		n.Flags = append(n.Flags, flag)
	}
}

// Understand says what a callback means. It never fails: whatever it cannot make
// out is of kind Unknown. What counts is the body alone, neither the address nor
// the content type.
//
// next: inspector derives the row of a list from it.
func Understand(r Request) Meaning {
	m := understandBody(r)
	if unexpectedScheme(r.Headers, m.Family) {
		m.flag(FlagUnexpectedScheme)
	}
	return m
}

func understandBody(r Request) Meaning {
	doc, err := readDocument(r.Body)
	if err == nil && doc.kind == '[' {
		return understandArray(doc)
	}
	m := understandObject(doc)
	if m.Kind != Unknown {
		return m
	}
	if fields := olderHTTP(r); fields != nil {
		m.Fields = fields
		m.flag(FlagOlderHTTP)
	} else if err != nil && claimsJSON(r.Headers) {
		m.flag(FlagNotJSON)
	}
	return m
}

// understandArray reads each element for itself. The provider documents no
// arrays; they are kept whole and understood as far as they go.
func understandArray(doc document) Meaning {
	elements := make([]Meaning, len(doc.elements))
	keys := make([]string, len(doc.elements))
	for i, v := range doc.elements {
		element, _ := readDocument(v)
		elements[i] = understandObject(element)
		keys[i] = elements[i].DuplicateKey
	}
	m := Meaning{Family: Other, Kind: Unknown}
	if len(elements) > 0 {
		m = elements[0]
		m.Flags = slices.Clone(m.Flags)
		m.DuplicateKey = ""
		if !slices.Contains(keys, "") {
			m.DuplicateKey = key("array", digest(strings.Join(keys, "\n")))
		}
	}
	for _, flag := range doc.flags {
		m.flag(flag)
	}
	m.flag(FlagArray)
	if doc.cut {
		m.flag(FlagArrayCut)
	}
	m.Elements = elements
	return m
}

// understandObject tells the kinds apart by the names in the object. A name
// whose value is null counts only if nothing else decides, since the provider
// also sends unset fields as null.
func understandObject(doc document) Meaning {
	m := Meaning{Family: Other, Kind: Unknown, Fields: doc.fields}
	m.Flags = doc.flags
	if len(m.Fields) > maxFields {
		m.Fields = slices.Clone(m.Fields[:maxFields])
		m.flag(FlagFieldsCut)
	}
	r := reader{fields: m.Fields, m: &m}
	if r.isEnvelope() {
		r.envelope()
		return m
	}
	if read := r.classify(m.Fields.set); read != nil {
		read()
	} else if read := r.classify(m.Fields.has); read != nil {
		read()
	}
	return m
}

// classify returns what reads a flat object, or nil.
func (r reader) classify(has func(name string) bool) func() {
	switch {
	case has("email_address"):
		return r.emailStatus
	case has("message") && (has("receiver") || has("senttime")):
		return r.moSMS
	case has("status") && (has("id") || has("msisdn")):
		return r.deliveryStatus
	}
	return nil
}

// digest is a short hash for use in keys.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

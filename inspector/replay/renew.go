package replay

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Renewal changes what a callback of the provider says, without a person having to
// know its fields.
type Renewal struct {
	// IDs draws the ids of the event and the message anew, Times takes the times as
	// now, so that it is no repeat.
	IDs, Times bool
	// Number is another number of the person who sent or got the message; Keyword
	// another first word of a received one. "" keeps.
	Number, Keyword string
}

func (n Renewal) asked() bool { return n != Renewal{} }

// places are the fields of a kind that a renewal changes; "" where it has none.
type places struct {
	ids, times []string
	number     string
	text       string
}

func placesOf(kind gatewayapi.Kind) (places, bool) {
	event := places{ids: []string{"event_id", "event.msg_id"}, times: []string{"timestamp", "event.sent_at"}, number: "event.sender"}
	switch kind {
	case gatewayapi.MOSMS:
		return places{[]string{"id"}, []string{"senttime"}, "msisdn", "message"}, true
	case gatewayapi.DeliveryStatus:
		return places{[]string{"id"}, []string{"time"}, "msisdn", ""}, true
	case gatewayapi.EmailStatus:
		return places{[]string{"id"}, []string{"time"}, "", ""}, true
	case gatewayapi.SMSStatus, gatewayapi.RCSStatus:
		return places{event.ids, []string{"timestamp", "event.status_at"}, "event.recipient", ""}, true
	case gatewayapi.MOTextSMS:
		event.text = "event.content.message"
	case gatewayapi.MOTextRCS:
		event.text = "event.content"
	case gatewayapi.MOLocationRCS, gatewayapi.MOFileRCS:
	default:
		return places{}, false
	}
	return event, true
}

// fields returns what a renewal sets in a body at a time. What its kind does not
// have is a [inspector.FieldError].
func (n Renewal) fields(body []byte, at time.Time) ([]Field, error) {
	if !n.asked() {
		return nil, nil
	}
	kind := gatewayapi.Understand(gatewayapi.Request{Body: body}).Kind
	where, ok := placesOf(kind)
	if !ok {
		return nil, inspector.BadField("renew", "cannot be done: the body is none of a kind that is understood")
	}
	var all []Field
	if n.IDs {
		all = append(all, newIDs(kind, where.ids, at)...)
	}
	if n.Times {
		for _, path := range where.times {
			value := strconv.FormatInt(at.Unix(), 10)
			if !isREST(kind) {
				value = strconv.Quote(at.UTC().Format("2006-01-02T15:04:05.000000-07:00"))
			}
			all = append(all, Field{path, value})
		}
	}
	if n.Number != "" {
		fields, err := n.numberFields(body, where.number)
		if err != nil {
			return nil, err
		}
		all = append(all, fields...)
	}
	if n.Keyword != "" {
		f, err := n.keywordField(body, where.text)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// isREST tells whether a kind is of the REST family.
func isREST(kind gatewayapi.Kind) bool {
	return kind == gatewayapi.MOSMS || kind == gatewayapi.DeliveryStatus || kind == gatewayapi.EmailStatus
}

func newIDs(kind gatewayapi.Kind, paths []string, at time.Time) (all []Field) {
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	for _, path := range paths {
		value := ""
		switch {
		case path == "event_id":
			value = strconv.Quote(gatewayapi.DrawEventID(random))
		case path == "event.msg_id":
			value = strconv.Quote(gatewayapi.DrawMessageID(at, random))
		case kind == gatewayapi.MOSMS:
			value = strconv.FormatUint(gatewayapi.DrawMOID(random), 10)
		default:
			value = strconv.FormatUint(gatewayapi.DrawSMSID(random), 10)
		}
		all = append(all, Field{path, value})
	}
	return all
}

// numberFields changes the person's number, and what the body says of its country.
func (n Renewal) numberFields(body []byte, path string) ([]Field, error) {
	digits, err := gatewayapi.ParseMSISDN(n.Number)
	if err != nil {
		return nil, inspector.BadField("number", "must be a phone number with its country code, digits only, such as 4520304050")
	}
	if path == "" {
		return nil, inspector.BadField("number", "cannot be changed: this kind has none")
	}
	all := []Field{{path, digits}}
	for _, f := range gatewayapi.CountryFields(digits) {
		if member(gjson.ParseBytes(body), f.Name).Exists() {
			all = append(all, Field{f.Name, string(f.Value)})
		}
	}
	return all, nil
}

// keywordField changes the first word of a received text.
func (n Renewal) keywordField(body []byte, path string) (Field, error) {
	if path == "" {
		return Field{}, inspector.BadField("keyword", "cannot be changed: this kind has none")
	}
	if word, rest := gatewayapi.SplitKeyword(n.Keyword, false); word != n.Keyword || rest != "" {
		return Field{}, inspector.BadField("keyword", "must be one word")
	}
	text := gatewayapi.Understand(gatewayapi.Request{Body: body}).Text
	old, _ := gatewayapi.SplitKeyword(text, false)
	before, after, _ := strings.Cut(text, old)
	value, err := json.Marshal(before + n.Keyword + after)
	return Field{path, string(value)}, err
}

package viewmodel

import (
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/tidwall/gjson"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// maxFields bounds the rows that a body full of names becomes; the rest is in the body.
const maxFields = 500

// ProviderFields lists the fields of the body under the provider's own names, those of nested
// objects by their path, then those that are missing. What had to be converted, is missing or
// is not in the provider's description says so.
func ProviderFields(c *inspector.Callback, zone *time.Location) []Field {
	var fields []Field
	for _, f := range c.Fields {
		fields = appendField(fields, c, f.Name, f.Value, zone)
	}
	if len(fields) > maxFields {
		more := say.N(uint64(len(fields)-maxFields), "%s further field is in the body", "%s further fields are in the body")
		fields = append(fields[:maxFields], Field{Label: "…", Value: more, Tone: Muted})
	}
	for _, name := range c.Missing {
		if i := slices.IndexFunc(fields, func(f Field) bool { return f.Label == name }); i >= 0 {
			fields[i].Hint, fields[i].HintTone = say.L("cannot be read, and is needed"), Warn
			if fields[i].Value == "null" {
				fields[i].Hint = say.L("null, and needed")
			}
			continue
		}
		fields = append(fields, Field{Label: OneLine(name, cellRunes), Value: say.L("missing"), Tone: Warn, Hint: say.L("the provider promises it"), HintTone: Warn})
	}
	return fields
}

// appendField adds a field, or those inside it where the provider describes them.
func appendField(fields []Field, c *inspector.Callback, path string, v jsontext.Value, zone *time.Location) []Field {
	if v.Kind() == '{' && slices.Contains(nestedFields(c.Kind), path) {
		gjson.ParseBytes(v).ForEach(func(name, value gjson.Result) bool {
			fields = appendField(fields, c, path+"."+name.String(), jsontext.Value(value.Raw), zone)
			return len(fields) <= maxFields
		})
		return fields
	}
	shown, plain := valueOf(v)
	f := Field{Label: OneLine(path, cellRunes), Value: shown, Mono: true, Copy: plain, HintTone: Muted, Term: fieldTerm(c, path, v, plain)}
	known := knownFields(c.Kind)
	switch {
	case slices.Contains(c.Coerced, path):
		f.Hint, f.HintTone = say.L("%s, expected %s", jsonTypeWords(v.Kind()), expected(path, v.Kind())), Warn
	case v.Kind() == 'n':
		f.Tone = Muted
	case len(known) > 0 && !slices.Contains(known, path):
		f.Hint, f.HintTone = say.L("not in the provider's description"), Info
	default:
		f.Hint = fieldHint(path, plain, c, zone)
	}
	return append(fields, f)
}

// expected says what a field that was converted should have been.
func expected(path string, kind jsontext.Kind) string {
	if kind == '0' {
		if name := path[strings.LastIndexByte(path, '.')+1:]; name == "time" || name == "senttime" {
			return say.L("whole seconds")
		}
		return say.L("a whole number")
	}
	return say.L("a number")
}

func jsonTypeWords(kind jsontext.Kind) string {
	switch kind {
	case '"':
		return say.L("text")
	case '0':
		return say.L("a number with a fraction or exponent")
	case 't', 'f':
		return say.L("true or false")
	case '[':
		return say.L("a list")
	case '{':
		return say.L("an object")
	}
	return "null"
}

// fieldHint explains the value of a field where it is not plain to a person.
func fieldHint(path, value string, c *inspector.Callback, zone *time.Location) string {
	switch path {
	case "senttime", "time":
		if at := c.Parsed.At; !at.IsZero() {
			return FullTime(at, zone)
		}
	case "country_code":
		return regionName(value)
	case "code", "event.error.hex_code":
		return OneLine(c.Parsed.Error.Text, cellRunes)
	case "status", "event.status":
		return told(gatewayapi.StatusText(c.Kind, c.Parsed.Status))
	case "charge_status":
		return chargeHint(c.Parsed.Charge)
	case "validity_period":
		return say.L("taken as seconds")
	}
	return ""
}

// country returns the name of the country that a phone number belongs to. What the callback
// itself says is better than the number: several countries share a calling code.
func country(number string, c *inspector.Callback) string {
	if v, ok := c.Fields.Get("country_code"); ok && v.Kind() == '"' {
		if _, code := valueOf(v); regionName(code) != "" {
			return regionName(code)
		}
	}
	return regionName(gatewayapi.Region(number))
}

// regionName returns the name of a country code in the language of the person, or "".
func regionName(code string) string {
	if len(code) != 2 {
		return ""
	}
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return display.Regions(say.Tag()).Name(region)
}

// nestedFields are the objects whose own fields the provider describes.
func nestedFields(k gatewayapi.Kind) []string {
	switch k {
	case gatewayapi.SMSStatus:
		return []string{"event", "event.error"}
	case gatewayapi.RCSStatus, gatewayapi.MOTextRCS:
		return []string{"event"}
	case gatewayapi.MOTextSMS, gatewayapi.MOLocationRCS:
		return []string{"event", "event.content"}
	case gatewayapi.MOFileRCS:
		return []string{"event", "event.content", "event.content.payload", "event.content.thumbnail"}
	}
	return nil
}

// knownFields are the names that the provider describes for a kind; nil for other bodies.
func knownFields(k gatewayapi.Kind) []string {
	envelope := []string{"event_id", "timestamp", "event_type", "event.msg_id"}
	received := append(slices.Clone(envelope), "event.sender", "event.sent_at")
	switch k {
	case gatewayapi.MOSMS:
		return []string{"id", "msisdn", "receiver", "message", "senttime", "webhook_label", "sender", "mcc", "mnc",
			"validity_period", "encoding", "udh", "payload", "country_code", "country_prefix"}
	case gatewayapi.DeliveryStatus:
		return []string{"id", "msisdn", "time", "status", "error", "code", "userref", "charge_status", "country_code",
			"country_prefix", "callback_url", "api", "mcc", "mnc"}
	case gatewayapi.EmailStatus:
		return []string{"id", "time", "email_address", "status", "userref", "details", "callback_url"}
	case gatewayapi.SMSStatus, gatewayapi.RCSStatus:
		return append(envelope, "event.recipient", "event.reference", "event.status", "event.status_at", "event.error",
			"event.error.hex_code", "event.error.details")
	case gatewayapi.MOTextSMS:
		return append(received, "event.content.message", "event.content.encoding", "event.content.header")
	case gatewayapi.MOTextRCS:
		return append(received, "event.content")
	case gatewayapi.MOLocationRCS:
		return append(received, "event.content.latitude", "event.content.longitude")
	case gatewayapi.MOFileRCS:
		known := append(received, "event.content.category", "event.content.thumbnail")
		for _, part := range []string{"payload", "thumbnail"} {
			for _, name := range []string{"mime_type", "size_bytes", "name", "uri"} {
				known = append(known, "event.content."+part+"."+name)
			}
		}
		return known
	}
	return nil
}

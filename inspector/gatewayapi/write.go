package gatewayapi

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// WriteBody writes a callback's body the way the provider does: in the order of
// the fields, a blank after each comma and colon, characters beyond ASCII
// escaped. A field with a value that is no JSON is an error.
func WriteBody(f Fields) ([]byte, error) {
	plain, err := f.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write body: %w", err)
	}
	v := jsontext.Value(plain)
	if err := v.Format(jsontext.SpaceAfterComma(true), jsontext.SpaceAfterColon(true), jsontext.AllowDuplicateNames(true)); err != nil {
		return nil, fmt.Errorf("write body: %w", err)
	}
	return escapeNonASCII(v), nil
}

// null is the value of a field that is there and says nothing; it is never changed.
var null = jsontext.Value("null")

// NullField returns a field that is there and is null.
func NullField(name string) Field { return Field{name, null} }

// TextField returns a field that holds a text. What is not Unicode becomes U+FFFD.
func TextField(name, s string) Field {
	v, _ := jsontext.AppendQuote(nil, s) // replaces what it complains of
	return Field{name, v}
}

// NumberField returns a field that holds a whole number.
func NumberField(name string, n uint64) Field {
	return Field{name, strconv.AppendUint(nil, n, 10)}
}

// digitsField returns a field that holds a number given by its digits.
func digitsField(name, digits string) Field { return Field{name, jsontext.Value(digits)} }

// unixField returns a field that holds a time as UNIX seconds.
func unixField(name string, at time.Time) Field {
	return Field{name, strconv.AppendInt(nil, at.Unix(), 10)}
}

// isoField returns a field that holds a time as the messaging family writes it,
// in UTC with microseconds.
func isoField(name string, at time.Time) Field {
	return TextField(name, at.UTC().Format("2006-01-02T15:04:05.000000-07:00"))
}

func objectField(name string, f Fields) Field {
	v, err := f.MarshalJSON()
	if err != nil {
		v = nil // WriteBody tells
	}
	return Field{name, v}
}

// With returns f with a field set to a value: in its place where f has one of
// that name, else at the end.
func (f Fields) With(field Field) Fields {
	for i := range f {
		if f[i].Name == field.Name {
			f = slices.Clone(f)
			f[i] = field
			return f
		}
	}
	return append(f[:len(f):len(f)], field)
}

// Without returns f without the field called name.
func (f Fields) Without(name string) Fields {
	return slices.DeleteFunc(slices.Clone(f), func(field Field) bool { return field.Name == name })
}

// Arrange returns the fields of a body of the REST family in the provider's order
// of its kind. Those that the provider does not list come last.
func Arrange(kind Kind, f Fields) Fields {
	order := orderOf(kind)
	rank := func(field Field) int {
		if n := slices.Index(order, field.Name); n >= 0 {
			return n
		}
		return len(order)
	}
	f = slices.Clone(f)
	slices.SortStableFunc(f, func(a, b Field) int { return rank(a) - rank(b) })
	return f
}

// orderOf lists the fields of a kind of the REST family, the required ones and
// then the optional ones.
func orderOf(kind Kind) []string {
	switch kind {
	case MOSMS:
		return []string{
			"id", "msisdn", "receiver", "message", "senttime", "webhook_label",
			"sender", "mcc", "mnc", "validity_period", "encoding", "udh", "payload", "country_code", "country_prefix",
		}
	case DeliveryStatus:
		return []string{
			"id", "msisdn", "time", "status",
			"error", "code", "userref", "charge_status", "country_code", "country_prefix", "callback_url", "api", "mcc", "mnc",
		}
	case EmailStatus:
		return []string{"id", "time", "email_address", "status", "userref", "details", "callback_url"}
	}
	return nil
}

// merge returns f with each of more in it.
func (f Fields) merge(more Fields) Fields {
	for _, field := range more {
		f = f.With(field)
	}
	return f
}

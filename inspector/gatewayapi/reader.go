package gatewayapi

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// need says what it means for a field to be absent.
type need int

const (
	optional need = iota // absent and null are alike
	required             // absent and null are noted as missing
	nullable             // must be there, and may be null
)

// reader takes typed values out of one JSON object, and notes in the meaning
// what it had to forgive. It is as lenient as the provider's variations ask for
// and no more: digits in a string and whole floats become integers; words,
// negative numbers, booleans and fractions do not.
type reader struct {
	fields Fields
	path   string // goes before a name in the notes, such as "event."
	m      *Meaning
}

// value returns the field's value, or nil where it is absent or null. In an
// object that is itself missing, its fields need not be named too.
func (r reader) value(name string, n need) jsontext.Value {
	if r.fields == nil {
		return nil
	}
	v, ok := r.fields.Get(name)
	null := !ok || v.Kind() == 'n'
	if n == required && null || n == nullable && !ok {
		r.m.Missing = append(r.m.Missing, r.path+name)
	}
	if null {
		return nil
	}
	return v
}

// wrong notes a value that is there and cannot be read; for the reader of a
// callback a field that must be there is then missing.
func (r reader) wrong(name string, n need, flag string) {
	r.m.flag(flag)
	if n != optional {
		r.m.Missing = append(r.m.Missing, r.path+name)
	}
}

func (r reader) coerced(name string) {
	r.m.Coerced = append(r.m.Coerced, r.path+name)
}

// text reads a string.
func (r reader) text(name string, n need) string {
	v := r.value(name, n)
	if v == nil {
		return ""
	}
	s, ok := text(v)
	if !ok {
		r.wrong(name, n, FlagWrongType)
	}
	return s
}

// integer reads a whole number that is not negative, and returns its digits.
func (r reader) integer(name string, n need) string {
	v := r.value(name, n)
	if v == nil {
		return ""
	}
	if plainInteger(v) {
		return string(v)
	}
	d, ok := r.decimal(v)
	if !ok || d.negative || !d.whole() {
		r.wrong(name, n, FlagWrongType)
		return ""
	}
	whole, ok := d.scaled(0)
	if !ok {
		r.wrong(name, n, FlagHugeNumber)
		return ""
	}
	digits := strconv.FormatUint(whole, 10)
	if digits != string(v) {
		r.coerced(name)
	}
	return digits
}

// decimal reads a number, or a string of digits with blanks and a leading +,
// which the provider's own interface accepts too.
func (r reader) decimal(v jsontext.Value) (decimal, bool) {
	if s, ok := text(v); ok {
		digits, err := parseDigits(s)
		if err != nil {
			return decimal{}, false
		}
		v = jsontext.Value(digits)
	}
	return parseDecimal(v)
}

// plainInteger reports whether v is the usual form of an id or a number: digits
// that surely fit in 64 bits.
func plainInteger(v jsontext.Value) bool {
	if len(v) > 18 {
		return false
	}
	for _, c := range v {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// Times, in seconds, up to which a number can be meant in seconds, and up to
// which a time has a year of four digits.
const (
	maxSeconds = 100_000_000_000
	maxUnix    = 253_402_300_799
)

// unix reads a UNIX time. Seconds may come as an integer or a float, both are
// the provider's own; a value beyond 10^11 is somebody's milliseconds.
func (r reader) unix(name string, n need) time.Time {
	v := r.value(name, n)
	if v == nil {
		return time.Time{}
	}
	d, ok := r.decimal(v)
	if !ok || d.negative {
		r.wrong(name, n, FlagWrongType)
		return time.Time{}
	}
	micros, ok := d.scaled(6)
	if ok && micros > maxSeconds*1e6 {
		micros /= 1000
		r.m.flag(FlagMilliseconds)
	}
	if !ok || micros > maxUnix*1e6 {
		r.wrong(name, n, FlagHugeNumber)
		return time.Time{}
	}
	if v.Kind() == '"' {
		r.coerced(name)
	}
	return time.UnixMicro(int64(micros)).UTC()
}

// iso reads an ISO 8601 time with its offset and 0 to 6 (or more) digits of
// a second's fraction.
func (r reader) iso(name string, n need) time.Time {
	v := r.value(name, n)
	if v == nil {
		return time.Time{}
	}
	s, _ := text(v)
	at, err := time.Parse(time.RFC3339Nano, s)
	if at = at.UTC(); err != nil || at.Year() < 0 || at.Year() > 9999 {
		r.wrong(name, n, FlagWrongType)
		return time.Time{}
	}
	return at
}

// object reads a nested object.
func (r reader) object(name string, n need) reader {
	inner := reader{path: r.path + name + ".", m: r.m}
	if v := r.value(name, n); v != nil {
		if v.Kind() != '{' {
			r.wrong(name, n, FlagWrongType)
			return inner
		}
		inner.fields = readNested(v)
		if slices.Contains(r.m.Flags, FlagDuplicateNames) {
			inner.fields = inner.fields.lastOfEach()
		}
	}
	return inner
}

// number reads a JSON number as it is written.
func (r reader) number(name string, n need) string {
	v := r.value(name, n)
	if v == nil {
		return ""
	}
	if v.Kind() != '0' {
		r.wrong(name, n, FlagWrongType)
		return ""
	}
	return string(v)
}

// key joins what identifies something; it is "" where a part is not known.
// Parts that are free text are quoted by the caller, which keeps two different
// lists of parts from looking alike.
func key(parts ...string) string {
	if slices.Contains(parts, "") {
		return ""
	}
	return strings.Join(parts, ":")
}

// stamp writes a time for a duplicate key: the same instant gives the same
// text, however the number was written. It is "" for no time.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	s := strconv.FormatInt(at.Unix(), 10)
	if ns := at.Nanosecond(); ns != 0 {
		s += "." + strconv.Itoa(ns)
	}
	return s
}

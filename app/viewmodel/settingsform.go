package viewmodel

import (
	"math"
	"strconv"
	"strings"

	"ringback/app/say"
	"ringback/inspector"
)

// mebibyte is the unit in which people enter sizes.
const mebibyte = 1 << 20

// NewSettingsForm makes the form of the receiver, its limits and the retention.
func NewSettingsForm(s inspector.Settings) *Form {
	whole := func(n uint64) string {
		if n == 0 {
			return ""
		}
		return strconv.FormatUint(n, 10)
	}
	return newForm(
		FormField{ID: "listen", Label: say.L("Local address"), Value: s.Listen, Hint: say.L("Host and port of the receiver. It takes effect when the receiver starts again.")},
		FormField{ID: "body_limit", Label: say.L("Largest body"), Control: NumberControl, Unit: "MiB", Value: inMebibytes(s.BodyLimit),
			Hint: say.L("What is longer is answered 413, and its beginning kept.")},
		FormField{ID: "max_connections", Label: say.L("Connections at a time"), Control: NumberControl, Value: strconv.Itoa(s.MaxConnections),
			Hint: say.L("Further callers wait.")},
		FormField{ID: "header_seconds", Label: say.L("Time for the headers"), Control: NumberControl, Unit: say.L("seconds"), Value: strconv.Itoa(s.HeaderSeconds),
			Hint: say.L("How long a sender may take for the request line and the headers.")},
		FormField{ID: "body_seconds", Label: say.L("Time for a request"), Control: NumberControl, Unit: say.L("seconds"), Value: strconv.Itoa(s.BodySeconds),
			Hint: say.L("How long a sender may take for all of it.")},
		FormField{ID: "retention_days", Label: say.L("Keep for"), Control: NumberControl, Unit: say.L("days"), Value: whole(uint64(max(s.Retention.Days, 0))),
			Hint: say.L("Empty keeps callbacks of any age. Starred ones are always kept.")},
		FormField{ID: "retention_count", Label: say.L("Keep at most"), Control: NumberControl, Unit: say.L("callbacks"), Value: whole(s.Retention.Count),
			Hint: say.L("Empty keeps any number. The oldest go first.")},
		FormField{ID: "retention_bytes", Label: say.L("Keep up to"), Control: NumberControl, Unit: "MiB", Value: inMebibytes(s.Retention.Bytes),
			Hint: say.L("Empty keeps as much as the disk takes.")},
	)
}

// Settings reads the form of [NewSettingsForm] into s, of which it leaves what it does not
// show; ok is false where a value cannot be, which the fields then say.
func (f *Form) Settings(s inspector.Settings) (_ inspector.Settings, ok bool) {
	f.clear()
	s.Listen = strings.TrimSpace(f.Value("listen"))
	s.BodyLimit = f.mebibytes("body_limit", false)
	s.MaxConnections = int(f.whole("max_connections", false))
	s.HeaderSeconds = int(f.whole("header_seconds", false))
	s.BodySeconds = int(f.whole("body_seconds", false))
	s.Retention.Days = int(f.whole("retention_days", true))
	s.Retention.Count = uint64(f.whole("retention_count", true))
	s.Retention.Bytes = f.mebibytes("retention_bytes", true)
	if f.FirstError() != "" {
		return s, false
	}
	f.Refuse(s.Validate(), "", "")
	if field := f.field("body_limit"); field.Error != "" {
		field.Error = say.L("Must be from 0.001 to 1024 MiB.") // the engine counts in bytes
	}
	return s, f.FirstError() == "" && f.Error == ""
}

// whole reads a whole number; an empty field is 0 where it may be.
func (f *Form) whole(id string, mayBeEmpty bool) int64 {
	field := f.field(id)
	text := strings.NewReplacer(" ", "", "\u00a0", "").Replace(field.Value) // a comma may be a decimal one
	if text == "" && mayBeEmpty {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		field.Error = say.L("Must be a whole number.")
		if mayBeEmpty {
			field.Error = say.L("Must be a whole number, or empty.")
		}
		return 0
	}
	return n
}

// mebibytes reads a size, with or without a fraction, and returns bytes.
func (f *Form) mebibytes(id string, mayBeEmpty bool) int64 {
	field := f.field(id)
	text := strings.TrimSpace(field.Value)
	if text == "" && mayBeEmpty {
		return 0
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(v) || v < 0 || v > 1<<40 {
		field.Error = say.L("Must be a number, such as 10 or 0.5.")
		return 0
	}
	return int64(math.Round(v * mebibyte))
}

func inMebibytes(n int64) string {
	if n <= 0 {
		return ""
	}
	return say.Decimal(float64(n) / mebibyte)
}

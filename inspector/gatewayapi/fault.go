package gatewayapi

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Fault is a way in which callbacks misbehave, all of which the provider's rules
// leave room for.
type Fault string

// The faults. The first ones change which callbacks come and in which order
// ([Fault.Bend]), the last ones what stands in them ([Fault.Spoil]).
const (
	OutOfOrder       Fault = "out-of-order"      // the first two change places
	LateTransient    Fault = "late-transient"    // a transient state after the final one
	Duplicate        Fault = "duplicate"         // the last callback once more
	DuplicateNewID   Fault = "duplicate-new-id"  // once more, under a new id
	ConflictingFinal Fault = "conflicting-final" // another final state follows
	MissingFinal     Fault = "missing-final"     // the final state never comes
	FloatTimes       Fault = "float-times"       // UNIX times with a fraction of .0
	Nulls            Fault = "nulls"             // optional fields are there and null
	UnknownStatus    Fault = "unknown-status"    // a name that is not listed
)

// Faults lists all faults.
func Faults() []Fault {
	return []Fault{
		OutOfOrder, LateTransient, Duplicate, DuplicateNewID, ConflictingFinal, MissingFinal,
		FloatTimes, Nulls, UnknownStatus,
	}
}

// Bend returns the steps of a message of a kind as the fault makes them.
func (f Fault) Bend(kind Kind, steps []Step) []Step {
	steps = slices.Clone(steps)
	last := len(steps) - 1
	if last < 0 {
		return steps
	}
	switch f {
	case OutOfOrder:
		if last > 0 {
			steps[0], steps[1] = steps[1], steps[0]
		}
	case LateTransient:
		n := lastTransient(kind, steps)
		if n < 0 {
			return steps
		}
		late := steps[n]
		steps = append(slices.Delete(steps, n, n+1), late)
	case Duplicate, DuplicateNewID:
		again := steps[last]
		again.Again = map[Fault]Again{Duplicate: AgainSame, DuplicateNewID: AgainNewID}[f]
		steps = append(steps, again)
	case ConflictingFinal:
		return conflict(kind, steps)
	case MissingFinal:
		return slices.DeleteFunc(steps, func(s Step) bool { return !transient(kind, s.Status) })
	case UnknownStatus:
		steps[last].Status = "LOST"
	}
	return steps
}

// conflict lets a second final state follow that contradicts the first one.
func conflict(kind Kind, steps []Step) []Step {
	last := steps[len(steps)-1]
	other := map[Kind]string{EmailStatus: "BOUNCED", RCSStatus: "DELIVERED"}[kind]
	switch {
	case kind == RCSStatus: // only an expiry can be contradicted: all else is an advance
		steps = slices.DeleteFunc(steps, func(s Step) bool { return s.Status != "ENROUTE" })
		steps = append(steps, Step{At: last.At, Status: "EXPIRED"})
	case OutcomeOf(kind, last.Status) == OutcomeFailed:
		other = "DELIVERED"
	case other == "":
		other = "UNDELIVERABLE"
	}
	return append(steps, Step{At: last.At + time.Second, Status: other, Charge: last.Charge})
}

func transient(kind Kind, status string) bool {
	return OutcomeOf(kind, status) == OutcomeTransient
}

func lastTransient(kind Kind, steps []Step) int {
	for n := len(steps) - 1; n >= 0; n-- {
		if transient(kind, steps[n].Status) {
			return n
		}
	}
	return -1
}

// Spoil returns a body of a kind as the fault makes it.
func (f Fault) Spoil(kind Kind, body Fields) Fields {
	switch f {
	case FloatTimes:
		for _, field := range body {
			if field.Name == "time" || field.Name == "senttime" {
				body = body.With(floatTime(field))
			}
		}
	case Nulls:
		for _, name := range optionalOf(kind) {
			if !body.has(name) {
				body = body.With(NullField(name))
			}
		}
		body = Arrange(kind, body)
	}
	return body
}

// floatTime writes whole seconds as a float that ends in .0.
func floatTime(f Field) Field {
	if !plainInteger(f.Value) {
		return f
	}
	return Field{f.Name, append(slices.Clone(f.Value), ".0"...)}
}

// optionalOf lists the fields of a kind that may be null.
func optionalOf(kind Kind) []string {
	switch kind {
	case MOSMS:
		return orderOf(kind)[6:]
	case DeliveryStatus:
		return []string{"error", "code", "userref", "country_code", "country_prefix"}
	case EmailStatus:
		return []string{"userref", "details"}
	}
	return nil
}

// NewID returns the body of a callback under a new id: another one of the
// message for the REST family, of the event for the messaging family.
func NewID(body Fields, r *rand.Rand) Fields {
	if body.has("event_id") {
		return body.With(TextField("event_id", DrawEventID(r)))
	}
	v, _ := body.Get("id")
	id := v
	for string(id) == string(v) {
		id = jsontext.Value(NumberField("id", DrawSMSID(r)).Value)
		if len(v) < 13 {
			id = NumberField("id", DrawMOID(r)).Value
		}
	}
	return body.With(Field{"id", id})
}

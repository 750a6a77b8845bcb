package scenario

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v3"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// step reads a step and checks what it would send.
func (r *reader) step(n *yaml.Node) Step {
	o := r.object(n)
	s := Step{Line: n.Line, Name: o.text("name")}
	s.How = o.how()
	done := 0
	for _, one := range []struct {
		key  string
		read func(*object, *Step)
	}{
		{"sms", func(o *object, s *Step) { s.SMS = o.sms() }},
		{"rcs", (*object).rcs},
		{"status", func(o *object, s *Step) { s.Status = o.status() }},
		{"storm", (*object).storm},
		{"repeat", func(o *object, s *Step) {
			s.Repeat = &Repeat{Times: o.whole("times", 1, 1000, 1), NewID: o.boolean("new_id")}
		}},
	} {
		if !o.has(one.key) {
			continue
		}
		done++
		inner := o.object(one.key)
		one.read(inner, &s)
		inner.end()
	}
	if o.has("wait") {
		done++
		s.Wait = o.span("wait")
	}
	s.Expect = o.expect("expect")
	if done != 1 && r.err == nil {
		o.end()
		r.fail(n, "a step does one of sms, rcs, status, storm, repeat and wait")
	}
	o.end()
	if s.Expect.NotLeased && s.SMS == nil {
		r.fail(n, "only an sms is leased or not")
	}
	if s.Name == "" {
		s.Name = s.title()
	}
	return s
}

func (o *object) how() How {
	h := How{
		Webhook: o.text("webhook"),
		Signing: gatewayapi.Signing(o.word("sign", wordsOf(gatewayapi.Signings())...)),
		Factor:  o.number("factor", 1, deliver.MaxFactor, 1),
		Away:    o.span("away"),
	}
	if n := o.value("retry"); n != nil {
		h.Retry = o.schedule(n)
	}
	return h
}

// schedule reads the name of a preset, or what differs from one.
func (o *object) schedule(n *yaml.Node) gatewayapi.Schedule {
	names := []string{"current", "historic", "fast"}
	if n.Kind != yaml.MappingNode {
		s, _ := gatewayapi.ScheduleNamed(o.word("retry", names...))
		return s
	}
	in := o.reader.object(n)
	like := in.word("like", names...)
	if like == "" {
		like = names[0]
	}
	s, _ := gatewayapi.ScheduleNamed(like)
	for key, span := range map[string]*time.Duration{"first": &s.First, "longest": &s.Longest, "least_age": &s.LeastAge} {
		if in.has(key) {
			*span = in.span(key)
		}
	}
	if in.has("first") || in.has("longest") {
		s.Fixed = nil
	}
	s.Spread = in.number("spread", 0, 1, s.Spread)
	s.LeastAttempts = in.whole("least_attempts", 1, 10_000, s.LeastAttempts)
	in.end()
	return s
}

func wordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for n, one := range list {
		words[n] = string(one)
	}
	return words
}

func (o *object) family() gatewayapi.Family {
	return gatewayapi.Family(o.word("family", string(gatewayapi.REST), string(gatewayapi.Messaging)))
}

func (o *object) sms() *simulate.SMS {
	s := &simulate.SMS{
		From: o.text("from"), To: o.text("to"), Text: o.text("text"), Family: o.family(),
		Dashboard: o.boolean("dashboard"), Edits: o.edits(), Faults: o.faults(),
	}
	o.check(s)
	return s
}

func (o *object) rcs(s *Step) {
	m := simulate.RCS{From: o.text("from"), Text: o.text("text"), Location: o.text("location"), File: o.text("file"), Edits: o.edits()}
	o.check(m)
	s.RCS = &m
}

func (o *object) status() *simulate.Status {
	m := &simulate.Status{
		To: o.texts("to"), End: strings.ToUpper(o.text("state")), Charge: o.text("charge"), Ref: o.text("ref"),
		Faults: o.faults(), Edits: o.edits(),
	}
	switch channel, family := o.word("channel", "sms", "rcs", "email"), o.family(); {
	case channel == "email":
		m.Kind = gatewayapi.EmailStatus
	case channel == "rcs":
		m.Kind = gatewayapi.RCSStatus
	case family == gatewayapi.Messaging:
		m.Kind = gatewayapi.SMSStatus
	default:
		m.Kind = gatewayapi.DeliveryStatus
	}
	m.Pace = o.number("pace", 0, deliver.MaxFactor, 0)
	o.check(m)
	return m
}

func (o *object) storm(s *Step) {
	storm := Storm{Storm: simulate.Storm{
		Count: o.whole("count", 1, simulate.MaxStorm, 1000), Rate: o.number("rate", 0, 1e6, 0),
		Connections: o.whole("connections", 1, simulate.MaxConnections, 16),
	}}
	if o.has("sms") == o.has("status") {
		o.fail(o.node, "a storm is one of sms or status")
	}
	if o.has("sms") {
		inner := o.object("sms")
		storm.SMS = inner.sms()
		inner.end()
	}
	if o.has("status") {
		inner := o.object("status")
		storm.Status = inner.status()
		inner.end()
	}
	s.Storm = &storm
}

// edits reads what becomes of optional fields: the values of fields, and the
// names of those that are left out.
func (o *object) edits() []simulate.Edit {
	var edits []simulate.Edit
	fields := o.object("fields")
	for i := 0; i+1 < len(fields.node.Content); i += 2 {
		name, n := fields.node.Content[i].Value, fields.node.Content[i+1]
		edit := simulate.Edit{Name: name, Value: jsontext.Value("null")}
		if n.Tag != "!!null" || n.Kind != yaml.ScalarNode {
			v := o.scalar(n)
			if edit.Value = jsontext.Value(v); n.Tag == "!!str" || !edit.Value.IsValid() {
				edit.Value = gatewayapi.TextField(name, v).Value
			}
		}
		edits = append(edits, edit)
	}
	for _, name := range o.texts("without") {
		edits = append(edits, simulate.Edit{Name: name})
	}
	return edits
}

func (o *object) faults() []gatewayapi.Fault {
	var all []gatewayapi.Fault
	known := wordsOf(gatewayapi.Faults())
	for _, n := range o.list("faults") {
		f := o.scalar(n)
		if !slices.Contains(known, f) {
			o.fail(n, "no fault %q: want one of %s", f, strings.Join(known, ", "))
		}
		all = append(all, gatewayapi.Fault(f))
	}
	return all
}

// check finds what cannot be sent, at the key that it stands at.
func (o *object) check(draft interface {
	Callbacks(time.Time, *rand.Rand) ([]simulate.Callback, error)
}) {
	_, err := draft.Callbacks(time.Unix(0, 0), rand.New(rand.NewPCG(0, 0)))
	var field *inspector.FieldError
	if err == nil {
		return
	}
	at := o.node
	if errors.As(err, &field) {
		if n := o.value(field.Field); n != nil {
			at = n
		}
	}
	o.fail(at, "%s", err)
}

// title says what a step does.
func (s Step) title() string {
	switch {
	case s.SMS != nil:
		return "sms to " + s.SMS.To + ": " + s.SMS.Text
	case s.RCS != nil:
		return "rcs from " + s.RCS.From
	case s.Status != nil && s.Status.End == "":
		return "status of " + strings.Join(s.Status.To, ", ")
	case s.Status != nil:
		return "status of " + strings.Join(s.Status.To, ", ") + ": " + s.Status.End
	case s.Storm != nil:
		return "storm"
	case s.Repeat != nil && s.Repeat.NewID:
		return "repeat under a new id"
	case s.Repeat != nil:
		return "repeat"
	}
	return "wait " + s.Wait.String()
}

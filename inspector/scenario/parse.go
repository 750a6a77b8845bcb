package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// Scenario is what a file says, checked and with its variables put in.
type Scenario struct {
	Name, About string
	// Seed is that of all that is drawn; it is nil where the file names none.
	Seed   *uint64
	Leases []inspector.Lease
	Steps  []Step
}

// Step is one step. Exactly one of SMS, RCS, Status, Storm, Repeat and Wait is
// set.
type Step struct {
	// Name says what it does; Line is where it stands.
	Name   string
	Line   int
	SMS    *simulate.SMS
	RCS    *simulate.RCS
	Status *simulate.Status
	Storm  *Storm
	Repeat *Repeat
	Wait   time.Duration
	How    How
	// Expect is what must come of it.
	Expect Expect
}

// How says how the callbacks of a step are sent.
type How struct {
	Webhook string
	Signing gatewayapi.Signing
	Retry   deliver.Schedule
	Factor  float64
	Away    time.Duration
}

// Storm is many callbacks at a time: received SMS, or final statuses.
type Storm struct {
	simulate.Storm
	SMS    *simulate.SMS
	Status *simulate.Status
}

// Repeat sends what was sent last once more.
type Repeat struct {
	Times int
	NewID bool
}

// The limits of a scenario.
const (
	maxSource = 1 << 20
	maxSteps  = 1000
)

// Parse reads a scenario. variables replace those that it has; one that it has
// not is an error. All errors but that are an [Error].
func Parse(source []byte, variables map[string]string) (*Scenario, error) {
	root, err := parseYAML(source)
	if err != nil {
		return nil, err
	}
	r := &reader{vars: map[string]string{}}
	top := r.object(root)
	s := &Scenario{}
	r.variables(top.object("variables"))
	for name, value := range variables {
		if _, ok := r.vars[name]; !ok && r.err == nil {
			return nil, fmt.Errorf("the scenario has no variable %q", name)
		}
		r.vars[name] = value
	}
	s.Name, s.About = top.text("name"), top.text("about")
	if n := top.value("seed"); n != nil {
		seed, err := strconv.ParseUint(r.scalar(n), 10, 64)
		if err != nil {
			r.fail(n, "seed must be a whole number")
		}
		s.Seed = &seed
	}
	for _, n := range top.list("leases") {
		s.Leases = append(s.Leases, r.lease(n))
	}
	steps := top.list("steps")
	top.end()
	if len(steps) == 0 || len(steps) > maxSteps {
		r.fail(root, "want from 1 to %d steps", maxSteps)
	}
	sent := false
	for _, n := range steps {
		if r.err != nil {
			break
		}
		step := r.step(n)
		if step.Repeat != nil && !sent {
			r.fail(n, "there is nothing to repeat yet")
		}
		sent = sent || step.SMS != nil || step.RCS != nil || step.Status != nil
		s.Steps = append(s.Steps, step)
	}
	if r.err != nil {
		return nil, r.err
	}
	return s, nil
}

// lineOf finds the line in what the YAML parser says.
var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// parseYAML returns the one document of a source.
func parseYAML(source []byte) (*yaml.Node, error) {
	if len(source) > maxSource {
		return nil, &Error{Line: 1, Reason: "the scenario is larger than 1 MiB"}
	}
	var doc, more yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(source))
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, &Error{Line: 1, Reason: "the scenario is empty"}
		}
		return nil, syntaxError(err)
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		return nil, &Error{Line: more.Line, Column: more.Column, Reason: "want one scenario in a file"}
	case !errors.Is(err, io.EOF):
		return nil, syntaxError(err)
	}
	return doc.Content[0], nil
}

func syntaxError(err error) *Error {
	text := err.Error()
	found := lineOf.FindStringSubmatch(text)
	if found == nil {
		return &Error{Line: 1, Reason: text}
	}
	line, err := strconv.Atoi(found[1])
	if err != nil {
		line = 1
	}
	return &Error{Line: line, Reason: text[len(found[0]):]}
}

// variables reads names and values. A value may use the names before it.
func (r *reader) variables(o *object) {
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		key, value := o.node.Content[i], o.node.Content[i+1]
		if key.Value == "" || nameLength(key.Value) != len(key.Value) {
			r.fail(key, "a variable's name has letters, digits and _ only")
		}
		r.vars[key.Value] = r.scalar(value)
	}
}

func (r *reader) lease(n *yaml.Node) inspector.Lease {
	o := r.object(n)
	l := inspector.Lease{Keyword: o.text("keyword"), Webhook: o.text("webhook")}
	if l.Webhook == "" {
		l.Webhook = inspector.DefaultWebhook
	}
	to := o.value("receiver")
	o.end()
	if to == nil {
		r.fail(n, "a lease has a receiver")
		return l
	}
	var err error
	if l.Receiver, err = gatewayapi.ParseReceiver(r.scalar(to)); err != nil {
		r.fail(to, "receiver must be digits with the country code, such as 451204")
	}
	if word, rest := gatewayapi.SplitKeyword(l.Keyword, false); word != l.Keyword || rest != "" {
		r.fail(n, "keyword must be one word")
	}
	return l
}

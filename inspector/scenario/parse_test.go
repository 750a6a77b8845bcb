package scenario

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ringback/assets"
	"ringback/inspector/gatewayapi"
)

func TestParse(t *testing.T) {
	s, err := Parse([]byte(`
name: All of it
about: ${who} is $$rich
seed: 18446744073709551615
variables: {who: Ann, person: 4520304050, code: "45${person}"}
leases:
  - {receiver: +45 1204, keyword: foo}
  - {receiver: 4560575797, webhook: support}
steps:
  - sms: {from: $person, to: 451204, text: "foo $who", fields: {mcc: 238, mnc: "01", sender: null, udh: ~}, without: [country_code], faults: float-times}
    sign: alg-none
    retry: fast
    factor: 10
    away: 1m
    expect: {answered: 401, within: 1500ms, end: delivered, attempts: 3, body: ok, reply: {contains: thanks}}
  - rcs: {from: $person, location: "55.6761, 12.5683"}
    webhook: support
  - status: {to: [$person, 4520304051], state: delivered, charge: drawn, pace: 2, ref: r}
  - {wait: 2s, name: a while}
  - repeat: {times: 2, new_id: true}
    expect: {answered: same}
  - repeat:
  - storm: {count: 10, rate: 2.5, connections: 3, sms: {from: $person, to: 451204, text: foo}}
`), map[string]string{"who": "Bob"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "All of it" || s.About != "Bob is $rich" || s.Seed == nil || *s.Seed != 18446744073709551615 || len(s.Steps) != 7 {
		t.Errorf("%+v", s)
	}
	if s.Leases[0].Receiver != "451204" || s.Leases[0].Webhook != "default" || s.Leases[1].Webhook != "support" {
		t.Errorf("%+v", s.Leases)
	}
	step := s.Steps[0]
	if step.SMS.Text != "foo Bob" || step.How.Signing != gatewayapi.SignAlgNone || step.How.Factor != 10 || step.How.Away != time.Minute || step.How.Retry == nil || step.Line != 10 {
		t.Errorf("%+v", step)
	}
	var edits strings.Builder
	for _, e := range step.SMS.Edits {
		edits.WriteString(e.Name + "=" + string(e.Value) + " ")
	}
	if edits.String() != `mcc=238 mnc="01" sender=null udh=null country_code= ` {
		t.Error(edits.String())
	}
	x := step.Expect
	if x.Answered != "401" || x.Within != 1500*time.Millisecond || x.End != "delivered" || x.Attempts != 3 || x.Body != "ok" || x.Reply.Contains != "thanks" || x.Reply.Within != 10*time.Second {
		t.Errorf("%+v", x)
	}
	if s.Steps[1].How.Webhook != "support" || s.Steps[2].Status.Pace != 2 || s.Steps[2].Status.End != "DELIVERED" || s.Steps[3].Wait != 2*time.Second || s.Steps[3].Name != "a while" {
		t.Errorf("%+v", s.Steps[1:4])
	}
	if r := s.Steps[4].Repeat; r.Times != 2 || !r.NewID || s.Steps[4].Name != "repeat under a new id" || s.Steps[5].Repeat.Times != 1 {
		t.Errorf("%+v", r)
	}
	if storm := s.Steps[6].Storm; storm.Count != 10 || storm.Rate != 2.5 || storm.Connections != 3 || storm.SMS.Text != "foo" {
		t.Errorf("%+v", storm)
	}
}

func TestScheduleOfOnesOwn(t *testing.T) {
	s, err := Parse([]byte(`steps: [{wait: 1s, retry: {like: fast, first: 1s, longest: 2s, spread: 0, least_attempts: 3, least_age: 1m}}]`), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := s.Steps[0].How.Retry
	if r.Delay(1, rand.New(rand.NewPCG(1, 1))) != time.Second || r.Delay(9, rand.New(rand.NewPCG(1, 1))) != 2*time.Second || r.GiveUp(3, 59*time.Second) || !r.GiveUp(3, time.Minute) {
		t.Errorf("%+v", r)
	}
}

// What is wrong is said with its line and column.
func TestErrorsSayWhere(t *testing.T) {
	const sms = "  - sms: {from: 4520304050, to: 451204, text: x}\n"
	for _, tt := range []struct {
		source, want string
	}{
		{"", "line 1: the scenario is empty"},
		{"# nothing", "line 1: the scenario is empty"},
		{"- a", "line 1, column 1: want keys with values"},
		{"steps: [", "line 1: "},
		{"name: a\nsteps:\n\t- x", "line 3: "},
		{"name: a", "line 1, column 1: want from 1 to 1000 steps"},
		{"name: a\nstep: []", "line 2, column 1: unknown key step: want one of about, leases, name, seed, steps, variables"},
		{"steps:\n" + sms + "    expekt: {}", "line 3, column 5: unknown key expekt: want one of "},
		{"steps:\n" + sms + "name: a\nname: b", "line 4, column 1: the key name is there twice"},
		{"steps:\n" + sms + "---\na: b", "line 3, column 1: want one scenario in a file"},
		{"steps:\n  - sms: {from: 4520x, to: 451204, text: x}", "line 2, column 17: from: must be a phone number"},
		{"steps:\n  - sms: {from: 4520304050, text: x}", "line 2, column 10: to: must be a short code"},
		{"steps:\n  - sms: {from: 4520304050, to: 451204, text: }", "line 2, column 47: there is no value"},
		{"steps:\n  - sms: {from: 4520304050, to: 451204, text: [a]}", "line 2, column 47: want one value"},
		{"steps:\n  - sms: {from: $who, to: 451204, text: x}", "line 2, column 17: there is no variable $who"},
		{"steps:\n  - sms: {from: 4520304050, to: 451204, text: x, faults: [late]}", `line 2, column 59: no fault "late": want one of `},
		{"steps:\n  - status: {to: 4520304050, state: FAILED}", "line 2, column 37: state: must be one of DELIVERED"},
		{"steps:\n  - status: {to: 4520304050, channel: fax}", `line 2, column 39: channel is "fax": want one of sms, rcs, email`},
		{"steps:\n" + sms + "    sign: badly", `line 3, column 11: sign is "badly": want one of right`},
		{"steps:\n" + sms + "    retry: slow", `line 3, column 12: retry is "slow"`},
		{"steps:\n" + sms + "    retry: {spread: 2}", "line 3, column 21: spread must be a number from 0 to 1"},
		{"steps:\n" + sms + "    retry: {often: 2}", "line 3, column 13: unknown key often: want one of first, "},
		{"steps:\n" + sms + "    factor: 10001", "line 3, column 13: factor must be a number from 1 to 10000"},
		{"steps:\n" + sms + "    factor: NaN", "line 3, column 13: factor must be a number"},
		{"steps:\n" + sms + "    away: 5", "line 3, column 11: away must be a time such as"},
		{"steps:\n" + sms + "    expect: {answered: maybe}", `line 3, column 24: answered is "maybe"`},
		{"steps:\n" + sms + "    expect: {within: 721h}", "line 3, column 22: within must be a time"},
		{"steps:\n" + sms + "    wait: 1s", "line 2, column 5: a step does one of"},
		{"steps:\n  - name: x", "line 2, column 5: a step does one of"},
		{"steps:\n  - wait: 1s\n    expect: {leased: false}", "line 2, column 5: only an sms is leased"},
		{"steps:\n  - wait: -1s", "line 2, column 11: wait must be a time"},
		{"steps:\n  - repeat: {}", "line 2, column 5: there is nothing to repeat yet"},
		{"steps:\n" + sms + "  - repeat: {times: 1.5}", "line 3, column 21: times must be a whole number"},
		{"steps:\n  - storm: {}", "line 2, column 12: a storm is one of sms or status"},
		{"steps:\n  - storm: {count: 0}", "line 2, column 20: count must be a number from 1 to 1000000"},
		{"seed: x\nsteps:\n" + sms, "line 1, column 7: seed must be a whole number"},
		{"variables: {a-b: c}\nsteps:\n" + sms, "line 1, column 13: a variable's name"},
		{"variables: &x {a: b}\nabout: *x\nsteps:\n" + sms, "line 2, column 8: aliases are not known here"},
		{"leases: [{keyword: a}]\nsteps:\n" + sms, "line 1, column 10: a lease has a receiver"},
		{"leases: [{receiver: x}]\nsteps:\n" + sms, "line 1, column 21: receiver must be digits"},
		{"leases: [{receiver: 451204, keyword: a b}]\nsteps:\n" + sms, "line 1, column 10: keyword must be one word"},
	} {
		_, err := Parse([]byte(tt.source), nil)
		var where *Error
		if !errors.As(err, &where) || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q:\n got %v\nwant %s", tt.source, err, tt.want)
		}
	}
	if _, err := Parse([]byte("steps:\n"+sms), map[string]string{"who": "x"}); err == nil || !strings.Contains(err.Error(), `no variable "who"`) {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range assets.ScenarioNames() {
		text, err := assets.Scenario(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("a: &a [*a]\nsteps: *a"))
	f.Add([]byte("variables: {a: \"${a\"}\nsteps: [{repeat: }]"))
	f.Fuzz(func(t *testing.T, source []byte) {
		s, err := Parse(source, nil)
		var where *Error
		switch {
		case err == nil && len(s.Steps) == 0:
			t.Error("no steps")
		case err != nil && (!errors.As(err, &where) || where.Line < 1 || where.Reason == ""):
			t.Errorf("%v", err)
		}
	})
}

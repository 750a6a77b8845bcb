package scenario

import (
	"testing"

	"ringback/inspector/deliver"
	"ringback/inspector/inspectortest"
	"ringback/inspector/simulate"
)

func TestStormOfStatuses(t *testing.T) {
	e := inspectortest.Open(t)
	results := run(t, e, "steps: [{storm: {count: 40, connections: 4, status: {to: 4520304050, state: DELIVERED}}}]", "")
	if got := wrong(results); got != "" || results[0].Weather.Delivered != 40 || e.Newest(t).Parsed.Status != "DELIVERED" {
		t.Errorf("%s %+v", got, results[0].Weather)
	}
}

func TestProgressOfAStorm(t *testing.T) {
	e := inspectortest.Open(t)
	s, err := Parse([]byte("steps: [{storm: {count: 10, connections: 2, status: {to: 4520304050}}}]"), nil)
	if err != nil {
		t.Fatal(err)
	}
	base, err := deliver.ParseTarget(e.URL)
	if err != nil {
		t.Fatal(err)
	}
	var told []int
	r := &Run{Scenario: s, Engine: e.Inspector, Options: simulate.Options{Base: base, Own: true}, Progress: func(sent, count int) { told = append(told, sent*100+count) }}
	if _, err := r.Run(t.Context()); err != nil || len(told) != 10 || told[9] != 1010 {
		t.Errorf("%v, %v", told, err)
	}
}

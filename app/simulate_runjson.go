package main

import (
	"ringback/inspector/scenario"
)

// runJSON is a run of a scenario for programs.
type runJSON struct {
	Scenario string     `json:"scenario"`
	Seed     uint64     `json:"seed"`
	Passed   bool       `json:"passed"`
	Steps    []stepJSON `json:"steps"`
}

type stepJSON struct {
	N      int          `json:"n"`
	Name   string       `json:"name"`
	Line   int          `json:"line"`
	Passed bool         `json:"passed"`
	Wrong  []string     `json:"wrong"`
	TookMS float64      `json:"took_ms"`
	Sent   []sentJSON   `json:"sent"`
	Storm  *weatherJSON `json:"storm,omitempty"`
}

func newRunJSON(sc *scenario.Scenario, seed uint64, results []scenario.Result) (runJSON, error) {
	run := runJSON{Scenario: sc.Name, Seed: seed, Passed: scenario.Failed(results) == 0, Steps: []stepJSON{}}
	for _, r := range results {
		step := stepJSON{
			N: r.N, Name: r.Step.Name, Line: r.Step.Line, Passed: r.Passed(), Wrong: r.Wrong,
			TookMS: milliseconds(r.Took), Sent: []sentJSON{},
		}
		if step.Wrong == nil {
			step.Wrong = []string{}
		}
		for _, sent := range r.Sent {
			one, err := newSentJSON(sent, "")
			if err != nil {
				return run, err
			}
			step.Sent = append(step.Sent, one)
		}
		if r.Weather != nil {
			w := newWeatherJSON(*r.Weather)
			step.Storm = &w
		}
		run.Steps = append(run.Steps, step)
	}
	return run, nil
}

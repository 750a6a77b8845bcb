package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"ringback/inspector/compare"
)

// familyRuns are the runs of replays, under their numbers. The results of each lie
// in a family of their own, in batches.
const familyRuns = "runs"

// RunEnd says how a run of replays ended.
type RunEnd string

// The ends. A run that is under way has none; one whose process was killed is
// BrokenOff.
const (
	RunDone      RunEnd = "done"
	RunAtFailure RunEnd = "stopped-at-failure"
	RunCancelled RunEnd = "cancelled"
	RunLooped    RunEnd = "looped" // what was sent came back here
	RunFailed    RunEnd = "failed" // it could not be recorded any more
	RunBrokenOff RunEnd = "broken-off"
)

// Run is one replay of one or many callbacks, for ever.
type Run struct {
	ID        uint64     `json:"id"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   *time.Time `json:"ended_at"`
	End       RunEnd     `json:"end"`
	// To is the name of the [Destination].
	To    string `json:"to"`
	Suite string `json:"suite,omitempty"`
	// Badge says how what was sent differs from what came, such as "as-it-was".
	Badge string `json:"badge"`
	RunTally
	// Pending are callbacks that may have been sent, and of which nothing more is
	// known: for ever, where the run broke off.
	Pending []uint64 `json:"pending,omitempty"`
}

// RunTally counts the callbacks of a run.
type RunTally struct {
	Total int `json:"total"`
	// Begun is how many may have been sent: the others certainly were not.
	Begun     int `json:"begun"`
	Delivered int `json:"delivered"`
	Failed    int `json:"failed"`
	Skipped   int `json:"skipped"`
	// Outcomes are against the last run.
	Outcomes map[compare.Outcome]int `json:"outcomes"`
}

func (t *RunTally) count(r RunResult) {
	switch {
	case r.Attempt == nil:
		t.Skipped++
	case r.Attempt.OK():
		t.Delivered++
	default:
		t.Failed++
	}
	if r.Last != nil {
		t.Outcomes[r.Last.Outcome]++
	}
}

// RunResult is what came of one callback of a run.
type RunResult struct {
	// Place is its place in the run, from 0.
	Place    int    `json:"place"`
	Callback uint64 `json:"callback"`
	// Skipped says in a sentence why it was not sent.
	Skipped string `json:"skipped,omitempty"`
	// Attempt is nil where it was not sent.
	Attempt *RunAttempt `json:"attempt,omitempty"`
	// Recorded and Last lay the answer beside the recorded one, and that of the
	// last run; nil where there is none.
	Recorded *compare.Comparison `json:"against_recorded,omitempty"`
	Last     *compare.Comparison `json:"against_last,omitempty"`
}

// RunAttempt is a delivery as it is kept.
type RunAttempt struct {
	At     time.Time `json:"at"`
	TookMS float64   `json:"took_ms"`
	Status int       `json:"status"`
	// Cause and Reason say why it failed, see [ringback/inspector/deliver.Attempt].
	Cause   string      `json:"cause"`
	Reason  string      `json:"reason"`
	Headers [][2]string `json:"headers"`
	// Body is text, or base64 where BodyEncoding says so; Truncated is over 1 MiB.
	Body         string `json:"body"`
	BodyEncoding string `json:"body_encoding"`
	Truncated    bool   `json:"truncated"`
}

// OK tells whether it was delivered.
func (a RunAttempt) OK() bool { return a.Cause == "" }

// SetBody keeps the exact bytes of an answer's body.
func (a *RunAttempt) SetBody(b []byte) { a.Body, a.BodyEncoding = EncodeBody(b) }

// Answer returns it as it is compared.
func (a RunAttempt) Answer() compare.Answer {
	body, err := Request{Body: a.Body, BodyEncoding: a.BodyEncoding}.RawBody()
	if err != nil { // a damaged value is compared as it stands
		body = []byte(a.Body)
	}
	return compare.Answer{OK: a.OK(), Status: a.Status, Cause: a.Cause, Headers: a.Headers, Body: body}
}

func runKey(id uint64) string { return fmt.Sprintf("%012d", id) }

func familyResults(run uint64) string { return "run " + runKey(run) }

func batchKey(n int) string { return fmt.Sprintf("%08d", n) }

// Runs returns all runs, newest first.
func (i *Inspector) Runs() ([]Run, error) {
	live := i.liveRuns()
	docs, err := i.store.Documents(familyRuns)
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", err)
	}
	runs := make([]Run, len(docs))
	for n, doc := range docs {
		if runs[n], err = i.readRun(doc.Value, live); err != nil {
			return nil, err
		}
	}
	slices.Reverse(runs)
	return runs, nil
}

// Run returns one by its number, or [ErrNotFound].
func (i *Inspector) Run(id uint64) (Run, error) {
	live := i.liveRuns()
	v, err := i.store.GetDocument(familyRuns, runKey(id))
	if err == nil && v == nil {
		err = ErrNotFound
	}
	if err != nil {
		return Run{}, fmt.Errorf("run %d: %w", id, err)
	}
	return i.readRun(v, live)
}

func (i *Inspector) liveRuns() map[uint64]bool {
	live := map[uint64]bool{}
	i.life.running.Range(func(id, _ any) bool { live[id.(uint64)] = true; return true })
	return live
}

// readRun reads a run. One without an end broke off, unless it was under way
// before its document was read, or is now; what was kept of its results is counted.
func (i *Inspector) readRun(v []byte, before map[uint64]bool) (r Run, err error) {
	if err := json.Unmarshal(v, &r); err != nil {
		return r, fmt.Errorf("read run: %w", err)
	}
	if _, live := i.life.running.Load(r.ID); live || before[r.ID] || r.End != "" {
		return r, nil
	}
	r.End = RunBrokenOff
	r.RunTally = RunTally{Total: r.Total, Begun: r.Begun, Outcomes: map[compare.Outcome]int{}}
	return r, i.RunResults(r.ID, func(one RunResult) bool {
		r.count(one)
		r.Pending = slices.DeleteFunc(r.Pending, func(id uint64) bool { return id == one.Callback })
		return true
	})
}

// RunResults calls fn with what came of each callback of a run, in the order in
// which that became known, until fn returns false.
func (i *Inspector) RunResults(id uint64, fn func(RunResult) bool) error {
	for n := 0; ; n++ {
		batch, err := i.resultBatch(id, n)
		if err != nil || batch == nil {
			return err
		}
		for _, one := range batch {
			if !fn(one) {
				return nil
			}
		}
	}
}

func (i *Inspector) resultBatch(run uint64, n int) (batch []RunResult, err error) {
	v, err := i.store.GetDocument(familyResults(run), batchKey(n))
	if err == nil && v != nil {
		err = json.Unmarshal(v, &batch)
	}
	if err != nil {
		return nil, fmt.Errorf("read results of run %d: %w", run, err)
	}
	return batch, nil
}

// RemoveRun removes a run and its results, or is [ErrNotFound]. One that is under
// way is [ErrInUse].
func (i *Inspector) RemoveRun(id uint64) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	if _, err := i.Run(id); err != nil {
		return fmt.Errorf("remove %w", err)
	}
	if _, live := i.life.running.Load(id); live {
		return fmt.Errorf("remove run %d: %w", id, ErrInUse)
	}
	batches := 0
	for ; ; batches++ {
		v, err := i.store.GetDocument(familyResults(id), batchKey(batches))
		if err != nil {
			return fmt.Errorf("remove run %d: %w", id, err)
		}
		if v == nil {
			break
		}
	}
	for n := range batches { // the last ones first, so that those left can be found
		if err := i.store.DeleteDocument(familyResults(id), batchKey(batches-1-n)); err != nil {
			return fmt.Errorf("remove run %d: %w", id, err)
		}
	}
	if err := i.store.DeleteDocument(familyRuns, runKey(id)); err != nil {
		return fmt.Errorf("remove run %d: %w", id, err)
	}
	i.feed.bump(0)
	return nil
}

// nextRun returns the number of a new run, larger than any that there is;
// i.edit is held.
func (i *Inspector) nextRun() (uint64, error) {
	v, err := i.store.GetDocument(familySettings, "runs")
	if err != nil {
		return 0, err
	}
	var last uint64
	if v != nil {
		err = json.Unmarshal(v, &last)
	}
	return last + 1, err
}

var errRunOver = errors.New("the run is over")

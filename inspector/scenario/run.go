package scenario

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// Result is what came of a step.
type Result struct {
	Step Step
	// N counts from 1.
	N int
	// Wrong says what is not as expected; a step without passed.
	Wrong []string
	// Sent are the callbacks of all but a storm, whose result is Weather.
	Sent    []simulate.Sent
	Weather *simulate.Weather
	Took    time.Duration
}

// Passed tells whether all was as expected.
func (r Result) Passed() bool { return len(r.Wrong) == 0 }

// Run is one run of a scenario.
type Run struct {
	Scenario *Scenario
	Engine   *inspector.Inspector
	// Options say where callbacks go; what steps say of the sending, and the
	// scenario's leases, take the place of theirs.
	Options simulate.Options
	// Before is called before each step and may wait, as a [Player] does; its error ends the run. After is told each result. Both may
	// be nil.
	Before func(ctx context.Context, n int, step Step) error
	After  func(Result)
	// Progress, where it is not nil, is told how much of a storm is sent.
	Progress func(sent, count int)

	sim  *simulate.Simulator
	last []simulate.Sent // of the last step that sent some
	mark uint64          // the newest callback before the step
}

// Run carries all steps out, also after one that failed, and returns their
// results. The error is that of ctx or Before.
func (r *Run) Run(ctx context.Context) ([]Result, error) {
	r.Options.Leases = r.Scenario.Leases
	if r.Scenario.Seed != nil && r.Options.Seed == 0 {
		r.Options.Seed = *r.Scenario.Seed
	}
	r.sim = simulate.New(r.Engine, r.Options)
	defer r.sim.Close()
	var results []Result
	for n, step := range r.Scenario.Steps {
		if r.Before != nil {
			if err := r.Before(ctx, n+1, step); err != nil {
				return results, err
			}
		}
		began := time.Now()
		result := Result{Step: step, N: n + 1}
		if err := r.step(ctx, step, &result); err != nil {
			result.Wrong = append(result.Wrong, err.Error())
		}
		result.Took = time.Since(began)
		if ctx.Err() != nil {
			return results, ctx.Err()
		}
		results = append(results, result)
		if r.After != nil {
			r.After(result)
		}
	}
	return results, nil
}

// step carries one step out. What is not as expected goes into the result; an
// error means that it could not be carried out.
func (r *Run) step(ctx context.Context, step Step, result *Result) error {
	s := r.sim
	s.Signing, s.Retry, s.Factor, s.Away = step.How.Signing, step.How.Retry, step.How.Factor, step.How.Away
	if s.Signing == "" {
		s.Signing = gatewayapi.SignRight
	}
	r.mark = r.Engine.Now().Last
	switch {
	case step.Storm != nil:
		return r.storm(ctx, step, result)
	case step.Repeat != nil:
		return r.repeat(ctx, step, result)
	case step.Wait > 0:
		return s.Clock.Sleep(ctx, step.Wait)
	}
	all, err := r.draw(step)
	if err != nil || step.Expect.NotLeased {
		return err
	}
	return r.send(ctx, all, step, result)
}

// draw makes the callbacks of a step, or those that its storm is of.
func (r *Run) draw(step Step) ([]simulate.Callback, error) {
	sms, status := step.SMS, step.Status
	if step.Storm != nil {
		sms, status = step.Storm.SMS, step.Storm.Status
	}
	now := r.sim.Clock.Now()
	switch {
	case sms != nil:
		sms, err := r.leased(*sms, step)
		if err != nil {
			return nil, err
		}
		return sms.Callbacks(now, r.sim.Random())
	case step.RCS != nil:
		m := *step.RCS
		m.Webhook = step.webhook()
		return m.Callbacks(now, r.sim.Random())
	case status != nil:
		m := *status
		m.Webhook = step.webhook()
		var err error
		if m.URL, err = r.sim.Address(m.Webhook); err != nil {
			return nil, err
		}
		return m.Callbacks(now, r.sim.Random())
	}
	return nil, nil // a wait of no time
}

func (s Step) webhook() string {
	if s.How.Webhook != "" {
		return s.How.Webhook
	}
	return inspector.DefaultWebhook
}

// leased finds the webhook of an SMS.
func (r *Run) leased(sms simulate.SMS, step Step) (simulate.SMS, error) {
	if sms.Webhook = step.How.Webhook; sms.Webhook != "" {
		return sms, nil
	}
	if sms.Webhook = step.webhook(); sms.Dashboard {
		return sms, nil
	}
	l, err := r.sim.Lease(sms)
	switch {
	case step.Expect.NotLeased && err == nil:
		return sms, fmt.Errorf("it is leased as %s, want it not leased", l)
	case step.Expect.NotLeased && errors.Is(err, simulate.ErrNotLeased):
		return sms, nil
	}
	sms.Webhook = l.Webhook
	return sms, err
}

// send sends callbacks and judges each.
func (r *Run) send(ctx context.Context, all []simulate.Callback, step Step, result *Result) error {
	r.last = nil
	pace := 0.0
	if step.Status != nil {
		pace = step.Status.Pace
	}
	err := r.sim.Play(ctx, all, pace, func(sent simulate.Sent) error {
		r.last = append(r.last, sent)
		result.Wrong = append(result.Wrong, step.Expect.judge(sent, nil)...)
		return nil
	})
	result.Sent = r.last
	if err == nil && step.Expect.Reply != nil {
		err = r.reply(ctx, *step.Expect.Reply)
	}
	return err
}

func (r *Run) repeat(ctx context.Context, step Step, result *Result) error {
	for range step.Repeat.Times {
		for _, before := range r.last {
			c := before.Callback
			if step.Repeat.NewID {
				c.Fields = gatewayapi.NewID(c.Fields, r.sim.Random())
			}
			sent, err := r.sim.Send(ctx, c)
			if err != nil {
				return err
			}
			first := before.Last()
			result.Sent = append(result.Sent, sent)
			result.Wrong = append(result.Wrong, step.Expect.judge(sent, &first)...)
		}
	}
	return nil
}

func (r *Run) storm(ctx context.Context, step Step, result *Result) error {
	all, err := r.draw(step)
	if err != nil {
		return err
	}
	w, err := r.sim.Storm(ctx, step.Storm.Storm, r.sim.Swarm(all[len(all)-1]), func(sent int) {
		if r.Progress != nil {
			r.Progress(sent, step.Storm.Count)
		}
	})
	result.Weather = &w
	if err != nil {
		return err
	}
	if x := step.Expect; x.Within > 0 && w.Longest > x.Within {
		result.Wrong = append(result.Wrong, fmt.Sprintf("the longest took %s, want at most %s", w.Longest.Round(time.Millisecond), x.Within))
	}
	if step.Expect.Answered != answeredAny && w.Delivered < w.Count {
		result.Wrong = append(result.Wrong, fmt.Sprintf("%d of %d were not delivered", w.Count-w.Delivered, w.Count))
	}
	return nil
}

// sendingPaths are where the provider takes in what is to be sent.
var sendingPaths = []string{"/rest/mtsms", "/mobile/single", "/mobile/multi"}

// reply waits until the receiver asks the provider, in whose place we are, to
// send an SMS.
func (r *Run) reply(ctx context.Context, want Reply) error {
	waiting, cancel := context.WithTimeout(ctx, want.Within)
	defer cancel()
	seen := inspector.Mark{}
	for next := r.mark + 1; ; {
		page, err := r.Engine.Page(ctx, inspector.Query{From: next, OldestFirst: true})
		if err != nil {
			return err
		}
		for _, c := range page {
			next = c.ID + 1
			if isSending(c) && strings.Contains(c.Request.Body, want.Contains) {
				return nil
			}
		}
		if len(page) > 0 {
			continue
		}
		if seen, err = r.Engine.Next(waiting, seen); err != nil {
			return fmt.Errorf("no reply came in %s", want.Within)
		}
	}
}

func isSending(c *inspector.Callback) bool {
	path, _, _ := strings.Cut(c.Request.Target, "?")
	for _, end := range sendingPaths {
		if strings.HasSuffix(path, end) && c.Origin == "live" {
			return true
		}
	}
	return false
}

// Failed counts the steps that did not pass.
func Failed(results []Result) int {
	n := 0
	for _, r := range results {
		if !r.Passed() {
			n++
		}
	}
	return n
}

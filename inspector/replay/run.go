package replay

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/deliver"
	"ringback/storage"
)

// Options say where many callbacks go, how, and when.
type Options struct {
	To     inspector.Destination
	Change Change
	Pace   Pace
	// AtOnce is how many are under way at a time; 0 is one. More than one keep the
	// order in which they begin.
	AtOnce int
	// StopAtFailure sends no more after the first that is not delivered.
	StopAtFailure bool
	// Suite is the name of the suite that is run; Ignored is not compared.
	Suite   string
	Ignored compare.Ignored
	// Timeout is how long a whole answer may take; 0 is [deliver.Timeout].
	Timeout time.Duration
	// Clock is the system's where it is nil.
	Clock deliver.Clock
	// Pause, where it is not nil, can hold the run up.
	Pause *Pause
	// Told, where it is not nil, is told each result as it comes.
	Told func(inspector.RunResult)
}

// MaxAtOnce is how many can be under way at a time.
const MaxAtOnce = 1000

// Check returns a [inspector.FieldError] for the first value that cannot work.
func (o Options) Check() error {
	switch {
	case o.AtOnce < 0 || o.AtOnce > MaxAtOnce:
		return inspector.BadField("at_once", "must be from 1 to %d", MaxAtOnce)
	case !(o.Pace.Gaps >= 0 && o.Pace.Gaps <= 1000):
		return inspector.BadField("gaps", "must be a factor from 0 to 1000")
	case !(o.Pace.Rate >= 0 && o.Pace.Rate <= 1e6):
		return inspector.BadField("rate", "must be from 0 to 1000000 a second")
	case o.Timeout < 0:
		return inspector.BadField("timeout", "must not be negative")
	}
	return o.Change.Check()
}

// The causes for which a run ends before its last callback.
var (
	errAtFailure = errors.New("stopped at the first failure")
	errLoop      = errors.New("what was sent came back to this receiver")
)

// runner is one run.
type runner struct {
	Options
	engine *inspector.Inspector
	client *deliver.Client
	log    *inspector.RunLog
	past   *inspector.PastAnswers
	// seen is how far the recording was before the run: what came back is newer.
	seen uint64
	look sync.Once // whether something came back
	halt context.CancelCauseFunc
}

// Run sends callbacks, each at most once, in the order of ids, and writes down
// what came of each. It returns when none is under way any more: with the run as
// it is recorded, which also tells how it ended. An error means that something
// could not be read or recorded.
func Run(ctx context.Context, e *inspector.Inspector, ids []uint64, o Options) (inspector.Run, error) {
	if err := o.Check(); err != nil {
		return inspector.Run{}, fmt.Errorf("replay: %w", err)
	}
	if o.Clock == nil {
		o.Clock = deliver.System{}
	}
	r := &runner{Options: o, engine: e, client: &deliver.Client{Timeout: o.Timeout}, seen: e.Now().Last}
	defer r.client.Close()
	run := inspector.Run{To: o.To.Name, Suite: o.Suite, Badge: o.Change.Badge()}
	var err error
	if r.past, err = e.PastAnswers(run, ids); err != nil {
		return run, fmt.Errorf("replay: %w", err)
	}
	if r.log, err = e.BeginRun(run, len(ids)); err != nil {
		return run, fmt.Errorf("replay: %w", err)
	}
	end, err := r.all(ctx, ids)
	err = errors.Join(err, r.log.End(end))
	if err != nil {
		err = fmt.Errorf("replay: %w", err)
	}
	return r.log.Run(), err
}

// all sends everything and tells how it ended.
func (r *runner) all(ctx context.Context, ids []uint64) (inspector.RunEnd, error) {
	var going context.Context
	going, r.halt = context.WithCancelCause(ctx)
	defer r.halt(nil)
	jobs, results := make(chan job), make(chan inspector.RunResult, waiting)
	var senders, recorder sync.WaitGroup
	for range max(r.AtOnce, 1) {
		senders.Go(func() {
			for j := range jobs {
				if going.Err() == nil { // else it was handed out in the moment of the end
					results <- r.send(ctx, j)
				}
			}
		})
	}
	recorder.Go(func() { r.record(results) })
	r.dispatch(going, ids, jobs)
	close(jobs)
	senders.Wait()
	close(results)
	recorder.Wait()
	switch cause := context.Cause(going); {
	case cause == nil:
		return inspector.RunDone, nil
	case errors.Is(cause, errAtFailure):
		return inspector.RunAtFailure, nil
	case errors.Is(cause, errLoop):
		return inspector.RunLooped, nil
	case ctx.Err() != nil && errors.Is(cause, ctx.Err()):
		return inspector.RunCancelled, nil
	default:
		return inspector.RunFailed, cause
	}
}

// send sends one callback and says what came of it.
func (r *runner) send(ctx context.Context, j job) inspector.RunResult {
	res := inspector.RunResult{Place: j.place, Callback: j.id}
	if j.rec == nil {
		res.Skipped = "It is not there any more, or cannot be read."
		return res
	}
	p, err := Prepare(r.engine, r.To, j.rec, r.Change)
	if err != nil {
		res.Skipped = sentence(err)
		return res
	}
	q := p.Request
	if r.To.Own {
		header, void := r.engine.Vouch(storage.Replayed)
		defer void()
		q.Head = fmt.Appendf(nil, "%s%s: %s\r\n\r\n", q.Head[:len(q.Head)-len("\r\n")], header[0], header[1])
	}
	a := r.client.Deliver(ctx, p.Target, q)
	res.Attempt = kept(a)
	if err := r.judge(&res, j.rec, a.Body); err != nil {
		r.halt(err)
	}
	if !r.To.Own && a.Status != 0 {
		r.look.Do(func() {
			if r.cameBack(ctx, p) {
				r.halt(errLoop)
			}
		})
	}
	if r.StopAtFailure && !a.OK() {
		r.halt(errAtFailure)
	}
	return res
}

// sentence says why something is not sent.
func sentence(err error) string {
	_, why, ok := strings.Cut(err.Error(), ErrCannot.Error()+": ")
	if errors.Is(err, ErrCannot) && ok {
		return why
	}
	return err.Error()
}

// cameBack tells whether what was sent arrived at this engine's own receiver by
// a way that nobody knew to lead here.
func (r *runner) cameBack(ctx context.Context, p Prepared) bool {
	page, err := r.engine.Page(ctx, inspector.Query{From: r.seen + 1, Limit: window, OldestFirst: true})
	if err != nil {
		return false
	}
	for _, c := range page {
		body, err := c.Request.RawBody()
		if err == nil && c.Request.Host == p.Target.Host() && c.Request.Target == p.Target.Path() && string(body) == string(p.Request.Body) {
			return true
		}
	}
	return false
}

// waiting is how many results may wait while others are written; an answer may have
// a megabyte.
const waiting = 32

// batchBytes is how much of answers is written with one commit, about.
const batchBytes = 4 << 20

// record writes results down, some at a time, until there are no more.
func (r *runner) record(results <-chan inspector.RunResult) {
	tick := time.NewTicker(ahead)
	defer tick.Stop()
	var batch []inspector.RunResult
	size := 0
	flush := func() {
		if err := r.log.Add(batch); err != nil {
			r.halt(err)
		}
		batch, size = nil, 0
	}
	for {
		select {
		case res, more := <-results:
			if !more {
				flush()
				return
			}
			batch = append(batch, res)
			if res.Attempt != nil {
				size += len(res.Attempt.Body)
			}
			if len(batch) == window || size > batchBytes {
				flush()
			}
			if r.Told != nil {
				r.Told(res)
			}
		case <-tick.C:
			flush()
		}
	}
}

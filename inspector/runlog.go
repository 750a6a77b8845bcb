package inspector

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"ringback/inspector/compare"
)

// RunLog writes down a run while it goes on, ahead of what is sent: whenever the
// process is killed, what the database says of the run is true. Its methods may
// be called from any goroutine.
type RunLog struct {
	engine *Inspector

	mu      sync.Mutex
	run     Run
	batches int
}

// BeginRun writes down a new run of so many callbacks, before anything is sent.
// Of r, what names and describes it counts. It must be ended.
func (i *Inspector) BeginRun(r Run, total int) (*RunLog, error) {
	i.edit.Lock()
	defer i.edit.Unlock()
	if err := i.settleRuns(); err != nil {
		return nil, fmt.Errorf("begin run: %w", err)
	}
	id, err := i.nextRun()
	if err != nil {
		return nil, fmt.Errorf("begin run: %w", err)
	}
	r.ID, r.StartedAt, r.EndedAt, r.End = id, i.now().UTC(), nil, ""
	r.RunTally = RunTally{Total: total, Outcomes: map[compare.Outcome]int{}}
	if err := i.store.PutDocument(familySettings, "runs", fmt.Append(nil, id)); err != nil {
		return nil, fmt.Errorf("begin run: %w", err)
	}
	i.life.running.Store(id, nil)
	l := &RunLog{engine: i, run: r}
	if err := l.put(); err != nil {
		i.life.running.Delete(id)
		return nil, fmt.Errorf("begin run: %w", err)
	}
	return l, nil
}

// settleRuns writes down what is known of runs that broke off, so that it need not
// be counted again; i.edit is held.
func (i *Inspector) settleRuns() error {
	live := i.liveRuns()
	docs, err := i.store.Documents(familyRuns)
	if err != nil {
		return err
	}
	for _, doc := range docs {
		var stored Run
		if err := json.Unmarshal(doc.Value, &stored); err != nil {
			return err
		}
		if stored.End != "" || live[stored.ID] {
			continue
		}
		settled, err := i.readRun(doc.Value, live)
		if err != nil {
			return err
		}
		v, err := json.Marshal(settled)
		if err == nil {
			err = i.store.PutDocument(familyRuns, doc.Key, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Run returns how far it is.
func (l *RunLog) Run() Run {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.run
	r.Outcomes, r.Pending = maps.Clone(r.Outcomes), slices.Clone(r.Pending)
	return r
}

// put stores the run's own document; l.mu is held, or nobody else knows l.
func (l *RunLog) put() error {
	v, err := json.Marshal(l.run)
	if err == nil {
		err = l.engine.store.PutDocument(familyRuns, runKey(l.run.ID), v)
	}
	if err == nil {
		l.engine.feed.bump(0)
	}
	return err
}

// Announce says that callbacks may be sent from now on. It returns when that is
// on disk.
func (l *RunLog) Announce(ids []uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.run
	l.run.Begun += len(ids)
	l.run.Pending = append(l.run.Pending[:len(l.run.Pending):len(l.run.Pending)], ids...)
	if err := l.put(); err != nil {
		l.run = before
		return fmt.Errorf("record run %d: %w", l.run.ID, err)
	}
	return nil
}

// Add keeps what came of some callbacks. It returns when that is on disk.
func (l *RunLog) Add(results []RunResult) error {
	if len(results) == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	v, err := json.Marshal(results)
	if err == nil {
		err = l.engine.store.PutDocument(familyResults(l.run.ID), batchKey(l.batches), v)
	}
	if err != nil {
		return fmt.Errorf("record run %d: %w", l.run.ID, err)
	}
	l.batches++
	known := map[uint64]bool{}
	for _, r := range results {
		l.run.count(r)
		known[r.Callback] = true
	}
	l.run.Pending = slices.DeleteFunc(slices.Clone(l.run.Pending), func(id uint64) bool { return known[id] })
	l.engine.feed.bump(0)
	return nil
}

// End writes down how the run ended. Nothing can be added after.
func (l *RunLog) End(end RunEnd) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.run.End != "" {
		return fmt.Errorf("end run %d: %w", l.run.ID, errRunOver)
	}
	at := l.engine.now().UTC()
	l.run.End, l.run.EndedAt = end, &at
	if end != RunFailed { // what was announced and has no result was not sent after all
		l.run.Begun, l.run.Pending = l.run.Begun-len(l.run.Pending), nil
	}
	err := l.put()
	l.engine.life.running.Delete(l.run.ID)
	if err != nil {
		return fmt.Errorf("end run %d: %w", l.run.ID, err)
	}
	return nil
}

package inspector

import (
	"strings"
	"sync"
)

// PastAnswers finds how callbacks were answered in the last runs that are like a
// new one. It may be used from several goroutines.
type PastAnswers struct {
	engine *Inspector
	places map[uint64]pastPlace

	mu   sync.Mutex
	read pastPlace // of the batch that was read last
	last []RunResult
}

// pastPlace is where the newest result of a callback is.
type pastPlace struct {
	run   uint64
	batch int
}

// pastRuns is how many runs are looked into: the last run may have been of other
// callbacks.
const pastRuns = 5

// PastAnswers returns the answers of runs to the same destination, of the same
// suite and badge as r. Of each callback the newest counts.
func (i *Inspector) PastAnswers(r Run) (*PastAnswers, error) {
	p := &PastAnswers{engine: i, places: map[uint64]pastPlace{}}
	runs, err := i.Runs()
	if err != nil {
		return nil, err
	}
	looked := 0
	for _, old := range runs {
		if !sameRuns(old, r) || old.ID == r.ID {
			continue
		}
		if looked++; looked > pastRuns {
			break
		}
		if err := p.gather(old.ID); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// gather notes the places of a run whose callbacks have no newer one.
func (p *PastAnswers) gather(run uint64) error {
	for n := 0; ; n++ {
		batch, err := p.engine.resultBatch(run, n)
		if err != nil || batch == nil {
			return err
		}
		for _, r := range batch {
			if old, known := p.places[r.Callback]; r.Attempt != nil && (!known || old.run == run) {
				p.places[r.Callback] = pastPlace{run, n}
			}
		}
	}
}

// Of returns the newest answer to a callback; not ok where there is none.
func (p *PastAnswers) Of(id uint64) (a RunAttempt, ok bool, err error) {
	place, ok := p.places[id]
	if !ok {
		return a, false, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil || p.read != place {
		if p.last, err = p.engine.resultBatch(place.run, place.batch); err != nil {
			return a, false, err
		}
		p.read = place
	}
	for _, r := range p.last {
		if r.Callback == id && r.Attempt != nil {
			a, ok = *r.Attempt, true
		}
	}
	return a, ok, nil
}

// sameRuns tells whether the answers of two runs can be laid side by side.
func sameRuns(a, b Run) bool {
	return strings.EqualFold(a.To, b.To) && a.Suite == b.Suite && a.Badge == b.Badge
}

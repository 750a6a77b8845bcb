package inspector

import (
	"strings"
	"sync"
)

// PastAnswers finds how callbacks were answered in the last runs that are like a
// new one. It may be used from several goroutines.
type PastAnswers struct {
	engine *Inspector
	places map[uint64]pastPlace // of those that are asked for

	mu   sync.Mutex
	read map[pastPlace]map[uint64]RunAttempt
}

// pastPlace is where the newest result of a callback is; the zero value is nowhere.
type pastPlace struct {
	run   uint64
	batch int
}

const (
	// pastRuns is how many runs are looked into: the last run may have been of
	// other callbacks.
	pastRuns = 5
	// readBatches is how many batches of results are kept in memory: many callbacks
	// at once are of two, in which they go in order.
	readBatches = 4
)

// PastAnswers returns the answers to callbacks in runs to the same destination, of
// the same suite and badge as r. Of each callback the newest counts.
func (i *Inspector) PastAnswers(r Run, ids []uint64) (*PastAnswers, error) {
	p := &PastAnswers{engine: i, places: map[uint64]pastPlace{}, read: map[pastPlace]map[uint64]RunAttempt{}}
	for _, id := range ids {
		p.places[id] = pastPlace{}
	}
	runs, err := i.Runs()
	if err != nil {
		return nil, err
	}
	looked, missing := 0, len(p.places)
	for _, old := range runs {
		if !sameRuns(old, r) || old.ID == r.ID {
			continue
		}
		if looked++; looked > pastRuns || missing == 0 {
			break
		}
		found, err := p.gather(old.ID)
		if err != nil {
			return nil, err
		}
		missing -= found
	}
	return p, nil
}

// gather notes the places of a run whose callbacks have no newer one, and returns
// how many.
func (p *PastAnswers) gather(run uint64) (found int, err error) {
	for n := 0; ; n++ {
		batch, err := p.engine.resultBatch(run, n)
		if err != nil || batch == nil {
			return found, err
		}
		for _, r := range batch {
			if old, wanted := p.places[r.Callback]; wanted && old.run == 0 && r.Attempt != nil {
				p.places[r.Callback] = pastPlace{run, n}
				found++
			}
		}
	}
}

// Of returns the newest answer to a callback; not ok where there is none.
func (p *PastAnswers) Of(id uint64) (a RunAttempt, ok bool, err error) {
	place := p.places[id]
	if place.run == 0 {
		return a, false, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	answers := p.read[place]
	if answers == nil {
		if answers, err = p.readPlace(place); err != nil {
			return a, false, err
		}
	}
	a, ok = answers[id]
	return a, ok, nil
}

// readPlace reads the answers of a batch and keeps them; p.mu is held.
func (p *PastAnswers) readPlace(place pastPlace) (map[uint64]RunAttempt, error) {
	batch, err := p.engine.resultBatch(place.run, place.batch)
	if err != nil {
		return nil, err
	}
	answers := map[uint64]RunAttempt{}
	for _, r := range batch {
		if r.Attempt != nil {
			answers[r.Callback] = *r.Attempt
		}
	}
	if len(p.read) == readBatches {
		clear(p.read)
	}
	p.read[place] = answers
	return answers, nil
}

// sameRuns tells whether the answers of two runs can be laid side by side.
func sameRuns(a, b Run) bool {
	return strings.EqualFold(a.To, b.To) && a.Suite == b.Suite && a.Badge == b.Badge
}

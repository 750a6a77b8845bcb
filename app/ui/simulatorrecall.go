package ui

import (
	"cmp"
	"context"
	"slices"
	"time"

	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/filter"
)

const (
	// recallMost is how many older SMS a conversation begins with.
	recallMost = 50
	// textedBy is the filter of what a number texted in simulations.
	textedBy = "origin:simulated kind:mo from:"
)

// recall reads what a number texted in simulations before this run, once.
func (p *simulatorPage) recall(number string) {
	if p.runs.recalled[number] || p.runs.before == 0 {
		return
	}
	p.runs.recalled[number] = true
	base, before := p.baseURL(), p.runs.before
	go func() {
		older, err := recalled(p.runs.ctx, p.engine, number, base, before)
		if err != nil {
			return // the conversation begins with this run then
		}
		p.post(func() {
			p.phone.Remember(number, older)
			p.fillPeople()
			if number == p.phone.Number() {
				p.showTalk()
			}
		})
	}()
}

// recalled returns the last simulated SMS of a number that were recorded up to an id, oldest
// first.
func recalled(ctx context.Context, e *inspector.Inspector, number, base string, before uint64) ([]*viewmodel.Texted, error) {
	meant, err := filter.Parse(textedBy + number)
	if err != nil {
		return nil, err
	}
	search, err := e.Search(ctx, meant, time.UTC)
	if err != nil {
		return nil, err
	}
	found, err := search.Page(ctx, inspector.PageOf{From: before, Limit: recallMost})
	if err != nil {
		return nil, err
	}
	all, err := e.Some(found.IDs)
	if err != nil {
		return nil, err
	}
	target, _ := deliver.ParseTarget(base) // while nothing listens there is none
	var older []*viewmodel.Texted
	for _, c := range all {
		if t, err := viewmodel.TextedOf(c, target); err == nil && c.Parsed.From == number {
			older = append(older, t)
		}
	}
	slices.SortFunc(older, func(a, b *viewmodel.Texted) int { return cmp.Compare(a.Callback, b.Callback) })
	return older, nil
}

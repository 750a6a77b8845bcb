package main

import (
	"context"
	"errors"
	"fmt"

	"ringback/inspector"
	"ringback/inspector/filter"
)

// finding is what "callbacks --filter" was asked for.
type finding struct {
	inspector.Query
	count, explain, json bool
}

// find prints the callbacks that match, or how many there are.
func (p *program) find(ctx context.Context, e *inspector.Inspector, f filter.Filter, want finding) error {
	s, err := p.search(ctx, e, f)
	if err != nil {
		return err
	}
	var read inspector.Read
	if want.count {
		read, err = p.countFound(ctx, s)
	} else {
		read, err = p.listFound(ctx, e, s, want)
	}
	if err == nil && want.explain {
		p.tell(s, read)
	}
	return err
}

func (p *program) countFound(ctx context.Context, s *inspector.Search) (inspector.Read, error) {
	bar := p.bar("counting")
	t, err := s.Tally(ctx, inspector.Span{}, 0, func(t inspector.Tally) { bar.progress(t.Done, t.Total) })
	bar.end()
	if err == nil {
		_, err = fmt.Fprintln(p.stdout, t.Count)
	}
	return t.Read, err
}

// listFound prints page by page, so that the first matches show at once.
func (p *program) listFound(ctx context.Context, e *inspector.Inspector, s *inspector.Search, want finding) (read inspector.Read, err error) {
	l := p.listing(want.json)
	defer func() { err = errors.Join(err, l.end()) }()
	q := inspector.PageOf{OldestFirst: want.OldestFirst}
	for left := want.Limit; left > 0; {
		q.Limit = min(left, pageSize)
		found, err := s.Page(ctx, q)
		if err != nil {
			return read, err
		}
		read.Add(found.Read)
		page, err := e.Some(found.IDs)
		if err != nil {
			return read, err
		}
		for _, c := range page {
			if err := l.add(c); err != nil {
				return read, err
			}
		}
		left -= len(found.IDs)
		if q.From = found.Next; q.From == 0 {
			break
		}
	}
	if !l.any && !want.json {
		fmt.Fprintln(p.stderr, "Nothing matches.")
	}
	return read, nil
}

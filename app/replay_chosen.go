package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/deliver"
)

// chosen is which callbacks a command is to work on: by ids, a filter or a view,
// or all of them.
type chosen struct {
	ids    []string
	picked filterFlags
	all    bool
}

func (c *chosen) add(cmd *cobra.Command) {
	c.picked.addQuery(cmd)
	cmd.Flags().BoolVar(&c.all, "all", false, "all callbacks")
}

func (c *chosen) check() error {
	ways := 0
	for _, way := range []bool{len(c.ids) > 0, c.picked.source != "" || c.picked.view != "", c.all} {
		if way {
			ways++
		}
	}
	if ways != 1 {
		return errors.New("want ids, --filter or --view, or --all: one of them")
	}
	for _, s := range c.ids {
		if _, _, err := parseIDs(s); err != nil {
			return err
		}
	}
	_, err := c.picked.parse()
	return err
}

// maxSpan is how many ids a span such as 42..60 may have.
const maxSpan = 10_000_000

// parseIDs reads 42, #42, or 42..60.
func parseIDs(s string) (from, to uint64, err error) {
	first, last, span := strings.Cut(s, "..")
	if !span {
		last = first
	}
	from, err = strconv.ParseUint(strings.TrimPrefix(first, "#"), 10, 64)
	if err == nil {
		to, err = strconv.ParseUint(strings.TrimPrefix(last, "#"), 10, 64)
	}
	if err != nil || from == 0 || to < from || to-from >= maxSpan {
		return 0, 0, fmt.Errorf("%q is no id: want a number such as 42, or 42..60", s)
	}
	return from, to, nil
}

// choose returns the ids in the order in which they were received, each once. One
// that is named by itself must be there.
func (p *program) choose(ctx context.Context, e *inspector.Inspector, c chosen) ([]uint64, error) {
	var ids []uint64
	for _, s := range c.ids {
		from, to, err := parseIDs(s)
		if err != nil {
			return nil, err
		}
		if from == to {
			if _, err := e.Record(from); err != nil {
				return nil, err
			}
		}
		for id := from; id <= min(to, e.Now().Last); id++ {
			ids = append(ids, id)
		}
	}
	if len(c.ids) == 0 {
		f, err := c.picked.resolve(e)
		if err != nil {
			return nil, err
		}
		s, err := p.search(ctx, e, f)
		if err != nil {
			return nil, err
		}
		bar := p.bar("searching")
		ids, err = s.IDs(ctx, bar.progress)
		bar.end()
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 0 {
		return nil, errNothing
	}
	return ids, nil
}

// destined carries do out with the destination that a person named.
func (p *program) destined(ctx context.Context, e *inspector.Inspector, name, ca string, do func(inspector.Destination) error) error {
	if name == inspector.OwnReceiver {
		own := func(base string) error {
			target, err := deliver.ParseTarget(base)
			if err != nil {
				return err
			}
			return do(inspector.Destination{Name: name, Target: target, Own: true})
		}
		if p.localURL != "" {
			return own(p.localURL)
		}
		return p.receivingHere(ctx, e, own)
	}
	to, err := e.Destination(name)
	if err != nil {
		return err
	}
	to.Target, to.Own = ours(to.Target, p.localURL, p.publicURL())
	if ca != "" {
		authority, err := p.readAll(ca)
		if err != nil {
			return err
		}
		if to.Target, err = to.Target.Trusting(authority); err != nil {
			return fmt.Errorf("%s: %w", ca, err)
		}
	}
	return do(to)
}

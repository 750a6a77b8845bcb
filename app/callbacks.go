package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) callbacksCommand() *cobra.Command {
	var q inspector.Query
	var count bool
	var output string
	cmd := &cobra.Command{
		Use:   "callbacks",
		Short: "List what was received, newest first",
		Example: `  ringback callbacks --limit 20
  ringback callbacks --output json | jq '.[].kind'
  ringback callbacks --count`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			if q.Limit < 1 {
				return fmt.Errorf("--limit %d: want at least 1", q.Limit)
			}
			return p.withEngine(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				if count {
					_, err := fmt.Fprintln(p.stdout, e.Count())
					return err
				}
				return p.list(ctx, e, q, output == outputJSON)
			})
		},
	}
	cmd.Flags().IntVar(&q.Limit, "limit", 100, "how many at most")
	cmd.Flags().BoolVar(&q.OldestFirst, "oldest-first", false, "oldest first")
	cmd.Flags().BoolVar(&count, "count", false, "print only how many there are")
	addOutput(cmd, &output)
	return cmd
}

func addOutput(cmd *cobra.Command, output *string) {
	cmd.Flags().StringVar(output, "output", outputText, "text or json")
}

func oneOf(flag, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return fmt.Errorf("--%s %s: want one of %v", flag, value, allowed)
}

// pageSize is how many callbacks are in memory at a time.
const pageSize = 200

// list prints callbacks page by page: a table, or a JSON array with one
// callback on each line.
func (p *program) list(ctx context.Context, e *inspector.Inspector, q inspector.Query, asJSON bool) error {
	if err := p.settle(ctx, e); err != nil {
		return err
	}
	left, separator := q.Limit, "["
	for left > 0 {
		q.Limit = min(left, pageSize)
		page, err := e.Page(ctx, q)
		if err != nil {
			return err
		}
		for _, c := range page {
			if separator, err = p.listOne(c, separator, asJSON); err != nil {
				return err
			}
		}
		if left -= len(page); len(page) < q.Limit {
			break
		}
		if q.From = page[len(page)-1].ID - 1; q.OldestFirst {
			q.From += 2
		} else if q.From == 0 {
			break
		}
	}
	if !asJSON {
		return nil
	}
	end := "\n]\n"
	if separator == "[" {
		end = "[]\n"
	}
	_, err := fmt.Fprint(p.stdout, end)
	return err
}

func (p *program) listOne(c *inspector.Callback, separator string, asJSON bool) (string, error) {
	if !asJSON {
		_, err := fmt.Fprintln(p.stdout, rowOf(c))
		return separator, err
	}
	v, err := json.Marshal(c)
	if err != nil {
		return separator, err
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n%s", separator, v)
	return ",", err
}

// settle lets the index catch up first, so that repeats are told as such, and
// shows how far it is.
func (p *program) settle(ctx context.Context, e *inspector.Inspector) error {
	done, total := e.Indexing()
	if total-min(done, total) < 10_000 {
		return nil
	}
	bar := p.bar("reading the recording anew")
	defer bar.end()
	return e.Settle(ctx, bar.progress)
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) callbacksCommand() *cobra.Command {
	var q inspector.Query
	var picked filterFlags
	var count bool
	var output string
	cmd := &cobra.Command{
		Use:   "callbacks",
		Short: "List what was received, newest first",
		Example: `  ringback callbacks --limit 20
  ringback callbacks --filter 'kind:mo keyword:foo since:2h'
  ringback callbacks --filter 'status:failed' --count
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
			if _, err := picked.parse(); err != nil {
				return err
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				f, err := picked.resolve(e)
				if err != nil {
					return err
				}
				switch {
				case !f.Empty() || picked.explain:
					return p.find(ctx, e, f, finding{q, count, picked.explain, output == outputJSON})
				case count:
					_, err := fmt.Fprintln(p.stdout, e.Count())
					return err
				}
				return p.list(ctx, e, q, output == outputJSON)
			})
		},
	}
	cmd.Flags().IntVar(&q.Limit, "limit", 100, "`N` at most")
	cmd.Flags().BoolVar(&q.OldestFirst, "oldest-first", false, "oldest first")
	cmd.Flags().BoolVar(&count, "count", false, "print only how many there are")
	picked.add(cmd)
	addOutput(cmd, &output)
	return cmd
}

// Outputs of commands.
const (
	outputText = "text"
	outputJSON = "json"
)

// addOutput adds the flag that chooses the form of what a command prints.
func addOutput(cmd *cobra.Command, output *string) {
	addForms(cmd, output, "`FORM` of the output, text or json", outputText, outputJSON)
}

// addList adds the flag for the output, and a command list that does what cmd does
// by itself.
func addList(cmd *cobra.Command, short string, output *string) {
	list := &cobra.Command{Use: "list", Short: short, Args: cobra.NoArgs, RunE: cmd.RunE}
	addOutput(cmd, output)
	addOutput(list, output)
	cmd.AddCommand(list)
}

func addForms(cmd *cobra.Command, output *string, usage string, forms ...string) {
	cmd.Flags().StringVar(output, "output", outputText, usage)
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(forms, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

// oneOf returns an error when the value of a flag is none of those.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	last := len(allowed) - 1
	if last == 0 {
		return fmt.Errorf("--%s %s: want %s", flag, value, allowed[0])
	}
	return fmt.Errorf("--%s %s: want %s or %s", flag, value, strings.Join(allowed[:last], ", "), allowed[last])
}

// pageSize is how many callbacks are in memory at a time.
const pageSize = 50

// list prints callbacks page by page. A JSON array is closed whatever happens.
func (p *program) list(ctx context.Context, e *inspector.Inspector, q inspector.Query, asJSON bool) (err error) {
	l := p.listing(asJSON)
	defer func() { err = errors.Join(err, l.end()) }()
	if err := p.settle(ctx, e); err != nil {
		return err
	}
	for left := q.Limit; left > 0; {
		q.Limit = min(left, pageSize)
		page, err := e.Page(ctx, q)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		for _, c := range page {
			if err := l.add(c); err != nil {
				return err
			}
		}
		left -= len(page)
		last := page[len(page)-1].ID
		if last == 1 && !q.OldestFirst {
			break // to go on from id 0 would mean from the newest
		}
		if q.From = last + 1; !q.OldestFirst {
			q.From = last - 1
		}
	}
	if !l.any && !asJSON {
		fmt.Fprintln(p.stderr, "Nothing was received yet.")
	}
	return nil
}

// listing is a table, or a JSON array with one callback on each line.
type listing struct {
	out   *bufio.Writer
	json  bool
	width int
	any   bool // some callback was added
}

func (p *program) listing(asJSON bool) *listing {
	return &listing{out: bufio.NewWriter(p.stdout), json: asJSON, width: p.call.Width}
}

func (l *listing) add(c *inspector.Callback) error {
	first := !l.any
	l.any = true
	if !l.json {
		_, err := fmt.Fprintln(l.out, rowOf(c, l.width))
		return err
	}
	before := ",\n"
	if first {
		before = "[\n"
	}
	line, err := marshal(c, "")
	if err != nil {
		return fmt.Errorf("callback %d: %w", c.ID, err)
	}
	_, err = fmt.Fprintf(l.out, "%s%s", before, line)
	return err
}

func (l *listing) end() error {
	if l.json {
		end := "[]\n"
		if l.any {
			end = "\n]\n"
		}
		if _, err := l.out.WriteString(end); err != nil {
			return err
		}
	}
	return l.out.Flush()
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

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
)

func (p *program) simulateSentCommand() *cobra.Command {
	var limit int
	var forget bool
	var output string
	cmd := &cobra.Command{
		Use:   "sent",
		Short: "List what was sent to other addresses, newest first, with all attempts",
		Long: `Lists what was sent with --target, newest first, with all attempts. The last
thousand are kept, and no longer than callbacks are. What went to the receiver of
this Ringback is among the callbacks instead.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			if limit < 1 {
				return fmt.Errorf("--limit %d: want at least 1", limit)
			}
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				if forget {
					n, err := e.ForgetSent(time.Now())
					if err == nil {
						p.done("%d are forgotten.", n)
					}
					return err
				}
				return p.listSent(e, limit, output == outputJSON)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "`N` at most")
	cmd.Flags().BoolVar(&forget, "forget", false, "remove all of them instead")
	addOutput(cmd, &output)
	return cmd
}

func (p *program) listSent(e *inspector.Inspector, limit int, asJSON bool) error {
	all, err := e.Sent(limit)
	if err != nil {
		return err
	}
	if asJSON {
		if all == nil {
			all = []inspector.Sent{}
		}
		return p.printJSON(all)
	}
	if len(all) == 0 {
		p.done("Nothing was sent to another address yet.")
		return nil
	}
	for _, s := range all {
		if _, err := fmt.Fprint(p.stdout, sentLines(s)); err != nil {
			return err
		}
	}
	return nil
}

// sentLines returns what was sent in a line, and each attempt in one below.
func sentLines(s inspector.Sent) string {
	c := &inspector.Callback{}
	c.Parsed = gatewayapi.Understand(gatewayapi.Request{Body: []byte(s.Body)})
	c.Kind = c.Parsed.Kind
	lines := fmt.Sprintf("%s  %-13s  %s  %s  to %s: %s\n", s.At.Local().Format("2006-01-02 15:04:05.000"),
		kindWords(c.Kind), route(c), gist(c), printable(s.Target), endWords(s.End))
	for n, a := range s.Attempts {
		words := attemptWords(deliver.Attempt{Status: a.Status, Cause: a.Cause, Took: spanOf(a.TookMS)})
		lines += fmt.Sprintf("  %2d. after %-9s %s\n", n+1, ageWords(spanOf(a.AgeMS)), words)
	}
	return lines
}

func spanOf(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

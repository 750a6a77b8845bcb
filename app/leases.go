package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) leasesCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listLeases(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "leases",
		Short: "Keyword leases: which webhook a received SMS belongs to",
		Long: `A lease assigns the received SMS that begin with a keyword to a webhook, or with
no keyword all that come to a number. RECEIVER is the short code or number with
its country prefix: 451204 or "+45 1204". A lease says to which webhook a message
belongs; where the provider sends it is told by the path it arrives at.`,
		Example: `  ringback webhooks add autumn-vote --path /vote
  ringback leases add 451204 foo --webhook autumn-vote
  ringback leases add 4560575797 --webhook default`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List the leases", &output)
	remove := &cobra.Command{
		Use: "remove RECEIVER [KEYWORD]", Short: "Remove a lease", Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				if err := e.RemoveLease(args[0], second(args)); err != nil {
					return err
				}
				p.done("The lease is removed.")
				return nil
			})
		},
	}
	cmd.AddCommand(p.leaseAddition(), remove)
	return cmd
}

func (p *program) leaseAddition() *cobra.Command {
	var webhook string
	cmd := &cobra.Command{
		Use: "add RECEIVER [KEYWORD]", Short: "Assign a keyword, or a whole number, to a webhook", Args: cobra.RangeArgs(1, 2),
		Long: `Assigns the received SMS that begin with KEYWORD, in whichever case, to a webhook
that there is; without KEYWORD all that come to RECEIVER. RECEIVER is the short
code or number with its country prefix: 451204 or "+45 1204".`,
		Example: `  ringback leases add 451204 foo --webhook autumn-vote`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				l, err := e.AddLease(inspector.Lease{Receiver: args[0], Keyword: second(args), Webhook: webhook})
				if err != nil {
					return err
				}
				p.done("%s is leased to webhook %s.", l, l.Webhook)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&webhook, "webhook", "", "`LABEL` of the webhook")
	_ = cmd.MarkFlagRequired("webhook")
	return cmd
}

func second(args []string) string {
	if len(args) > 1 {
		return args[1]
	}
	return ""
}

func (p *program) listLeases(e *inspector.Inspector, asJSON bool) error {
	leases := e.Leases()
	if asJSON {
		if leases == nil {
			leases = []inspector.Lease{}
		}
		return p.printJSON(leases)
	}
	if len(leases) == 0 {
		p.done(`No keyword is leased yet: "ringback leases add" adds one.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "RECEIVER\tKEYWORD\tWEBHOOK")
	for _, l := range leases {
		keyword := printable(l.Keyword)
		if keyword == "" {
			keyword = "(whole number)"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", l.Receiver, keyword, printable(l.Webhook))
	}
	return w.Flush()
}

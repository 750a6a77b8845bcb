package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/gatewayapi"
)

func (p *program) suitesCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listSuites(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "suites",
		Short: "Sets of callbacks that are replayed by a name, also for CI",
		Long: `Keeps callbacks under a name, with where they go and what of the answers is not
compared. "ringback replay --suite NAME" sends them; its exit status is 1 when one
was not delivered, with --fail-on-change also when an answer changed.`,
		Example: `  ringback suites add smoke --filter 'tag:smoke' --to app --ignore json.at
  ringback replay --suite smoke`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List them", &output)
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Remove a suite; callbacks and runs stay", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				err := e.RemoveSuite(args[0])
				if err == nil {
					p.done("Suite %s is removed.", args[0])
				}
				return err
			})
		},
	}
	cmd.AddCommand(p.suitesAddCommand(), remove)
	return cmd
}

func (p *program) suitesAddCommand() *cobra.Command {
	var c chosen
	var s inspector.Suite
	var sign string
	cmd := &cobra.Command{
		Use:   "add NAME [ID...] --to URL|NAME|self",
		Short: "Keep callbacks under a name",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s.Name, c.ids = args[0], args[1:]
			if err := c.check(); err != nil {
				return err
			}
			if sign != "" {
				if err := oneOf("sign", sign, wordsOf(gatewayapi.Signings())...); err != nil {
					return err
				}
			}
			if _, err := compare.ParseIgnored(s.Ignore); err != nil {
				return fmt.Errorf("--ignore: %w", err)
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) (err error) {
				s.Sign = gatewayapi.Signing(sign)
				if s.Callbacks, err = p.choose(ctx, e, c); err != nil {
					return err
				}
				if err := e.AddSuite(s); err != nil {
					return err
				}
				p.done("Suite %s has %s. \"ringback replay --suite\" replays it.", s.Name, counted(len(s.Callbacks), "callback"))
				return nil
			})
		},
	}
	c.add(cmd)
	cmd.Flags().StringVar(&s.To, "to", "", "`URL`, name of a target, or self")
	cmd.Flags().StringVar(&sign, "sign", "", "sign anew, `HOW`: "+listed(gatewayapi.Signings())+" (default: the signatures as they came)")
	cmd.Flags().StringArrayVar(&s.Ignore, "ignore", nil, "`PLACE` of an answer that is not compared: status, body, header.NAME or json.PATH; may be repeated")
	_ = cmd.MarkFlagRequired("to")
	return cmd
}

func (p *program) listSuites(e *inspector.Inspector, asJSON bool) error {
	suites, err := e.Suites()
	if err != nil {
		return err
	}
	if asJSON {
		return p.printJSON(suites)
	}
	if len(suites) == 0 {
		p.done(`No suite is saved yet: "ringback suites add" adds one.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tCALLBACKS\tTO\tSIGNED\tIGNORES")
	for _, s := range suites {
		sign, ignores := string(s.Sign), strings.Join(s.Ignore, ", ")
		if sign == "" {
			sign = "as it came"
		}
		if ignores == "" {
			ignores = "-"
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\n", printable(s.Name), len(s.Callbacks), printable(s.To), sign, printable(ignores))
	}
	return w.Flush()
}

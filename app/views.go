package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) viewsCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
			return p.listViews(ctx, e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "views",
		Short: "Saved views: filters with a name",
		Example: `  ringback views add "Angry customers" 'kind:mo text:refund'
  ringback views
  ringback callbacks --view "Angry customers"`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List the views, and how many callbacks each has", &output)
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Remove a view; callbacks stay", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				if err := e.RemoveView(args[0]); err != nil {
					return err
				}
				p.done("The view is removed.")
				return nil
			})
		},
	}
	cmd.AddCommand(p.viewAddition(), remove)
	return cmd
}

func (p *program) viewAddition() *cobra.Command {
	var replace bool
	cmd := &cobra.Command{
		Use: "add NAME FILTER", Short: "Keep a filter under a name", Args: cobra.ExactArgs(2),
		Example: `  ringback views add Failures 'status:failed since:1d'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := parseFilter(args[1])
			if err != nil {
				return err
			}
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				v, err := e.PutView(inspector.View{Name: args[0], Filter: f.String()}, replace)
				if err != nil {
					return err
				}
				p.done("%s: %s", printable(v.Name), printable(v.Filter))
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "replace a view of this name")
	return cmd
}

// countedView is a view as the list of views shows it.
type countedView struct {
	inspector.View
	Callbacks uint64 `json:"callbacks"`
}

func (p *program) listViews(ctx context.Context, e *inspector.Inspector, asJSON bool) error {
	views, err := e.Views()
	if err != nil {
		return err
	}
	if len(views) > 0 {
		if err := p.settle(ctx, e); err != nil {
			return err
		}
	}
	counted := make([]countedView, len(views))
	for n, v := range views {
		count, err := e.CountView(ctx, v, time.Local)
		if err != nil {
			return err
		}
		counted[n] = countedView{v, count}
	}
	if asJSON {
		return p.printJSON(counted)
	}
	if len(counted) == 0 {
		p.done(`There is no view yet: "ringback views add NAME FILTER" adds one.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tCALLBACKS\tFILTER")
	for _, v := range counted {
		fmt.Fprintf(w, "%s\t%d\t%s\n", printable(v.Name), v.Callbacks, printable(v.Filter))
	}
	return w.Flush()
}

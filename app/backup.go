package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) backupCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy of the database, also while it is in use",
		Long: `Writes a consistent copy of the database, also while it is in use. Secrets are
not in it: they are kept outside of the database. "-" is stdout.`,
		Example: "  ringback backup monday.db && ringback callbacks --db monday.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "-" && p.call.StdoutTTY {
				return failure{errTerminal}
			}
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				var n int64
				err := p.write(args[0], force, func(w io.Writer) (err error) {
					n, err = e.Backup(w)
					return err
				})
				if err == nil {
					p.done("%s: %s written", args[0], size(n))
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	return cmd
}

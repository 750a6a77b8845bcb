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
not in it: they are kept outside of the database.`,
		Example: "  ringback backup monday.db && ringback callbacks --db monday.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				return p.write(args[0], force, func(w io.Writer) error {
					_, err := e.Backup(w)
					return err
				})
			})
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	return cmd
}

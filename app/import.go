package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) importCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE...",
		Short: "Store callbacks from JSON lines",
		Long: `Reads an export of Ringback, or a file with one callback body a line, and stores
what is in it: live callbacks as imported ones, simulated and replayed ones as what
they are, with what was noted on them. "-" is stdin. A line that cannot be read ends the
import of its file, names itself, and leaves nothing of that file behind.

What is imported gets ids of its own: a file that is imported twice, or an export
that goes back into its own database, is stored twice.`,
		Example: `  ringback import monday.jsonl
  zcat bodies.jsonl.gz | ringback import -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withEngine(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				for _, name := range args {
					if err := p.importFile(ctx, e, name); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func (p *program) importFile(ctx context.Context, e *inspector.Inspector, name string) error {
	in, err := p.input(name)
	if err != nil {
		return err
	}
	defer in.Close()
	name = printable(name)
	bar := p.bar("importing " + name)
	n, err := e.ImportJSONL(ctx, in, bar.progress)
	bar.end()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	p.done("%s: %d imported", name, n)
	return nil
}

//go:build headless

package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

// addWindow lets the program without a command be serve.
func (p *program) addWindow(root *cobra.Command) {
	ways := addWaysIn(root)
	root.RunE = p.receiving(ways, func(ctx context.Context, e *inspector.Inspector) error {
		fmt.Fprintln(p.stderr, "This build has no window; carrying on as \"ringback serve\".")
		return p.serve(ctx, e, ways, outputText)
	})
}

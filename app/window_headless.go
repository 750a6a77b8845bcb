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
	listen := addListen(root)
	root.RunE = p.receiving(listen, func(ctx context.Context, e *inspector.Inspector) error {
		fmt.Fprintln(p.stderr, "This build has no window; carrying on as \"ringback serve\".")
		return p.serve(ctx, e, *listen, outputText)
	})
}

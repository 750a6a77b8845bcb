//go:build headless

package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// addWindow lets the program without a command be serve.
func (p *program) addWindow(root *cobra.Command) {
	var listen string
	root.Flags().StringVar(&listen, "listen", "", "HOST:PORT to receive on")
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		fmt.Fprintln(p.stderr, "This build has no window; carrying on as \"ringback serve\".")
		return wrapFailure(p.serve(cmd.Context(), listen, outputText))
	}
}

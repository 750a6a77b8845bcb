//go:build !headless

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/app/ui"
	"ringback/inspector"
)

// addWindow lets the program without a command open its window, or be serve
// where it cannot.
func (p *program) addWindow(root *cobra.Command) {
	listen := addListen(root)
	root.RunE = p.receiving(listen, func(ctx context.Context, e *inspector.Inspector) error {
		err := p.window(ctx, e, *listen)
		if !errors.Is(err, ui.ErrNoDisplay) {
			return err
		}
		fmt.Fprintf(p.stderr, "No window can be opened (%v); carrying on as \"ringback serve\".\n", err)
		return p.serve(ctx, e, *listen, outputText)
	})
}

// window opens the window, from the main goroutine, and receives until it is
// closed. Without a display it returns [ui.ErrNoDisplay].
func (p *program) window(ctx context.Context, e *inspector.Inspector, listen string) error {
	if ok, why := usableDisplay(); !ok {
		return fmt.Errorf("%w: %s", ui.ErrNoDisplay, why)
	}
	return p.attend(ctx, e, func(a *attendance) error {
		return ui.Run(ctx, ui.Options{
			Name: appName, ID: appID, Version: appVersion,
			Engine: e,
			Receive: func(ctx context.Context, started func(localURL string)) error {
				return a.receive(ctx, listen, started)
			},
		})
	})
}

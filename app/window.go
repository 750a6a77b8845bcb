//go:build !headless

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/app/ui"
	"ringback/inspector"
	"ringback/inspector/reach"
)

// addWindow lets the program without a command open its window, or be serve
// where it cannot. Where a window of the database is open, that one comes to the
// front.
func (p *program) addWindow(root *cobra.Command) {
	ways := addWaysIn(root)
	open := p.receiving(ways, func(ctx context.Context, e *inspector.Inspector) error {
		err := p.window(ctx, e, ways)
		if !errors.Is(err, ui.ErrNoDisplay) {
			return err
		}
		fmt.Fprintf(p.stderr, "No window can be opened (%v); carrying on as \"ringback serve\".\n", err)
		return p.serve(ctx, e, ways, outputText)
	})
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if p.raise == nil {
			return open(cmd, args)
		}
		p.raise()
		p.done("Ringback runs already on this database; its window is in front now.")
		return nil
	}
}

// window opens the window, from the main goroutine, and receives until it is
// closed. Without a display it returns [ui.ErrNoDisplay].
func (p *program) window(ctx context.Context, e *inspector.Inspector, ways *waysIn) error {
	if ok, why := usableDisplay(); !ok {
		return fmt.Errorf("%w: %s", ui.ErrNoDisplay, why)
	}
	said := ways
	return p.attend(ctx, e, func(a *attendance) error {
		return ui.Run(ctx, ui.Options{
			Name: appName, ID: appID, Version: appVersion,
			Engine: e,
			Opened: func(raise func()) { a.raise.Store(&raise) },
			Log:    p.stderr,
			Receive: func(ctx context.Context, started func(localURL string)) error {
				return a.receive(ctx, ways.listen, started)
			},
			KeepWayIn: func(ctx context.Context, report func(inspector.WayIn)) {
				a.wayIn(ctx, func() (inspector.WayInOptions, error) {
					o, err := p.wayInOptions(e, said)
					said = new(waysIn) // from then on the settings count, which the window changes
					return o, err
				}, report)
			},
			LookAt: func(ctx context.Context, address, secret string) (*reach.Report, error) {
				return a.guest(p.getenv).lookAt(ctx, address, looking{secret: secret})
			},
		})
	})
}

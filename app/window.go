//go:build !headless

package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"ringback/app/ui"
	"ringback/storage"
)

// addWindow lets the program without a command open its window, or be serve
// where it cannot.
func (p *program) addWindow(root *cobra.Command) {
	var listen string
	root.Flags().StringVar(&listen, "listen", "", "HOST:PORT to receive on (default: the setting, at first 127.0.0.1:4100)")
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		if p.engine != nil {
			return failure{errServing}
		}
		ok, why := usableDisplay()
		if ok {
			why, ok = p.window(cmd.Context(), listen)
		}
		if ok {
			return p.ended
		}
		fmt.Fprintf(p.stderr, "No window can be opened (%s); carrying on as \"ringback serve\".\n", why)
		return wrapFailure(p.serve(cmd.Context(), listen, outputText))
	}
}

// window opens the window and receives until it is closed. It is not ok where
// the display turned out not to do, for the reason why.
func (p *program) window(ctx context.Context, listen string) (why string, ok bool) {
	runtime.LockOSThread()
	e, err := p.open()
	if errors.Is(err, storage.ErrLocked) {
		err = errServing
	}
	if err != nil {
		p.ended = failure{err}
		return "", true
	}
	if listen == "" {
		listen = e.Settings().Listen
	}
	err = ui.Run(ctx, ui.Options{
		Name: appName, ID: appID, Version: appVersion,
		Engine: e,
		Receive: func(ctx context.Context, started func(localURL string)) error {
			return p.receive(ctx, e, listen, started)
		},
	})
	err = errors.Join(err, e.Close())
	if errors.Is(err, ui.ErrNoDisplay) {
		return err.Error(), false
	}
	p.ended = wrapFailure(err)
	return "", true
}

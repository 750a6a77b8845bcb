package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) statsCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Counts, sizes and ages of what is stored",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				bar := p.bar("counting")
				err := e.Settle(ctx, bar.progress)
				bar.end()
				if err != nil {
					return err
				}
				s, err := e.Stats()
				if err != nil {
					return err
				}
				if output == outputJSON {
					return p.printJSON(s)
				}
				return p.printStats(s)
			})
		},
	}
	addOutput(cmd, &output)
	return cmd
}

func (p *program) printStats(s inspector.Stats) error {
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "callbacks\t%d\n", s.Callbacks)
	if s.Oldest != nil && s.Newest != nil {
		fmt.Fprintf(w, "oldest\t%s\nnewest\t%s\n", s.Oldest.Local().Format("2006-01-02 15:04:05"), s.Newest.Local().Format("2006-01-02 15:04:05"))
	}
	fmt.Fprintf(w, "file\t%s, %s of it in use\n", size(s.FileSize), size(s.FileSize-s.FreeBytes))
	fmt.Fprintf(w, "secrets\tin %s\n", s.SecretsKept)
	if s.Health.OK {
		fmt.Fprintln(w, "recording\tcallbacks can be stored")
	} else {
		fmt.Fprintf(w, "recording\t%s\n", p.red("NOT RECORDING: "+s.Health.Cause))
	}
	if s.Refused > 0 {
		fmt.Fprintf(w, "refused\t%d got 503 because they could not be stored\n", s.Refused)
	}
	for n, span := range slices.Backward(s.Tunnel) {
		title := ""
		if n == len(s.Tunnel)-1 {
			title = "tunnel"
		}
		fmt.Fprintf(w, "%s\t%s\n", title, spanWords(span))
	}
	for _, group := range []struct {
		title  string
		counts map[string]uint64
	}{{"kinds", s.Kinds}, {"signatures", s.Verdicts}} {
		for n, name := range slices.Sorted(maps.Keys(group.counts)) {
			title := ""
			if n == 0 {
				title = group.title
			}
			fmt.Fprintf(w, "%s\t%d %s\n", title, group.counts[name], name)
		}
	}
	return w.Flush()
}

// spanWords says when the tunnel was open.
func spanWords(s inspector.OpenSpan) string {
	const form = "2006-01-02 15:04:05"
	if s.Open {
		return "open since " + s.From.Local().Format(form)
	}
	words := "open from " + s.From.Local().Format(form) + " to " + s.Until.Local().Format(form)
	if s.Cause != "" {
		words += ", until: " + printable(s.Cause)
	}
	return words
}

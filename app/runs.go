package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/deliver"
)

func (p *program) runsCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listRuns(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "runs",
		Short: "What was replayed: when, where to, and what came of it",
		Long: `Lists the replays. Each is written down before anything is sent, so that also of
one that broke off in the middle it is known what was sent.`,
		Example: `  ringback runs
  ringback runs show 7`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List them, the newest first", &output)
	var shown string
	show := &cobra.Command{
		Use: "show RUN", Short: "Show what came of each callback", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("output", shown, outputText, outputJSON); err != nil {
				return err
			}
			return p.onRun(cmd, args[0], func(e *inspector.Inspector, id uint64) error { return p.showRun(e, id, shown) })
		},
	}
	addOutput(show, &shown)
	remove := &cobra.Command{
		Use: "remove RUN", Short: "Remove a run and its results", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.onRun(cmd, args[0], func(e *inspector.Inspector, id uint64) error {
				err := e.RemoveRun(id)
				if err == nil {
					p.done("Run %d is removed.", id)
				}
				return err
			})
		},
	}
	cmd.AddCommand(show, remove)
	return cmd
}

func (p *program) onRun(cmd *cobra.Command, number string, do func(e *inspector.Inspector, id uint64) error) error {
	id, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return fmt.Errorf("%q is no run: want a number such as 7", number)
	}
	return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error { return do(e, id) })
}

func (p *program) listRuns(e *inspector.Inspector, asJSON bool) error {
	runs, err := e.Runs()
	if err != nil {
		return err
	}
	if asJSON {
		return p.printJSON(runs)
	}
	if len(runs) == 0 {
		p.done(`Nothing was replayed yet: "ringback replay" does it.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "RUN\tSTARTED\tTO\tSUITE\tAS\tCAME OF IT")
	for _, r := range runs {
		suite := printable(r.Suite)
		if suite == "" {
			suite = "-"
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.StartedAt.Local().Format("2006-01-02 15:04:05"), printable(r.To), suite, r.Badge, tallyWords(r))
	}
	return w.Flush()
}

func (p *program) showRun(e *inspector.Inspector, id uint64, output string) error {
	run, err := e.Run(id)
	if err != nil {
		return err
	}
	if output == outputJSON {
		if _, err := fmt.Fprint(p.stdout, `{"results": [`); err != nil {
			return err
		}
	}
	first := true
	var broken error
	err = e.RunResults(id, func(res inspector.RunResult) bool {
		broken = p.printResult(e, res, output, first, true)
		first = false
		return broken == nil
	})
	switch {
	case err != nil:
		return err
	case broken != nil:
		return broken
	case output == outputJSON:
		return p.endResults(run)
	}
	for _, callback := range run.Pending {
		if _, err := fmt.Fprintf(p.stdout, "#%-6d may have been sent\n", callback); err != nil {
			return err
		}
	}
	p.done("%s", runWords(run))
	return nil
}

// runWords says what came of a run.
func runWords(r inspector.Run) string {
	words := fmt.Sprintf("Run %d to %s: %s.", r.ID, r.To, tallyWords(r))
	var beside []string
	for _, outcome := range []compare.Outcome{compare.Fixed, compare.Broken, compare.StillFailing, compare.Same, compare.Changed} {
		if n := r.Outcomes[outcome]; n > 0 {
			beside = append(beside, fmt.Sprintf("%d %s", n, outcomeWords(outcome)))
		}
	}
	if beside != nil {
		words += " Beside the last run: " + strings.Join(beside, ", ") + "."
	}
	return words
}

// tallyWords counts what came of a run.
func tallyWords(r inspector.Run) string {
	words := fmt.Sprintf("%d of %d delivered", r.Delivered, r.Total)
	for _, part := range []struct {
		n     int
		words string
	}{
		{r.Failed, "failed"}, {r.Skipped, "cannot be sent"}, {len(r.Pending), "may have been sent"}, {r.Total - r.Begun, "not sent"},
	} {
		if part.n > 0 {
			words += fmt.Sprintf(", %d %s", part.n, part.words)
		}
	}
	switch r.End {
	case "":
		return words + "; under way"
	case inspector.RunDone:
		return words
	}
	return words + "; " + strings.ReplaceAll(string(r.End), "-", " ")
}

func outcomeWords(o compare.Outcome) string { return strings.ReplaceAll(string(o), "-", " ") }

// resultWords says what came of one callback.
func resultWords(res inspector.RunResult) string {
	if res.Attempt == nil {
		return printable(res.Skipped)
	}
	a := *res.Attempt
	words := attemptWords(deliver.Attempt{Cause: deliver.Cause(a.Cause), Status: a.Status, Took: time.Duration(a.TookMS * float64(time.Millisecond))})
	if a.Truncated {
		words += ", the answer is larger than 1 MiB and cut"
	}
	if res.Last == nil {
		return words
	}
	words += "  " + outcomeWords(res.Last.Outcome)
	for n, d := range res.Last.Differences {
		if n == 3 {
			return words + fmt.Sprintf(" and %d more", len(res.Last.Differences)+res.Last.More-n)
		}
		words += fmt.Sprintf("; %s: %s → %s", printable(d.At), shorten(printable(d.Was), gistRoom), shorten(printable(d.Now), gistRoom))
	}
	return words
}

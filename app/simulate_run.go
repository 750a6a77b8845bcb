package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/assets"
	"ringback/inspector"
	"ringback/inspector/scenario"
	"ringback/inspector/simulate"
)

var errScenario = errors.New("not as expected")

func (p *program) simulateRunCommand() *cobra.Command {
	var s simulation
	var variables []string
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Carry a scenario out and say which of its steps went as expected",
		Long: `Carries out a scenario: one that comes with Ringback ("ringback simulate list"
lists them), or a YAML file ("ringback simulate show NAME" prints one to start
from). All of it is checked before anything is sent.

Exit status: 0 when all steps went as expected, 1 when one did not.`,
		Example: `  ringback simulate run sign-up-by-keyword --target https://hooks.example.com/sms
  ringback simulate run my-scenario.yaml --var person=4520304051 --output json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.FixedCompletions(assets.ScenarioNames(), cobra.ShellCompDirectiveDefault),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.check(cmd); err != nil {
				return err
			}
			values := map[string]string{}
			for _, v := range variables {
				name, value, ok := strings.Cut(v, "=")
				if !ok || name == "" {
					return fmt.Errorf("--var %s: want NAME=VALUE", v)
				}
				values[name] = value
			}
			seeded := cmd.Flags().Changed("seed")
			return p.withEngine(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				sc, err := p.readScenario(args[0], values)
				if err != nil {
					return err
				}
				if !seeded && sc.Seed != nil {
					s.seed = *sc.Seed
				}
				o, err := p.options(&s)
				if err != nil {
					return err
				}
				return p.towards(ctx, e, &s, o, func(o simulate.Options) error { return p.runScenario(ctx, e, sc, o, s.output == outputJSON) })
			})
		},
	}
	p.addTowards(cmd, &s)
	cmd.Flags().StringArrayVar(&variables, "var", nil, "`NAME=VALUE` in place of the scenario's; may be repeated")
	addOutput(cmd, &s.output)
	return cmd
}

// readScenario reads a scenario that comes with the program, or a file.
func (p *program) readScenario(name string, variables map[string]string) (*scenario.Scenario, error) {
	source, err := assets.Scenario(name)
	if err != nil {
		if source, err = p.readAll(name); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%q: %w, and no file of this name: %w", name, assets.ErrNoScenario, err)
		}
	}
	if err != nil {
		return nil, err
	}
	sc, err := scenario.Parse(source, variables)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return sc, nil
}

// runScenario prints each step when it is done, and at the end how it went.
func (p *program) runScenario(ctx context.Context, e *inspector.Inspector, sc *scenario.Scenario, o simulate.Options, asJSON bool) error {
	o.Started = nil // what is repeated is told by the table
	run := &scenario.Run{Scenario: sc, Engine: e, Options: o}
	if !asJSON {
		fmt.Fprintf(p.stdout, "%s\n", printable(sc.Name))
		bar := p.bar("sending")
		run.Progress = func(sent, count int) { bar.progress(uint64(sent), uint64(count)) }
		run.After = func(r scenario.Result) {
			bar.end()
			fmt.Fprintln(p.stdout, resultRow(r))
		}
	}
	results, err := run.Run(ctx)
	if err != nil {
		return err
	}
	failed := scenario.Failed(results)
	if asJSON {
		var told runJSON
		if told, err = newRunJSON(sc, o.Seed, results); err == nil {
			err = p.printJSON(told)
		}
	} else {
		_, err = fmt.Fprintf(p.stdout, "%d of %d steps as expected\n", len(results)-failed, len(results))
	}
	if err == nil && failed > 0 {
		err = fmt.Errorf("%d of %d steps: %w", failed, len(results), errScenario)
	}
	return err
}

// stepRoom is how many characters of a table are for the name of a step.
const stepRoom = 50

// resultRow returns a step in a line, and what went wrong in one each below.
func resultRow(r scenario.Result) string {
	verdict := "pass"
	if !r.Passed() {
		verdict = "FAIL"
	}
	row := strings.TrimRight(fmt.Sprintf("  %s %3d  %-*s  %s", verdict, r.N, stepRoom, shorten(printable(r.Step.Name), stepRoom), sentWords(r)), " ")
	for n, wrong := range r.Wrong {
		if n == 3 {
			return row + fmt.Sprintf("\n            and %d more", len(r.Wrong)-n)
		}
		row += "\n            " + printable(wrong)
	}
	return row
}

// sentWords says what was sent and how it was answered.
func sentWords(r scenario.Result) string {
	if w := r.Weather; w != nil {
		return fmt.Sprintf("%d of %d delivered, the longest in %s", w.Delivered, w.Count, rounded(w.Longest))
	}
	if len(r.Sent) == 0 {
		return ""
	}
	counts := map[string]int{}
	for _, sent := range r.Sent {
		counts[scenario.Words(sent.Last())]++
	}
	last := r.Sent[len(r.Sent)-1]
	if len(r.Sent) == 1 {
		words := attemptWords(last.Last())
		if n := len(last.Climb.Rungs); n > 1 {
			words += fmt.Sprintf(", %s after %d attempts in %s", endWords(last.Climb.End), n, ageWords(last.Climb.Rungs[n-1].Age))
		}
		return words
	}
	var words []string
	for _, answer := range slices.Sorted(maps.Keys(counts)) {
		words = append(words, fmt.Sprintf("%d× %s", counts[answer], answer))
	}
	return strings.Join(words, ", ")
}

func (p *program) simulateListCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the scenarios that come with Ringback",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			return wrapFailure(p.listScenarios(output == outputJSON))
		},
	}
	addOutput(cmd, &output)
	return cmd
}

// shippedJSON is a scenario that comes with the program.
type shippedJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	About string `json:"about"`
	Steps int    `json:"steps"`
}

func (p *program) listScenarios(asJSON bool) error {
	var list []shippedJSON
	for _, id := range assets.ScenarioNames() {
		sc, err := p.readScenario(id, nil)
		if err != nil {
			return err
		}
		list = append(list, shippedJSON{ID: id, Name: sc.Name, About: strings.TrimSpace(sc.About), Steps: len(sc.Steps)})
	}
	if asJSON {
		return p.printJSON(list)
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "SCENARIO\tSTEPS\tABOUT")
	for _, s := range list {
		first, _, _ := strings.Cut(s.About, ". ")
		fmt.Fprintf(w, "%s\t%d\t%s\n", s.ID, s.Steps, strings.TrimSuffix(first, "."))
	}
	return w.Flush()
}

func (p *program) simulateShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "show SCENARIO",
		Short:             "Print a scenario that comes with Ringback, to write one of your own from it",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.FixedCompletions(assets.ScenarioNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := assets.Scenario(args[0])
			if err != nil {
				return failure{err}
			}
			_, err = p.stdout.Write(text)
			return wrapFailure(err)
		},
	}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"ringback/inspector/simulate"
)

func (p *program) simulateStormCommand() *cobra.Command {
	var t texting
	var storm simulate.Storm
	cmd := &cobra.Command{
		Use:   "storm --from NUMBER --to NUMBER TEXT",
		Short: "Many people text you at a time",
		Long: `Sends the same text many times, as different received SMS that each have an id of
their own, and says how they were answered.`,
		Example: `  ringback simulate storm --from 4520304050 --to 451204 'foo hello' --count 1000 --rate 200`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.check(args); err != nil {
				return err
			}
			return p.simulating(cmd, &t.simulation, func(ctx context.Context, sim *simulate.Simulator) error {
				sms, _, err := t.draft(sim)
				if err != nil {
					return err
				}
				all, err := sms.Callbacks(sim.Clock.Now(), sim.Random())
				if err != nil {
					return err
				}
				bar := p.bar("sending")
				w, err := sim.Storm(ctx, storm, sim.Swarm(all[0]), func(sent int) { bar.progress(uint64(sent), uint64(storm.Count)) })
				bar.end()
				if err != nil {
					return err
				}
				return p.printWeather(w, t.output == outputJSON)
			})
		},
	}
	p.addTexting(cmd, &t)
	cmd.Flags().IntVar(&storm.Count, "count", 1000, "`N` to send")
	cmd.Flags().Float64Var(&storm.Rate, "rate", 0, "`N` a second (0: as many as go)")
	cmd.Flags().IntVar(&storm.Connections, "connections", 16, "`N` to send at a time")
	return cmd
}

// weatherJSON is what came of a storm, for programs.
type weatherJSON struct {
	Sent      int            `json:"sent"`
	Delivered int            `json:"delivered"`
	Statuses  map[string]int `json:"statuses"`
	Causes    map[string]int `json:"causes"`
	TookMS    float64        `json:"took_ms"`
	Rate      float64        `json:"per_second"`
	P50MS     float64        `json:"p50_ms"`
	P99MS     float64        `json:"p99_ms"`
	LongestMS float64        `json:"longest_ms"`
}

func newWeatherJSON(w simulate.Weather) weatherJSON {
	statuses, causes := map[string]int{}, map[string]int{}
	for status, n := range w.Statuses {
		statuses[fmt.Sprint(status)] = n
	}
	for cause, n := range w.Causes {
		causes[string(cause)] = n
	}
	return weatherJSON{
		Sent: w.Count, Delivered: w.Delivered, Statuses: statuses, Causes: causes, TookMS: milliseconds(w.Took), Rate: w.Rate(),
		P50MS: milliseconds(w.P50), P99MS: milliseconds(w.P99), LongestMS: milliseconds(w.Longest),
	}
}

func (p *program) printWeather(w simulate.Weather, asJSON bool) error {
	told := newWeatherJSON(w)
	var err error
	if asJSON {
		err = p.printJSON(told)
	} else {
		_, err = fmt.Fprintf(p.stdout, "%d sent in %s, %.0f a second; half within %s, 99 %% within %s, all within %s\n",
			w.Count, rounded(w.Took), w.Rate(), rounded(w.P50), rounded(w.P99), rounded(w.Longest))
		for _, status := range slices.Sorted(maps.Keys(told.Statuses)) {
			fmt.Fprintf(p.stdout, "  answered %s: %d\n", status, told.Statuses[status])
		}
		for _, cause := range slices.Sorted(maps.Keys(told.Causes)) {
			fmt.Fprintf(p.stdout, "  %s: %d\n", cause, told.Causes[cause])
		}
	}
	if err == nil && w.Delivered < w.Count {
		err = fmt.Errorf("%d of %d: %w", w.Count-w.Delivered, w.Count, errUndelivered)
	}
	return err
}

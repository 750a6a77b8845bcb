package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/filter"
)

// filterFlags are the flags of commands that work on some callbacks.
type filterFlags struct {
	source  string
	view    string
	explain bool
}

func (f *filterFlags) add(cmd *cobra.Command) {
	f.addQuery(cmd)
	cmd.Flags().BoolVar(&f.explain, "explain", false, "say on stderr how the filter is answered, and how much was read")
}

func (f *filterFlags) addQuery(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.source, "filter", "", "only what matches `QUERY`, such as \"kind:mo sig:bad\"; see \"ringback help filter\"")
	cmd.Flags().StringVar(&f.view, "view", "", "only what is in the saved view `NAME`; see \"ringback views\"")
	_ = cmd.RegisterFlagCompletionFunc("filter", completeFilter) // the flag is there
}

// wrongFilter is a filter with a mistake in it.
type wrongFilter struct {
	source string
	*filter.SyntaxError
}

func (w *wrongFilter) Unwrap() error { return w.SyntaxError }

// parse reads the filter; a mistake in it is wrong usage.
func (f *filterFlags) parse() (filter.Filter, error) { return parseFilter(f.source) }

func parseFilter(source string) (filter.Filter, error) {
	parsed, err := filter.Parse(source)
	var bad *filter.SyntaxError
	if errors.As(err, &bad) {
		return parsed, &wrongFilter{source, bad}
	}
	return parsed, err
}

// point shows a mistake: the filter, a caret below its place, and what would be
// right.
func (w *wrongFilter) point() string {
	// A sign for each rune, and no line break: the columns must stay true.
	line := printable(w.source)
	shown := []rune(line)
	start := min(w.Start, len(shown))
	end := min(max(w.End, start), len(shown))
	before, place := runewidth.StringWidth(string(shown[:start])), runewidth.StringWidth(string(shown[start:end]))
	text := fmt.Sprintf("  %s\n  %s%s\n", line, strings.Repeat(" ", before), strings.Repeat("^", max(1, place)))
	hint := w.Hint
	if corrected, ok := w.Corrected(w.source); ok {
		if hint != "" && !strings.HasSuffix(hint, "?") {
			hint += "."
		}
		hint += " Try: " + printable(corrected)
	}
	if hint = strings.TrimSpace(hint); hint != "" {
		hint = strings.ToUpper(hint[:1]) + hint[1:] + "\n"
	}
	return text + hint
}

// resolve returns the filter together with that of the view.
func (f *filterFlags) resolve(e *inspector.Inspector) (filter.Filter, error) {
	parsed, err := f.parse()
	if err != nil || f.view == "" {
		return parsed, err
	}
	v, err := e.View(f.view)
	if err != nil {
		return parsed, err
	}
	saved, err := filter.Parse(v.Filter)
	return filter.Both(saved, parsed), err
}

// search plans the filter when the index has caught up.
func (p *program) search(ctx context.Context, e *inspector.Inspector, f filter.Filter) (*inspector.Search, error) {
	if err := p.settle(ctx, e); err != nil {
		return nil, err
	}
	return e.Search(ctx, f, time.Local)
}

// tell says on stderr how a search was answered.
func (p *program) tell(s *inspector.Search, read inspector.Read) {
	e := s.Explain()
	w := tabwriter.NewWriter(p.stderr, 0, 4, 2, ' ', 0)
	for _, q := range e.Questions {
		fmt.Fprintf(w, "%s\t%s\n", printable(q.Term), q.Way)
	}
	fmt.Fprintf(w, "read\t%d blocks of the index, %d callbacks looked at, %d of them understood\n", read.Blocks, read.Looked, read.Understood)
	if e.Indexed < e.Last {
		fmt.Fprintf(w, "index\t%d of %d callbacks, the others were looked at\n", e.Indexed, e.Last)
	}
	_ = w.Flush() // what cannot be told is not worth failing
}

// completeFilter completes the term at the end of what was typed.
func completeFilter(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var list []string
	runes := []rune(typed)
	for _, c := range filter.Complete(typed, len(runes), nil) {
		line := string(runes[:c.Start]) + c.Text
		if c.Help != "" {
			line += "\t" + c.Help
		}
		list = append(list, line)
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// filterTopic is "ringback help filter".
func filterTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "filter",
		Short: "The language of --filter and of views",
		Long:  strings.TrimRight(filter.Help(), "\n"),
	}
}

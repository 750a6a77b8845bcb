package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) targetsCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listTargets(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "targets",
		Short: "Named addresses that recorded callbacks can be sent to",
		Long: `Saves addresses under names. What of one may be secret (a login or query in the
address, the values of headers, the secret to sign with) is kept with the other
secrets, and never shown.

An address without a path, such as http://localhost:3000, leaves each callback
its own path and query; with one it is the whole address.`,
		Example: `  ringback targets add app http://localhost:3000/hooks
  ringback targets add staging - --header 'X-Api-Key: 123' --secret-file secret.txt < address.txt`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List them", &output)
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Remove a target and its secrets", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				err := e.RemoveTarget(args[0])
				if err == nil {
					p.done("Target %s is removed.", args[0])
				}
				return err
			})
		},
	}
	cmd.AddCommand(p.targetsAddCommand(), remove)
	return cmd
}

func (p *program) targetsAddCommand() *cobra.Command {
	var headers []string
	var secretFile, ca string
	cmd := &cobra.Command{
		Use:   "add NAME URL",
		Short: "Save an address, http or https; - reads it from stdin",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			lines, err := headerLines(headers)
			if err != nil {
				return err
			}
			if args[1] == "-" && (secretFile == "-" || ca == "-") {
				return errors.New("only one of the URL, --secret-file and --ca can be read from stdin")
			}
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				f := inspector.TargetForm{Name: args[0], URL: args[1], Headers: lines}
				if err := p.readForm(&f, secretFile, ca); err != nil {
					return err
				}
				t, err := e.AddTarget(f)
				if err != nil {
					return err
				}
				p.done("Target %s is added. Its secrets are kept in %s.", t.Name, e.SecretsKept())
				return nil
			})
		},
	}
	cmd.Flags().StringArrayVar(&headers, "header", nil, "header `LINE` to send along, 'Name: value'; may be repeated")
	cmd.Flags().StringVar(&secretFile, "secret-file", "", "`FILE` that holds the secret to sign with (default: the webhook's)")
	cmd.Flags().StringVar(&ca, "ca", "", "`FILE` in PEM form of an authority to trust besides those of this system")
	return cmd
}

// readForm reads what the command line names files for.
func (p *program) readForm(f *inspector.TargetForm, secretFile, ca string) (err error) {
	if f.URL == "-" {
		if f.URL, err = p.readSecret("-"); err != nil {
			return err
		}
	}
	if secretFile != "" {
		if f.Secret, err = p.readSecret(secretFile); err != nil {
			return err
		}
	}
	if ca != "" {
		f.CA, err = p.readAll(ca)
	}
	return err
}

// headerLines reads header lines of flags.
func headerLines(flags []string) (lines [][2]string, err error) {
	for _, line := range flags {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errors.New("--header: want 'Name: value'")
		}
		lines = append(lines, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
	return lines, nil
}

func (p *program) listTargets(e *inspector.Inspector, asJSON bool) error {
	targets, err := e.Targets()
	if err != nil {
		return err
	}
	if asJSON {
		return p.printJSON(targets)
	}
	if len(targets) == 0 {
		p.done(`No target is saved yet: "ringback targets add" adds one.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tADDRESS\tWITH")
	for _, t := range targets {
		fmt.Fprintf(w, "%s\t%s\t%s\n", printable(t.Name), printable(t.URL), printable(targetWith(t)))
	}
	return w.Flush()
}

// targetWith says what belongs to a target and is not shown.
func targetWith(t inspector.Target) string {
	var with []string
	for _, part := range []struct {
		has   bool
		words string
	}{
		{t.HasLogin, "login"}, {t.HasQuery, "query"}, {t.HasSecret, "secret"}, {t.CA != "", "authority"},
		{len(t.Headers) > 0, "header " + strings.Join(t.Headers, ", ")},
	} {
		if part.has {
			with = append(with, part.words)
		}
	}
	if with == nil {
		return "-"
	}
	return strings.Join(with, ", ")
}

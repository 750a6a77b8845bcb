package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/tunnel"
)

func (p *program) tunnelCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "tunnel",
		Short: "The way in from outside: its address, its state, its authtoken",
		Long: `Callers from outside come in through ngrok, at a public address with a
certificate, while "ringback serve" or the window runs. That needs an authtoken,
free from https://dashboard.ngrok.com/get-started/your-authtoken. It is looked for
in NGROK_AUTHTOKEN, then where "ringback tunnel token" keeps it, then in ngrok's
own ngrok.yml.`,
		Example: `  ringback tunnel
  ringback settings set tunnel.url=https://hooks.example.com`,
		Args: noToken,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				return p.showTunnel(e, output == outputJSON)
			})
		},
	}
	addOutput(cmd, &output)
	cmd.AddCommand(p.tokenCommand())
	return cmd
}

// tunnelState is what is known of the tunnel.
type tunnelState struct {
	State       string `json:"state"`
	URL         string `json:"url"`
	Code        string `json:"code"`
	Error       string `json:"error"`
	LatencyMS   int64  `json:"latency_ms"`
	Account     string `json:"account"`
	Plan        string `json:"plan"`
	TokenSource string `json:"token_source"`
	Mode        string `json:"mode"`
	ReservedURL string `json:"reserved_url"`
	LastURL     string `json:"last_url"`
}

func (p *program) showTunnel(e *inspector.Inspector, asJSON bool) error {
	last, err := e.LastPublicURL()
	if err != nil {
		return err
	}
	var now inspector.WayIn
	if p.public != nil {
		now = *p.public
	}
	found, trouble := e.Authtoken(p.getenv)
	settings := e.Settings().Tunnel
	s := tunnelState{
		State: now.State.String(), URL: now.URL, Code: now.Code, Error: text(now.Err), LatencyMS: now.Latency.Milliseconds(),
		Account: now.Account, Plan: now.Plan, TokenSource: found.Source, Mode: settings.Mode, ReservedURL: settings.URL, LastURL: last,
	}
	if now.Err == nil {
		s.Error = text(trouble)
	}
	if asJSON {
		return p.printJSON(s)
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "state\t%s\n", s.State)
	switch {
	case now.Err != nil:
		fmt.Fprintf(w, "\t%s\n", printable(faultWords(now.Err)))
	case now.State == tunnel.Online:
		fmt.Fprintf(w, "address\t%s\n", s.URL)
		fmt.Fprintf(w, "account\t%s, plan %s\n", printable(s.Account), printable(s.Plan))
	}
	if last != "" && last != now.URL {
		fmt.Fprintf(w, "last address\t%s\n", last)
	}
	switch {
	case found.Source != "":
		fmt.Fprintf(w, "authtoken\tfrom %s\n", printable(found.Source))
	case trouble != nil:
		fmt.Fprintf(w, "authtoken\t%s\n", printable(trouble.Error()))
	default:
		fmt.Fprintf(w, "authtoken\tnone\n")
	}
	reserved := s.ReservedURL
	if reserved == "" {
		reserved = "your account's own dev domain"
	}
	fmt.Fprintf(w, "settings\t%s, %s\n", s.Mode, reserved)
	return w.Flush()
}

// noToken refuses arguments without repeating them: one may be an authtoken.
func noToken(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return errors.New("nothing is wanted after the command; give an authtoken to \"ringback tunnel token --stdin\", where nobody reads it")
	}
	return nil
}

func (p *program) tokenCommand() *cobra.Command {
	var fromStdin, remove bool
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Keep ngrok's authtoken in the keyring, or remove it from there",
		Long: `Keeps ngrok's authtoken in the keyring of this system, or where there is none in
the file for secrets. A tunnel that is open is opened anew with it.`,
		Example: `  pass show ngrok | ringback tunnel token --stdin
  ringback tunnel token --remove`,
		Args: noToken,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				if remove {
					if err := e.SetAuthtoken(""); err != nil {
						return err
					}
					p.done("The authtoken is removed from %s.", e.SecretsKept())
					return nil
				}
				token, err := p.readSecret("-")
				if err != nil {
					return err
				}
				if err := e.SetAuthtoken(token); err != nil {
					return err
				}
				p.done("The authtoken is kept in %s, and is used from now on.", e.SecretsKept())
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&fromStdin, "stdin", false, "read it from stdin")
	cmd.Flags().BoolVar(&remove, "remove", false, "remove it")
	cmd.MarkFlagsMutuallyExclusive("stdin", "remove")
	cmd.MarkFlagsOneRequired("stdin", "remove")
	return cmd
}

package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/wire"
)

func (p *program) verifyCommand() *cobra.Command {
	var secretFile, output string
	cmd := &cobra.Command{
		Use:   "verify [FILE|-]",
		Short: "Say what Ringback makes of one raw HTTP request; needs no database",
		Long: `Reads one raw HTTP request (start line, headers, an empty line, body; lines may
end with LF or CRLF) and says what Ringback makes of it: kind, fields, and the
verdict of its signature.`,
		Example: `  ringback verify request.http
  ringback show 42 --output http | ringback verify --secret-file secret.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("output", output, outputText, outputJSON); err != nil {
				return err
			}
			name := "-"
			if len(args) > 0 {
				name = args[0]
			}
			return wrapFailure(p.verify(name, secretFile, output == outputJSON))
		},
	}
	cmd.Flags().StringVar(&secretFile, "secret-file", "", "`FILE` that holds the webhook's secret")
	addOutput(cmd, &output)
	return cmd
}

func (p *program) verify(name, secretFile string, asJSON bool) error {
	var secret string
	if secretFile != "" {
		var err error
		if secret, err = p.readSecret(secretFile); err != nil {
			return err
		}
	}
	raw, err := p.readAll(name)
	if err != nil {
		return err
	}
	head, body, err := wire.ReadRequest(raw)
	if err != nil {
		return err
	}
	m := inspector.Explain(gatewayapi.Request{Method: head.Method, Target: head.Target, Headers: head.Headers, Body: body}, secret)
	if asJSON {
		return p.printJSON(m)
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	describeMeaning(func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s\t%s\n", name, value)
		}
	}, m)
	return w.Flush()
}

// maxInput bounds what is read of a file or stdin as a whole.
const maxInput = 64 << 20

// readAll reads a file; "-" is stdin.
func (p *program) readAll(name string) ([]byte, error) {
	in, err := p.input(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	if err == nil && len(raw) > maxInput {
		err = fmt.Errorf("%s: %w, %s", name, errTooLarge, size(maxInput))
	}
	return raw, err
}

// readSecret reads a secret from a file ("-" for stdin). One line end after it
// is an editor's and not part of it.
func (p *program) readSecret(name string) (string, error) {
	raw, err := p.readAll(name)
	if err != nil {
		return "", err
	}
	secret := strings.TrimSuffix(strings.TrimSuffix(string(raw), "\n"), "\r")
	if secret == "" {
		return "", errEmptySecret
	}
	return secret, nil
}

package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"ringback/app/owner"
	"ringback/inspector/reach"
)

// errNoCertificate means that a file of authorities has none in it.
var errNoCertificate = errors.New("there is no certificate in PEM form in the file")

// unreached is an address at which callbacks do not arrive.
type unreached struct {
	address string
	reach.Finding
}

func (u *unreached) Error() string { return u.address + ": " + u.Text }

// checkFlags say how to look at an address.
type checkFlags struct {
	secretFile, bodyFile, caFile string
	noRequest, past              bool
	output                       string
}

func (p *program) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [URL]",
		Short: "Look at the address of a webhook as the provider would",
		Long: `Looks at the address of a webhook as the provider would: the name in DNS, the
connection, TLS with the certificates as they are sent, and the answer to one
POST within 5 seconds. Redirects are not followed and count as failures. It says
what is wrong and what to do, in words to paste into a mail. With a URL it needs no database.

The POST is a delivery status of a message that does not exist, with the header
` + reach.CheckHeader + `. A name that leads to a private address is not connected to;
type the address itself to look at one.

What is sent to an address of our own is answered, and not recorded.

Without URL it proves our own public address, while the tunnel is open: by one
request through it and back, which is not recorded. --past lists what came of the
last ones, which are also sent whenever the tunnel opens, and every six hours.

Exit status: 0 callbacks arrive there, 1 they do not, 2 wrong usage.`,
		Example: `  ringback check https://hooks.example.com/sms/in
  ringback check https://hooks.example.com/sms/in --secret-file secret.txt
  ringback check https://hooks.example.com/sms/in --no-request --output json
  ringback check --past`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("output", f.output, outputText, outputJSON); err != nil {
				return err
			}
			switch {
			case f.past && len(args) > 0:
				return errors.New("--past takes no URL: it is about our own public address")
			case f.past:
				return p.listProofs(cmd, f.output == outputJSON)
			case len(args) == 0:
				return p.proveOwn(cmd, f.output == outputJSON)
			}
			if _, err := reach.ParseAddress(args[0]); err != nil {
				return err
			}
			if p.engine == nil {
				// It may be an address of our own: whoever serves it knows.
				if err := p.forward(cmd.Context()); !nobodyServes(err) {
					return err
				}
			}
			return wrapFailure(p.check(cmd.Context(), args[0], f))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.secretFile, "secret-file", "", "`FILE` that holds the webhook's secret: the POST is signed with it")
	flags.StringVar(&f.bodyFile, "body-file", "", "`FILE` with another body to send, a JSON object")
	flags.StringVar(&f.caFile, "ca-file", "", "`FILE` with further authorities to trust, in PEM form")
	flags.BoolVar(&f.noRequest, "no-request", false, "look at DNS, connection and TLS only; send nothing")
	flags.BoolVar(&f.past, "past", false, "list the last proofs of our own public address")
	addOutput(cmd, &f.output)
	return cmd
}

// nobodyServes tells whether a command is to be carried out here.
func nobodyServes(err error) bool {
	return errors.Is(err, owner.ErrNoOwner) || errors.Is(err, owner.ErrRefused) || errors.Is(err, owner.ErrVersion)
}

func (p *program) check(ctx context.Context, typed string, f checkFlags) error {
	l, err := p.lookingBy(f)
	if err != nil {
		return err
	}
	r, err := p.lookAt(ctx, typed, l)
	if err != nil {
		return err
	}
	if f.output == outputJSON {
		err = p.printJSON(r)
	} else {
		_, err = fmt.Fprintln(p.stdout, printableLines(r.Text()))
	}
	if worst, _ := r.Worst(); err == nil && r.Verdict == reach.Fail {
		return &unreached{r.Address, worst}
	}
	return err
}

// lookingBy reads the files that the flags name.
func (p *program) lookingBy(f checkFlags) (l looking, err error) {
	l.noRequest = f.noRequest
	if f.bodyFile != "" {
		if l.body, err = p.readAll(f.bodyFile); err != nil {
			return l, err
		}
	}
	if f.secretFile != "" {
		if l.secret, err = p.readSecret(f.secretFile); err != nil {
			return l, err
		}
	}
	if f.caFile != "" {
		if l.authorities, err = p.readAll(f.caFile); err != nil {
			return l, err
		}
		if !x509.NewCertPool().AppendCertsFromPEM(l.authorities) {
			return l, fmt.Errorf("%s: %w", f.caFile, errNoCertificate)
		}
	}
	return l, nil
}

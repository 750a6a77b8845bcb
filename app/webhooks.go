package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) webhooksCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listWebhooks(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "webhooks",
		Short: "Named ways in: path, secret, what they answer",
		Long: `A callback goes to the webhook with the longest path that covers its own; the
webhook "default" has the path / and takes the rest.`,
		Example: `  ringback webhooks
  ringback webhooks add autumn-vote --path /vote --secret-file secret.txt
  ringback webhooks set default --status 204`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List the webhooks", &output)
	remove := &cobra.Command{
		Use: "remove LABEL", Short: "Remove a webhook and its secret; what it received stays", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				if err := e.RemoveWebhook(args[0]); err != nil {
					return err
				}
				p.done("Webhook %s is removed; what it received stays.", args[0])
				return nil
			})
		},
	}
	cmd.AddCommand(p.webhookChange("add"), p.webhookChange("set"), remove)
	return cmd
}

// webhookFlags are what a person says of a webhook.
type webhookFlags struct {
	path, body, bodyFile, secretFile string
	headers                          []string
	status                           int
	delay                            time.Duration
	refuse, secretStdin, noSecret    bool
}

func (p *program) webhookChange(verb string) *cobra.Command {
	var f webhookFlags
	cmd := &cobra.Command{
		Use:   verb + " LABEL",
		Short: map[string]string{"add": "Add a webhook", "set": "Change a webhook; what is not named stays"}[verb],
		Example: map[string]string{
			"add": "  ringback webhooks add autumn-vote --path /vote --secret-file secret.txt",
			"set": "  pass show autumn-vote | ringback webhooks set autumn-vote --secret-stdin",
		}[verb],
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, h := range f.headers {
				if !strings.Contains(h, ":") {
					return errors.New("--header: want 'Name: value'")
				}
			}
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				return p.changeWebhook(cmd, e, args[0], f)
			})
		},
	}
	flags := cmd.Flags()
	status := inspector.DefaultAnswer().Status
	if verb == "set" {
		status = 0 // the one it has
	}
	flags.StringVar(&f.path, "path", "", "`PATH` where its callbacks arrive, such as /vote; what lies below it is covered too")
	flags.StringVar(&f.secretFile, "secret-file", "", "`FILE` that holds its secret")
	flags.BoolVar(&f.secretStdin, "secret-stdin", false, "read its secret from stdin")
	flags.IntVar(&f.status, "status", status, "`CODE` to answer with")
	flags.StringArrayVar(&f.headers, "header", nil, "header `LINE` to answer with, 'Name: value'; may be repeated")
	flags.StringVar(&f.body, "body", "", "`TEXT` to answer with")
	flags.StringVar(&f.bodyFile, "body-file", "", "`FILE` that holds the body to answer with")
	flags.DurationVar(&f.delay, "delay", 0, "`TIME` to wait before answering, such as 200ms")
	flags.BoolVar(&f.refuse, "refuse-bad-signatures", false, "answer 401 to what is not signed with the secret, while one is set; =false ends that")
	cmd.MarkFlagsMutuallyExclusive("secret-file", "secret-stdin")
	cmd.MarkFlagsMutuallyExclusive("body", "body-file")
	if verb == "add" {
		_ = cmd.MarkFlagRequired("path")
		return cmd
	}
	flags.BoolVar(&f.noSecret, "no-secret", false, "remove its secret, and those it replaced")
	cmd.MarkFlagsOneRequired("path", "status", "header", "body", "body-file", "delay", "refuse-bad-signatures", "secret-file", "secret-stdin", "no-secret")
	cmd.MarkFlagsMutuallyExclusive("secret-file", "secret-stdin", "no-secret")
	return cmd
}

func (p *program) changeWebhook(cmd *cobra.Command, e *inspector.Inspector, label string, f webhookFlags) error {
	w, change := inspector.Webhook{Label: label, Answer: inspector.DefaultAnswer()}, e.AddWebhook
	if cmd.Name() == "set" {
		var err error
		if w, err = e.Webhook(label); err != nil {
			return err
		}
		change = e.SetWebhook
	}
	if err := p.apply(cmd, f, &w); err != nil {
		return err
	}
	secret, set, err := p.secretOf(f)
	if err != nil {
		return err
	}
	if err := change(w); err != nil {
		return err
	}
	if set {
		if err := e.SetSecret(label, secret); err != nil {
			if cmd.Name() == "add" {
				err = errors.Join(err, e.RemoveWebhook(label)) // half a webhook is none
			}
			return err
		}
	}
	p.done("Webhook %s is %s.", label, map[string]string{"add": "added", "set": "changed"}[cmd.Name()])
	switch {
	case secret != "":
		p.done("Its secret is kept in %s.", e.SecretsKept())
	case set:
		p.done("Signatures of this webhook can no longer be checked, also of what came in before.")
	}
	return nil
}

// apply changes of a webhook what was said.
func (p *program) apply(cmd *cobra.Command, f webhookFlags, w *inspector.Webhook) error {
	said := cmd.Flags().Changed
	if said("path") {
		w.Path = f.path
	}
	if said("refuse-bad-signatures") {
		w.RefuseBad = f.refuse
	}
	if said("status") {
		w.Answer.Status = f.status
	}
	if said("delay") {
		w.Answer.DelayMS = int(f.delay.Milliseconds())
	}
	if said("header") {
		w.Answer.Headers = nil
		for _, h := range f.headers {
			name, value, _ := strings.Cut(h, ":")
			w.Answer.Headers = append(w.Answer.Headers, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	if said("body") {
		w.Answer.Body = f.body
	}
	if said("body-file") {
		body, err := p.readAll(f.bodyFile)
		if err == nil && !utf8.Valid(body) {
			err = fmt.Errorf("%s: %w", f.bodyFile, errNotText)
		}
		if err != nil {
			return err
		}
		w.Answer.Body = string(body)
	}
	return nil
}

// secretOf returns the secret that was said, and whether one was.
func (p *program) secretOf(f webhookFlags) (secret string, set bool, err error) {
	switch {
	case f.noSecret:
		return "", true, nil
	case f.secretStdin:
		secret, err = p.readSecret("-")
		return secret, true, err
	case f.secretFile != "":
		secret, err = p.readSecret(f.secretFile)
		return secret, true, err
	}
	return "", false, nil
}

func (p *program) listWebhooks(e *inspector.Inspector, asJSON bool) error {
	if asJSON {
		return p.printJSON(e.Webhooks())
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "LABEL\tPATH\tANSWER\tSECRET\tBAD SIGNATURES")
	missing := false
	for _, hook := range e.Webhooks() {
		secret, bad := "-", "recorded"
		switch {
		case e.SecretTrouble(hook.Label) != nil:
			secret, missing = "missing here", true
		case hook.HasSecret:
			secret = "set"
		}
		if hook.RefuseBad {
			bad = "refused with 401"
			if !hook.HasSecret {
				bad = "refused once there is a secret"
			}
		}
		answer := fmt.Sprint(hook.Answer.Status)
		if hook.Answer.Body != "" {
			answer += ", " + size(int64(len(hook.Answer.Body)))
		}
		if hook.Answer.DelayMS > 0 {
			answer += fmt.Sprintf(", after %d ms", hook.Answer.DelayMS)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", printable(hook.Label), printable(hook.Path), answer, secret, bad)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	words := "\nSecrets are kept in " + e.SecretsKept() + ".\n"
	if missing {
		words += "A secret that is missing here was set, but cannot be read from there: set it again, or unlock the keyring.\n"
	}
	_, err := io.WriteString(p.stdout, words)
	return err
}

package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

func (p *program) showCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one callback in full",
		Long: `Shows one callback in full. What http and body print is exact, byte for byte;
only on a terminal signs stand for what a terminal would obey.`,
		Example: `  ringback show 42
  ringback show 42 --output curl
  ringback show 42 --output body > body.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("output", output, outputText, outputJSON, "http", "curl", "body"); err != nil {
				return err
			}
			id, err := callbackID(args[0])
			if err != nil {
				return err
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				if err := p.settle(ctx, e); err != nil {
					return err
				}
				return p.show(e, id, output)
			})
		},
	}
	addForms(cmd, &output, "`FORM` of the output: text, json, http (the raw request), curl (a command that sends it again) or body (its exact bytes)",
		outputText, outputJSON, "http", "curl", "body")
	return cmd
}

func (p *program) show(e *inspector.Inspector, id uint64, output string) error {
	if output == outputText || output == outputJSON {
		c, err := e.Callback(id)
		if err != nil {
			return err
		}
		if output == outputText {
			return describe(p.stdout, c)
		}
		return p.printJSON(c)
	}
	rec, err := e.Record(id)
	if err != nil {
		return err
	}
	out := rec.Request.Body
	switch output {
	case "http":
		out = inspector.RawRequest(rec)
	case "curl":
		base := p.localURL
		if base == "" {
			base = "http://" + e.Settings().Listen
		}
		command, err := inspector.Curl(rec, base)
		if err != nil {
			return err
		}
		out = []byte(command + "\n")
	}
	if p.call.StdoutTTY && output != "curl" {
		out = []byte(printableLines(string(out)) + "\n")
	}
	_, err = p.stdout.Write(out)
	return err
}

// maxShown is how much of a body is shown with the rest, in characters.
const maxShown = 4000

// describe writes a callback in words.
func describe(out io.Writer, c *inspector.Callback) error {
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s\t%s\n", name, value)
		}
	}
	fmt.Fprintf(w, "#%d\t%s, %s\n", c.ID, kindWords(c.Kind), c.ReceivedAt.Local().Format("2006-01-02 15:04:05.000 MST"))
	line("request", printable(requestWords(c)))
	line("webhook", printable(c.Webhook))
	line("answer", answerWords(c.Response))
	line("thread", threadWords(c))
	line("marks", marksWords(c.Marks))
	describeMeaning(line, c.Meaning)
	for _, h := range c.Request.Headers {
		line("header", printable(h[0]+": "+h[1]))
	}
	line("body", bodyWords(c.Request))
	if err := w.Flush(); err != nil {
		return err
	}
	if c.Kind == gatewayapi.Unknown && c.Request.BodyEncoding == "utf-8" && c.Request.Body != "" {
		_, err := fmt.Fprintf(out, "\n%s\n", printableLines(shorten(c.Request.Body, maxShown)))
		if err == nil && utf8.RuneCountInString(c.Request.Body) > maxShown {
			_, err = fmt.Fprintf(out, "\nThat is its beginning; --output body prints all that is kept.\n")
		}
		return err
	}
	return nil
}

func requestWords(c *inspector.Callback) string {
	words := c.Request.Method + " " + c.Request.Target
	if c.RemoteAddr != "" {
		words += " from " + c.RemoteAddr
	}
	return fmt.Sprintf("%s (%s, %s)", words, c.Origin, c.Via)
}

func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for n := range lines {
		lines[n] = printable(strings.TrimSuffix(lines[n], "\r"))
	}
	return strings.Join(lines, "\n")
}

func answerWords(r inspector.Response) string {
	words := answered(r)
	if r.Rule != "" {
		words += " by rule " + printable(r.Rule)
	}
	return words
}

func threadWords(c *inspector.Callback) string {
	switch {
	case c.MessageKey == "":
		return ""
	case c.DuplicateOf != nil:
		return fmt.Sprintf("%s, attempt %d: a repeat of #%d", printable(c.MessageKey), c.Attempt, *c.DuplicateOf)
	}
	return printable(c.MessageKey)
}

func bodyWords(r inspector.Request) string {
	words := size(r.BodySize)
	switch {
	case r.Truncated:
		words += ", truncated: the first part is kept"
	case r.Incomplete:
		words += ", incomplete: the sender broke off"
	}
	return words
}

// describeMeaning writes what a request says, a line each.
func describeMeaning(line func(name, value string), m inspector.Meaning) {
	p := m.Parsed
	line("kind", string(m.Kind))
	line("from", number(p.From))
	line("to", number(p.To))
	line("text", printable(p.Text))
	line("keyword", printable(m.Keyword))
	if m.Lease != nil {
		line("lease", printable(m.Lease.String()+" → webhook "+m.Lease.Webhook))
	}
	if p.Status != "" {
		line("status", printable(p.Status)+": "+gatewayapi.StatusText(m.Kind, p.Status))
	}
	if p.Charge != "" {
		line("charge", printable(p.Charge)+": "+gatewayapi.ChargeText(p.Charge))
	}
	line("error", strings.TrimSpace(printable(p.Error.Code+" "+p.Error.Text)))
	verdict := string(m.Verdict.Result)
	if m.Verdict.Reason != "" {
		verdict += ": " + m.Verdict.Reason
	}
	line("signature", verdict)
	line("differs", printable(strings.Join(m.Verdict.MismatchFields, ", ")))
	line("missing", printable(strings.Join(m.Missing, ", ")))
	line("coerced", printable(strings.Join(m.Coerced, ", ")))
	line("flags", strings.Join(m.Flags, ", "))
	for _, f := range m.Fields {
		line("  "+printable(f.Name), printable(shorten(string(f.Value), 200)))
	}
}

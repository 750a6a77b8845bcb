package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/replay"
)

// replaying is what the flags of a replay say.
type replaying struct {
	chosen
	to, ca, output string
	suite          string
	change         changing
	options        replay.Options
	ignore         []string
	failOnChange   bool
	dryRun         bool
}

func (p *program) replayCommand() *cobra.Command {
	r := &replaying{}
	cmd := &cobra.Command{
		Use:   "replay [ID...] --to URL|NAME|self",
		Short: "Send recorded callbacks again, as they were or changed",
		Long: `Sends recorded callbacks again: those named by their ids (42, 42..60), those that
a filter matches, or those of a suite, in the order in which they were received.
They go to an address, a target of "ringback targets", or as "self" back through
the front door of this Ringback, which records them as replayed.

What is sent is byte for byte what came; only Host, the length and what else
belongs to the connection are made anew. An address without a path, such as
http://localhost:3000, leaves each callback its own path and query; with one it is
the whole address. Redirects are not followed.

The answer to each is laid beside that of the last run to the same place: fixed,
broken, still failing, same or changed. "ringback runs" shows what was sent.`,
		Example: `  ringback replay 42 --to http://localhost:3000
  ringback replay --filter 'kind:mo since:1h' --to app --gaps 0.1
  ringback replay 42 --to app --set-field message='bar hello' --sign right
  ringback replay 42 --to self --new-ids --new-times --keyword bar --sign right
  ringback replay --suite smoke --output json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			r.ids = args
			if err := r.check(cmd); err != nil {
				return err
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				return p.replay(ctx, cmd, e, r)
			})
		},
	}
	flags := cmd.Flags()
	r.chosen.add(cmd)
	flags.StringVar(&r.suite, "suite", "", "send the callbacks of the suite `NAME`; see \"ringback suites\"")
	flags.StringVar(&r.to, "to", "", "`URL`, name of a target, or self")
	flags.StringVar(&r.ca, "ca", "", "`FILE` in PEM form of an authority to trust besides those of this system")
	r.change.add(cmd)
	flags.Float64Var(&r.options.Pace.Gaps, "gaps", 0, "keep the gaps between arrivals, times `FACTOR`: 1 as they were, 0.1 ten times as fast (default: as fast as it goes)")
	flags.Float64Var(&r.options.Pace.Rate, "rate", 0, "send `N` a second")
	flags.IntVar(&r.options.AtOnce, "at-once", 1, "`N` under way at a time")
	flags.BoolVar(&r.options.StopAtFailure, "stop-at-failure", false, "send no more after the first that is not delivered")
	flags.DurationVar(&r.options.Timeout, "timeout", 5*time.Second, "`TIME` that a whole answer may take")
	flags.StringArrayVar(&r.ignore, "ignore", nil, "`PLACE` of an answer that is not compared: status, body, header.NAME or json.PATH; may be repeated")
	flags.BoolVar(&r.failOnChange, "fail-on-change", false, "exit status 1 also where an answer changed")
	flags.BoolVar(&r.dryRun, "dry-run", false, "list what would be sent, and send nothing")
	addForms(cmd, &r.output, "`FORM` of the output: text, json or, with --dry-run, http (the requests, but for what of a target is secret)", outputText, outputJSON, outputHTTP)
	cmd.MarkFlagsMutuallyExclusive("gaps", "rate")
	cmd.MarkFlagsMutuallyExclusive("suite", "filter")
	cmd.MarkFlagsMutuallyExclusive("suite", "all")
	return cmd
}

// check returns what is wrong with the use of the flags.
func (r *replaying) check(cmd *cobra.Command) error {
	forms := []string{outputText, outputJSON}
	if r.dryRun {
		forms = append(forms, outputHTTP)
	}
	if err := oneOf("output", r.output, forms...); err != nil {
		return err
	}
	if r.suite != "" && len(r.ids) > 0 {
		return errors.New("want ids or --suite, not both")
	}
	if r.suite == "" {
		if err := r.chosen.check(); err != nil {
			return err
		}
		if r.to == "" {
			return errors.New("want --to URL, the name of a target, or self")
		}
	}
	if r.options.AtOnce < 1 {
		return fmt.Errorf("--at-once %d: want at least 1", r.options.AtOnce)
	}
	if cmd.Flags().Changed("timeout") && r.options.Timeout <= 0 {
		return errors.New("--timeout: want more than 0s")
	}
	if _, err := compare.ParseIgnored(r.ignore); err != nil {
		return fmt.Errorf("--ignore: %w", err)
	}
	return r.change.check()
}

// replay sends what was chosen, or says what would be sent.
func (p *program) replay(ctx context.Context, cmd *cobra.Command, e *inspector.Inspector, r *replaying) error {
	var err error
	o := r.options
	if o.Change, err = p.changes(r.change); err != nil {
		return err
	}
	ids, err := p.replayed(ctx, e, r, &o)
	if err != nil {
		return err
	}
	if o.Ignored, err = compare.ParseIgnored(r.ignore); err != nil {
		return err
	}
	if err := o.Check(); err != nil {
		return err
	}
	return p.destined(ctx, e, r.to, r.ca, func(to inspector.Destination) error {
		o.To = to
		if r.dryRun {
			o.To = to.Shown()
			return p.dryRun(e, ids, o, r.output)
		}
		if err := p.foresee(e, ids, o, len(r.ids) > 0); err != nil {
			return err
		}
		return p.send(ctx, e, ids, o, r)
	})
}

// replayed returns the ids that are sent. Those of a suite bring what else it says,
// where no flag says otherwise.
func (p *program) replayed(ctx context.Context, e *inspector.Inspector, r *replaying, o *replay.Options) ([]uint64, error) {
	if r.suite == "" {
		return p.choose(ctx, e, r.chosen)
	}
	s, err := e.Suite(r.suite)
	if err != nil {
		return nil, err
	}
	o.Suite = s.Name
	if r.to == "" {
		r.to = s.To
	}
	if o.Change.Signing == "" {
		o.Change.Signing = s.Sign
	}
	r.ignore = append(r.ignore, s.Ignore...)
	return s.Callbacks, nil
}

// changing is what flags say of how what is sent differs from what came.
type changing struct {
	method, path, sign, bodyFile, secretFile string
	headers, without, fields                 []string
	renewal                                  replay.Renewal
}

func (c *changing) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&c.sign, "sign", "", "sign anew, `HOW`: "+listed(gatewayapi.Signings())+" (default: the signature as it came)")
	flags.StringVar(&c.secretFile, "secret-file", "", "`FILE` that holds the secret to sign with (default: the target's, or the webhook's)")
	flags.StringVar(&c.method, "method", "", "another `METHOD`")
	flags.StringVar(&c.path, "path", "", "another `PATH`, and query")
	flags.StringArrayVar(&c.headers, "header", nil, "header `LINE`, 'Name: value', in the place of those of its name; may be repeated")
	flags.StringArrayVar(&c.without, "without-header", nil, "`NAME` of a header to leave out; may be repeated")
	flags.BoolVar(&c.renewal.IDs, "new-ids", false, "draw the ids of a callback of the provider anew, so that it is no repeat")
	flags.BoolVar(&c.renewal.Times, "new-times", false, "take its times as now")
	flags.StringVar(&c.renewal.Number, "number", "", "another `NUMBER` of the person who sent or got the message")
	flags.StringVar(&c.renewal.Keyword, "keyword", "", "another first `WORD` of a received message")
	flags.StringVar(&c.bodyFile, "body-file", "", "`FILE` with another body")
	flags.StringArrayVar(&c.fields, "set-field", nil, "`NAME=VALUE` of a field of a JSON body, such as message=hello or event.msg_id=null; may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("sign", cobra.FixedCompletions(wordsOf(gatewayapi.Signings()), cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

func (c *changing) check() error {
	if c.sign != "" {
		if err := oneOf("sign", c.sign, wordsOf(gatewayapi.Signings())...); err != nil {
			return err
		}
	}
	if c.secretFile != "" && c.sign == "" {
		return errors.New("--secret-file: want --sign too")
	}
	_, err := headerLines(c.headers)
	return err
}

// changes reads what the flags name.
func (p *program) changes(c changing) (replay.Change, error) {
	change := replay.Change{Method: c.method, Path: c.path, Without: c.without, Signing: gatewayapi.Signing(c.sign), Renewal: c.renewal}
	var err error
	if change.Headers, err = headerLines(c.headers); err != nil {
		return change, err
	}
	for _, s := range c.fields {
		f, err := replay.ParseField(s)
		if err != nil {
			return change, err
		}
		change.Fields = append(change.Fields, f)
	}
	if c.bodyFile != "" {
		if change.Body, err = p.readAll(c.bodyFile); err != nil {
			return change, err
		}
		if change.Body == nil {
			change.Body = []byte{}
		}
	}
	if c.secretFile != "" {
		secret, err := p.readSecret(c.secretFile)
		if err != nil {
			return change, err
		}
		change.Secret = []byte(secret)
	}
	return change, nil
}

package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

// outputQuiet is the output of serve that says only when it is ready.
const outputQuiet = "quiet"

func (p *program) serveCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Receive and record without a window, until Ctrl+C or SIGTERM",
		Long: `Receives callbacks and records each one before it answers, until Ctrl+C or
SIGTERM. What is under way then is finished first.

Where an authtoken of ngrok is known, callers from outside come in too, at a
public address with a certificate; --tunnel and --url say how. What becomes of
that is told on stderr, and does not stop the receiver.

With --output json each line of stdout is an event: "ready" with the addresses,
"callback" for each one that came, in the order of their ids, "tunnel" when the
way in from outside changes, "proof" when a request went through it and back (or
did not), and "health" when callbacks cannot be stored, or can be again. With --output quiet there is only the first of them, "ready".`,
		Example: `  ringback serve
  ringback serve --listen 127.0.0.1:0 --output json
  ringback serve --tunnel ngrok --url https://hooks.example.com`,
		Args: cobra.NoArgs,
	}
	ways := addWaysIn(cmd)
	addForms(cmd, &output, "`FORM` of the output: text, json (one line per event) or quiet (one line when it is ready)",
		outputText, outputJSON, outputQuiet)
	run := p.receiving(ways, func(ctx context.Context, e *inspector.Inspector) error {
		return p.serve(ctx, e, ways, output)
	})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := oneOf("output", output, outputText, outputJSON, outputQuiet); err != nil {
			return err
		}
		return run(cmd, args)
	}
	return cmd
}

// printPatience is how long, at the end, the last callbacks may take to be
// printed: whoever reads stdout slowly must not hold up the end.
const printPatience = 2 * time.Second

// serveGC is how much the heap may grow, in percent, before it is collected. The
// receiver keeps a few megabytes only, and would be collected hundreds of times
// a second under load; this costs some megabytes and gives a tenth more
// callbacks a second.
const serveGC = 250

// serveMemory is from which size on, in bytes, the heap is collected as often as
// it takes: large bodies come many at a time.
const serveMemory = 256 << 20

// serve receives until ctx ends, and prints what comes.
func (p *program) serve(ctx context.Context, e *inspector.Inspector, ways *waysIn, output string) error {
	if p.getenv("GOGC") == "" {
		debug.SetGCPercent(serveGC)
	}
	if p.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(serveMemory)
	}
	for _, w := range e.Webhooks() {
		if err := e.SecretTrouble(w.Label); err != nil {
			p.done("Signatures for webhook %s cannot be checked: %v. Set its secret again, or unlock the keyring.", w.Label, err)
		}
	}
	public := func() (inspector.WayInOptions, error) { return p.wayInOptions(e, ways) }
	if _, err := public(); err != nil {
		return err
	}
	p.stdout = &lines{out: p.stdout}
	f := &follower{p: p, e: e, json: output == outputJSON, seen: e.Now(), healthy: true}
	announcer := p.announcer(output)
	printing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var printed, tunnel sync.WaitGroup
	err := p.attend(ctx, e, func(a *attendance) error {
		ctx, end := context.WithCancel(ctx)
		defer tunnel.Wait()
		defer end()
		return a.receive(ctx, ways.listen, func(localURL string) {
			tunnel.Go(func() { a.wayIn(ctx, public, announcer.report) })
			printed.Go(func() {
				announcer.run(printing, func(publicURL string) {
					p.ready(localURL, publicURL, output)
					if output != outputQuiet {
						printed.Go(func() { f.run(printing) })
					}
				})
			})
		})
	})
	if err != nil {
		return err
	}
	stop()
	done := make(chan struct{})
	go func() {
		defer close(done)
		printed.Wait()
	}()
	select {
	case <-done:
	case <-time.After(printPatience):
	}
	return nil
}

// ready says that callbacks can come.
func (p *program) ready(localURL, publicURL, output string) {
	if output != outputText {
		line, err := marshal(event{Type: "ready", LocalURL: &localURL, PublicURL: &publicURL}, "")
		if err == nil {
			fmt.Fprintf(p.stdout, "%s\n", line)
		}
		return
	}
	db, _ := p.database() // it is open
	places := localURL
	if publicURL != "" {
		places += " and on " + publicURL + ","
	}
	fmt.Fprintf(p.stdout, `Ringback receives on %s and records to %s
Try it:

  curl %s/sms/in -d '{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "foo hello world", "senttime": %d, "webhook_label": "demo"}'

`, places, printable(db), localURL, time.Now().Unix())
}

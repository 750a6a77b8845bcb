package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/storage"
)

// outputs of serve. quiet says only when it is ready.
const (
	outputText  = "text"
	outputJSON  = "json"
	outputQuiet = "quiet"
)

func (p *program) serveCommand() *cobra.Command {
	var listen, output string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Receive and record without a window, until Ctrl+C or SIGTERM",
		Example: `  ringback serve
  ringback serve --listen 127.0.0.1:0 --output json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains([]string{outputText, outputJSON, outputQuiet}, output) {
				return fmt.Errorf("--output %s: want text, json or quiet", output)
			}
			return wrapFailure(p.serve(cmd.Context(), listen, output))
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "", "HOST:PORT to receive on; port 0 picks a free one (default: the setting, at first 127.0.0.1:4100)")
	cmd.Flags().StringVar(&output, "output", outputText, "text, json (one line per event) or quiet (one line when it is ready)")
	return cmd
}

// serve receives until ctx ends.
func (p *program) serve(ctx context.Context, listen, output string) error {
	if p.engine != nil {
		return errServing
	}
	e, err := p.open()
	if errors.Is(err, storage.ErrLocked) {
		return errServing
	}
	if err != nil {
		return err
	}
	if listen == "" {
		listen = e.Settings().Listen
	}
	follower := &follower{p: p, e: e, json: output == outputJSON, seen: e.Now()}
	followed := make(chan struct{})
	ctx, cancel := context.WithCancel(ctx)
	close(followed)
	err = p.receive(ctx, e, listen, func(localURL string) {
		p.ready(localURL, output)
		if output == outputQuiet {
			return
		}
		followed = make(chan struct{})
		go func() {
			defer close(followed)
			follower.run(ctx)
		}()
	})
	cancel()
	<-followed
	return errors.Join(err, e.Close())
}

// ready says that callbacks can come.
func (p *program) ready(localURL, output string) {
	if output != outputText {
		p.event(map[string]any{"type": "ready", "local_url": localURL, "public_url": ""})
		return
	}
	db, _ := p.database()
	fmt.Fprintf(p.stdout, `Ringback receives on %s and records to %s
Try it:

  curl %s/sms/in -d '{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "foo hello world", "senttime": %d, "webhook_label": "demo"}'

`, localURL, db, localURL, time.Now().Unix())
}

func (p *program) event(v any) {
	line, err := json.Marshal(v)
	if err == nil {
		_, _ = p.stdout.Write(append(line, '\n'))
	}
}

// follower prints callbacks as they come. It reads from the store, so a slow
// terminal costs the receiver nothing.
type follower struct {
	p    *program
	e    *inspector.Inspector
	json bool
	seen inspector.Mark
	ok   bool // health as it was last said
}

// answerPatience is how long a callback is held back for its answer to be over,
// so that it is printed once and with its duration.
const answerPatience = 100 * time.Millisecond

func (f *follower) run(ctx context.Context) {
	f.ok = true
	for {
		now, err := f.e.Next(ctx, f.seen)
		if err != nil {
			return
		}
		f.sayHealth(f.e.Health())
		for f.seen.Last < now.Last && ctx.Err() == nil {
			page, err := f.e.Page(ctx, inspector.Query{From: f.seen.Last + 1, OldestFirst: true, Limit: 100})
			if err != nil || len(page) == 0 { // deleted meanwhile
				f.seen.Last = now.Last
				break
			}
			if page, err = f.settled(ctx, page); err != nil {
				return
			}
			f.print(page)
			f.seen.Last = page[len(page)-1].ID
		}
		f.seen.Version = now.Version
	}
}

// settled waits a little for the answers of callbacks that came just now.
func (f *follower) settled(ctx context.Context, page []*inspector.Callback) ([]*inspector.Callback, error) {
	unsettled := func(c *inspector.Callback) bool {
		return c.Response.DurationMS == 0 && c.Origin == storage.Live.String()
	}
	if !slices.ContainsFunc(page, unsettled) {
		return page, nil
	}
	select {
	case <-time.After(answerPatience):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return f.e.Page(ctx, inspector.Query{From: page[0].ID, OldestFirst: true, Limit: len(page)})
}

func (f *follower) print(page []*inspector.Callback) {
	if f.json {
		for _, c := range page {
			f.p.event(map[string]any{"type": "callback", "callback": c})
		}
		return
	}
	var b strings.Builder
	for _, c := range page {
		b.WriteString(rowOf(c) + "\n")
	}
	_, _ = io.WriteString(f.p.stdout, b.String())
}

func (f *follower) sayHealth(h storage.Health) {
	if h.OK == f.ok {
		return
	}
	f.ok = h.OK
	cause := ""
	if h.Err != nil {
		cause = h.Err.Error()
	}
	switch {
	case f.json:
		f.p.event(map[string]any{"type": "health", "ok": h.OK, "cause": cause})
	case h.OK:
		fmt.Fprintln(f.p.stdout, "Recording again.")
	default:
		fmt.Fprintln(f.p.stdout, f.p.red("NOT RECORDING: "+cause+". Callers get 503 and will send again."))
	}
}

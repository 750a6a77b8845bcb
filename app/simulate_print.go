package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
	"ringback/inspector/wire"
)

var errUndelivered = errors.New("not delivered")

// sendAll sends callbacks and prints each one with what came of it.
func (p *program) sendAll(ctx context.Context, sim *simulate.Simulator, all []simulate.Callback, pace float64, lease, output string) error {
	if lease != "" {
		p.done("Lease %s leads to webhook %s.", lease, all[0].Webhook)
	}
	undelivered, last := 0, deliver.Attempt{}
	list := []sentJSON{}
	err := sim.Play(ctx, all, pace, func(sent simulate.Sent) error {
		if last = sent.Last(); !last.OK() {
			undelivered++
		}
		switch output {
		case outputJSON:
			one, err := newSentJSON(sent, lease)
			list = append(list, one)
			return err
		case outputHTTP:
			return p.printRaw(sent.Request)
		}
		return printSent(p.stdout, sent)
	})
	if output == outputJSON {
		err = errors.Join(err, p.printJSON(list))
	}
	if err != nil {
		return err
	}
	if undelivered > 0 {
		words := attemptWords(last)
		if last.Cause != deliver.BadStatus && !last.OK() {
			words += ". " + last.Reason
		}
		return fmt.Errorf("%d of %d: %w: %s", undelivered, len(all), errUndelivered, words)
	}
	return nil
}

// printRaw prints the exact bytes of a request; on a terminal signs stand for
// what a terminal would obey.
func (p *program) printRaw(q deliver.Request) error {
	raw := append(append([]byte{}, q.Head...), q.Body...)
	if p.call.StdoutTTY {
		raw = []byte(printableLines(string(raw)) + "\n")
	}
	_, err := p.stdout.Write(raw)
	return err
}

// printSent writes a callback in a line, and each attempt in one where there was
// more than one.
func printSent(out io.Writer, sent simulate.Sent) error {
	c := callbackOf(sent)
	words := fmt.Sprintf("%-13s  %s  %s", kindWords(c.Kind), route(c), gist(c))
	rungs := sent.Climb.Rungs
	if len(rungs) == 1 {
		_, err := fmt.Fprintf(out, "%s  %s\n", words, attemptWords(rungs[0].Attempt))
		return err
	}
	if _, err := fmt.Fprintln(out, words); err != nil {
		return err
	}
	for n, rung := range rungs {
		if _, err := fmt.Fprintf(out, "  %2d. after %-9s %s\n", n+1, ageWords(rung.Age), attemptWords(rung.Attempt)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "  %s after %d attempts in %s\n", endWords(sent.Climb.End), len(rungs), ageWords(rungs[len(rungs)-1].Age))
	return err
}

// callbackOf returns a sent callback as the words of lists want it.
func callbackOf(sent simulate.Sent) *inspector.Callback {
	m := gatewayapi.Understand(gatewayapi.Request{Body: sent.Request.Body})
	c := &inspector.Callback{}
	c.Kind, c.Parsed = m.Kind, m
	return c
}

func attemptWords(a deliver.Attempt) string {
	took := rounded(a.Took)
	switch a.Cause {
	case deliver.Succeeded:
		return fmt.Sprintf("%d in %s", a.Status, took)
	case deliver.BadStatus:
		return fmt.Sprintf("answered %d in %s", a.Status, took)
	}
	return fmt.Sprintf("%s after %s", a.Cause, took)
}

func ageWords(d time.Duration) string {
	if d >= time.Minute {
		return d.Round(time.Second).String()
	}
	return rounded(d).String()
}

func endWords(e deliver.End) string {
	switch e {
	case deliver.Delivered:
		return "delivered"
	case deliver.GaveUp:
		return "given up"
	}
	return "stopped"
}

// sentJSON is a sent callback for programs.
type sentJSON struct {
	Kind     gatewayapi.Kind   `json:"kind"`
	Fields   gatewayapi.Fields `json:"fields"`
	Webhook  string            `json:"webhook"`
	Lease    string            `json:"lease,omitempty"`
	Target   string            `json:"target"`
	Headers  [][2]string       `json:"headers"`
	Body     string            `json:"body"`
	Attempts []deliver.Entry   `json:"attempts"`
	End      deliver.End       `json:"end"`
}

func newSentJSON(sent simulate.Sent, lease string) (sentJSON, error) {
	head, err := wire.ParseHead(sent.Request.Head)
	if err != nil {
		return sentJSON{}, err
	}
	m := gatewayapi.Understand(gatewayapi.Request{Body: sent.Request.Body})
	return sentJSON{
		Kind: m.Kind, Fields: m.Fields, Webhook: sent.Webhook, Lease: lease, Target: sent.Target.String(),
		Headers: head.Headers, Body: string(sent.Request.Body), Attempts: sent.Climb.Entries(deliver.MaxAnswer), End: sent.Climb.End,
	}, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

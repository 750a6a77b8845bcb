package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/replay"
	"ringback/inspector/wire"
)

// lookedAhead is up to how many callbacks are looked at before the first is sent.
const lookedAhead = 10_000

// foresee says what will not work before anything is sent. Where the callbacks
// were named one by one, one that cannot be sent is an error.
func (p *program) foresee(e *inspector.Inspector, ids []uint64, o replay.Options, named bool) error {
	if !named && !o.Change.TouchesSignature() {
		return nil // nothing to say
	}
	willFail := 0
	for _, id := range ids[:min(len(ids), lookedAhead)] {
		prepared, err := p.prepare(e, id, o)
		if err != nil && named {
			return err
		}
		if prepared.WillFail {
			willFail++
		}
	}
	switch {
	case willFail == 0:
	case len(ids) == 1:
		p.done("It came signed and is changed without signing it again: it will fail verification. --sign right signs it.")
	default:
		p.done("%d of them came signed and are changed without signing them again: they will fail verification. --sign right signs them.", willFail)
	}
	return nil
}

func (p *program) prepare(e *inspector.Inspector, id uint64, o replay.Options) (replay.Prepared, error) {
	rec, err := e.Record(id)
	if err != nil {
		return replay.Prepared{}, err
	}
	return replay.Prepare(e, o.To, rec, o.Change)
}

// preparedJSON is a callback that would be sent, for programs.
type preparedJSON struct {
	Callback uint64      `json:"callback"`
	Cannot   string      `json:"cannot,omitempty"`
	WillFail bool        `json:"will_fail_verification"`
	Target   string      `json:"target"`
	Method   string      `json:"method"`
	Headers  [][2]string `json:"headers"`
	Body     string      `json:"body"`
	Encoding string      `json:"body_encoding"`
}

// dryRun lists what would be sent.
func (p *program) dryRun(e *inspector.Inspector, ids []uint64, o replay.Options, output string) error {
	list := []preparedJSON{}
	for _, id := range ids {
		prepared, err := p.prepare(e, id, o)
		if err != nil && !errors.Is(err, replay.ErrCannot) {
			return err
		}
		if output == outputHTTP && err == nil {
			if err := p.printRaw(prepared.Request); err != nil {
				return err
			}
			continue
		}
		one := preparedJSON{Callback: id, WillFail: prepared.WillFail, Target: prepared.Target.String()}
		if err != nil {
			one.Cannot, one.Target = err.Error(), ""
		} else if head, err := wire.ParseHead(prepared.Request.Head); err == nil {
			one.Method, one.Headers = head.Method, head.Headers
			one.Body, one.Encoding = inspector.EncodeBody(prepared.Request.Body)
		}
		if output == outputJSON {
			list = append(list, one)
		} else if err := p.printPrepared(one, prepared.Request.Body); err != nil {
			return err
		}
	}
	if output == outputJSON {
		return p.printJSON(list)
	}
	p.done("%s, %s. Nothing was sent.", counted(len(ids), "callback"), o.Change.Badge())
	return nil
}

func (p *program) printPrepared(one preparedJSON, body []byte) error {
	if one.Cannot != "" {
		_, err := fmt.Fprintln(p.stdout, printable(one.Cannot))
		return err
	}
	words := ""
	if one.WillFail {
		words = "  will fail verification"
	}
	_, err := fmt.Fprintf(p.stdout, "#%-6d %s  %s %s%s\n", one.Callback, aboutBody(body), printable(one.Method), printable(one.Target), words)
	return err
}

// aboutBody says in few words what a body is about.
func aboutBody(body []byte) string {
	m := gatewayapi.Understand(gatewayapi.Request{Body: body})
	c := &inspector.Callback{}
	c.Kind, c.Parsed = m.Kind, m
	if m.Kind == gatewayapi.Unknown {
		return fmt.Sprintf("%-13s  %s", kindWords(m.Kind), size(int64(len(body))))
	}
	return fmt.Sprintf("%-13s  %s  %s", kindWords(m.Kind), route(c), shorten(gist(c), gistRoom))
}

// fewLines is up to how many callbacks each has its line; of more, only those that
// are worth one.
const fewLines = 100

// send sends what was chosen and prints what came of it.
func (p *program) send(ctx context.Context, e *inspector.Inspector, ids []uint64, o replay.Options, r *replaying) error {
	bar := p.bar("replaying")
	began, done := time.Now(), 0
	first := true
	var broken error // the first error of printing
	if r.output == outputJSON {
		_, broken = io.WriteString(p.stdout, `{"results": [`)
	}
	o.Told = func(res inspector.RunResult) {
		done++
		if len(ids) > fewLines {
			rate := float64(done) / time.Since(began).Seconds()
			left := time.Duration(float64(len(ids)-done) / rate * float64(time.Second))
			bar.title = fmt.Sprintf("replaying, %.0f/s, %s left", rate, left.Round(time.Second))
			bar.progress(uint64(done), uint64(len(ids)))
		}
		if broken == nil {
			broken = p.printResult(e, res, r.output, first, len(ids) <= fewLines)
			first = false
		}
	}
	run, err := replay.Run(ctx, e, ids, o)
	bar.end()
	if r.output == outputJSON && broken == nil {
		broken = p.endResults(run)
	}
	if err = errors.Join(err, broken); err != nil {
		return err
	}
	p.done("%s", runWords(run))
	return r.verdict(run)
}

// endResults ends the JSON of a replay with its run.
func (p *program) endResults(run inspector.Run) error {
	text, err := marshal(run, "")
	if err == nil {
		_, err = fmt.Fprintf(p.stdout, "\n], \"run\": %s}\n", text)
	}
	return err
}

// printResult prints what came of one callback, if it is worth it.
func (p *program) printResult(e *inspector.Inspector, res inspector.RunResult, output string, first, few bool) error {
	if output == outputJSON {
		text, err := marshal(res, "")
		comma := ","
		if first {
			comma = ""
		}
		if err == nil {
			_, err = fmt.Fprintf(p.stdout, "%s\n%s", comma, text)
		}
		return err
	}
	quiet := res.Attempt != nil && res.Attempt.OK() && (res.Last == nil || res.Last.Outcome == compare.Same)
	if quiet && !few {
		return nil
	}
	about := ""
	if rec, err := e.Record(res.Callback); err == nil {
		about = aboutBody(rec.Request.Body)
	}
	_, err := fmt.Fprintf(p.stdout, "#%-6d %s  %s\n", res.Callback, about, resultWords(res))
	return err
}

// verdict is what a run comes to as an exit status.
func (r *replaying) verdict(run inspector.Run) error {
	switch {
	case run.End == inspector.RunCancelled:
		return context.Canceled
	case run.End == inspector.RunLooped:
		return errLooped
	case run.Failed > 0 || run.Skipped > 0 || run.End != inspector.RunDone:
		return fmt.Errorf("%d of %d: %w", run.Total-run.Delivered, run.Total, errReplayed)
	case r.failOnChange && run.Outcomes[compare.Changed] > 0:
		return fmt.Errorf("%d of %d: %w", run.Outcomes[compare.Changed], run.Total, errChanged)
	}
	return nil
}

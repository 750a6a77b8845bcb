//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/simulate"
	"ringback/storage/storagetest"
)

// storm compares how fast the simulator delivers received SMS, each with an id
// and a signature of its own, to a bare net/http handler with how fast wrk
// posts one fixed body there. Without wrk a client of ours that posts ready-made
// bytes stands in.
func (b *bench) storm(ctx context.Context) error {
	rival, run := "wrk", b.wrk
	if _, err := exec.LookPath("wrk"); err != nil {
		rival, run = "fixed", func(ctx context.Context, addr string, conns int) (float64, error) {
			l, err := post(ctx, addr, conns, b.span, storagetest.Bodies(1, 1))
			return l.rate(), err
		}
	}
	fmt.Printf("Storm: signed callbacks a second to a bare net/http handler; %s posts one fixed body\n\n%5s %12s %12s %9s\n", rival, "conns", "simulator", rival, "ratio")
	for _, conns := range []int{1, 16, 64} {
		var ours, theirs, ratios []float64
		for range b.rounds {
			p, err := start(ctx, os.Args[0], "rival", "bare", "-")
			if err != nil {
				return err
			}
			sim, err := b.simulated(ctx, p.addr, conns)
			if err == nil {
				var other float64
				other, err = run(ctx, p.addr, conns)
				ours, theirs, ratios = append(ours, sim), append(theirs, other), append(ratios, sim/other)
			}
			if err = errors.Join(err, p.stop()); err != nil {
				return err
			}
		}
		fmt.Printf("%5d %10.0f/s %10.0f/s %9.2f\n", conns, middle(ours), middle(theirs), middle(ratios))
	}
	fmt.Println()
	return nil
}

// simulated returns how many callbacks a second the simulator delivers.
func (b *bench) simulated(ctx context.Context, addr string, conns int) (float64, error) {
	dir, err := os.MkdirTemp(b.dir, "storm")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "storm.db")
	e, err := inspector.Open(path, inspector.Options{Keeper: &inspector.SecretFile{Path: path + ".secrets"}})
	if err != nil {
		return 0, err
	}
	defer e.Close()
	if err := e.SetSecret(inspector.DefaultWebhook, "hook-secret-for-bench"); err != nil {
		return 0, err
	}
	target, err := deliver.ParseTarget("http://" + addr + "/sms/in")
	if err != nil {
		return 0, err
	}
	sim := simulate.New(e, simulate.Options{Base: target, Exact: true, Seed: 1})
	defer sim.Close()
	sms := simulate.SMS{From: "4520304050", To: "451204", Text: "foo hello world", Webhook: inspector.DefaultWebhook}
	all, err := sms.Callbacks(time.Now(), sim.Random())
	if err != nil {
		return 0, err
	}
	limited, cancel := context.WithTimeout(ctx, b.span)
	defer cancel()
	w, err := sim.Storm(limited, simulate.Storm{Count: simulate.MaxStorm, Connections: conns}, sim.Swarm(all[0]), nil)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = nil
	}
	return float64(w.Delivered) / w.Took.Seconds(), err
}

var wrkRate = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)

// wrk returns how many requests a second wrk makes with one fixed request.
func (b *bench) wrk(ctx context.Context, addr string, conns int) (float64, error) {
	body := storagetest.Bodies(1, 1)[0]
	script := filepath.Join(b.dir, "post.lua")
	text := fmt.Sprintf("wrk.method = \"POST\"\nwrk.body = %q\nwrk.headers[\"Content-Type\"] = \"application/json\"\n", body)
	if err := os.WriteFile(script, []byte(text), 0o600); err != nil {
		return 0, err
	}
	threads := min(conns, 2)
	out, err := exec.CommandContext(ctx, "wrk", "-t", strconv.Itoa(threads), "-c", strconv.Itoa(conns),
		"-d", strconv.Itoa(max(1, int(b.span.Seconds())))+"s", "-s", script, "http://"+addr+"/sms/in").CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk: %w: %s", err, out)
	}
	found := wrkRate.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("wrk says no rate: %s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

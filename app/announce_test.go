package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/tunnel"
)

func wayIn(state tunnel.State, url string, err error) inspector.WayIn {
	return inspector.WayIn{Status: tunnel.Status{State: state, URL: url, Err: err}}
}

// Scripts read the public address from the first line.
func TestReadyIsSaidOnceItIsClearWhetherTheWayInOpens(t *testing.T) {
	const url = "https://a.example.com"
	for name, tt := range map[string]struct {
		told []inspector.WayIn
		want string
	}{
		"open":    {[]inspector.WayIn{wayIn(tunnel.Connecting, "", nil), wayIn(tunnel.Online, url, nil)}, url},
		"off":     {[]inspector.WayIn{wayIn(tunnel.Off, "", nil)}, ""},
		"trouble": {[]inspector.WayIn{wayIn(tunnel.Connecting, "", nil), wayIn(tunnel.Connecting, "", tunnel.ErrNoName)}, ""},
		"failed":  {[]inspector.WayIn{wayIn(tunnel.Failed, "", tunnel.ErrNoToken)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			a := (&program{stdout: &out, stderr: &errs}).announcer(outputJSON)
			for _, w := range tt.told {
				a.report(w)
			}
			ctx, cancel := context.WithCancel(t.Context())
			a.run(ctx, func(got string) {
				if got != tt.want || out.Len() > 0 {
					t.Errorf("ready with %q, want %q; before it came %s", got, tt.want, &out)
				}
				cancel()
			})
			if want := tt.told[len(tt.told)-1]; (want.State != tunnel.Off) != strings.Contains(out.String(), `"state":"`+want.State.String()+`"`) {
				t.Errorf("%v is told as %q", want.State, &out)
			}
		})
	}
}

func TestReadyDoesNotOutlastTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	said := false
	(&program{}).announcer(outputJSON).run(ctx, func(string) { said = true })
	if !said {
		t.Error("ready was not said")
	}
}

func TestAnnouncerSaysChangesOnly(t *testing.T) {
	var out, errs bytes.Buffer
	a := (&program{stdout: &out, stderr: &errs}).announcer(outputText)
	online := wayIn(tunnel.Online, "https://a.example.com", nil)
	online.Account, online.Plan, online.Warning, online.Previous = "me", "Free", "update", "https://b.example.com"
	beat := online
	beat.Latency = 7
	lost := wayIn(tunnel.Reconnecting, online.URL, tunnel.ErrLost)
	a.say([]inspector.WayIn{wayIn(tunnel.Connecting, "", nil), online, beat, lost, lost, online, wayIn(tunnel.Off, "", nil)})
	want := "Tunnel: open at https://a.example.com (ngrok account me, plan Free). Last time it was https://b.example.com: " +
		"change it in the dashboard too. ngrok says: update\n" +
		"Tunnel: The connection to ngrok broke. It is tried again by itself.\n" +
		"Tunnel: open at https://a.example.com.\n"
	if errs.String() != want || out.Len() > 0 {
		t.Errorf("said %q, want %q; printed %q", &errs, want, &out)
	}
}

func TestWordsForFaultsOfTheTunnel(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{tunnel.ErrNoToken, `No authtoken of ngrok is known. Get one (free) from https://dashboard.ngrok.com/get-started/your-authtoken and set it. "ringback tunnel token --help" says how.`},
		{&tunnel.Fault{Code: "ERR_NGROK_742"}, "This server of ngrok is busy or about to stop. It is tried again by itself. ()"},
		{fmt.Errorf("x.yml: %w", tunnel.ErrBadConfig), `x.yml: not a configuration of ngrok. Correct the file, or keep the authtoken with "ringback tunnel token --stdin", which comes first.`},
		{errors.New("odd"), "odd. Try again with --log-level debug to see more."},
	} {
		if got := faultWords(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}

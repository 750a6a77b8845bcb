package tunnel

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// The live service, with the account of NGROK_AUTHTOKEN, only where somebody asks
// for it: it puts the account's dev domain online, and counts as one request.
func TestLiveService(t *testing.T) {
	authtoken := os.Getenv("NGROK_AUTHTOKEN")
	if authtoken == "" || os.Getenv("RINGBACK_LIVE") != "1" {
		t.Skip("needs NGROK_AUTHTOKEN and RINGBACK_LIVE=1")
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	said, result := make(chan Status, 1000), make(chan error, 1)
	go func() {
		defer close(said)
		result <- Ngrok{Token: authtoken}.Run(ctx, serveVisitors, func(s Status) { said <- s })
	}()
	opened := false
	for s := range said {
		t.Logf("%v at %q, account %q, plan %q: %v", s.State, s.URL, s.Account, s.Plan, s.Err)
		if s.State != Online || opened {
			continue
		}
		opened = true
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, strings.NewReader("hello"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("User-Agent", "ringback-test")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || resp.Header.Get("Ngrok-Error-Code") != "" {
			t.Errorf("the visitor got %s: %s", resp.Status, body)
		}
		t.Logf("we are visited from %s", body)
		stop()
	}
	if err := <-result; err != nil || !opened {
		t.Errorf("it ended with %v; opened: %v", err, opened)
	}
}

// A token that the live service refuses must stop the tunnel, and be in no text.
func TestLiveServiceRefusesAWrongToken(t *testing.T) {
	if os.Getenv("RINGBACK_LIVE") != "1" {
		t.Skip("needs RINGBACK_LIVE=1")
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	var last Status
	err := Ngrok{Token: token}.Run(ctx, serveVisitors, func(s Status) { last = s })
	if last.State != Failed || last.Code == "" || strings.Contains(err.Error(), token) {
		t.Errorf("it ended %v with %v", last.State, err)
	}
}

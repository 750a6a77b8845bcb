//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAKeywordTypedOnThePhoneArrivesInTheList(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	secret := filepath.Join(filepath.Dir(p.db), "secret.txt")
	if err := os.WriteFile(secret, []byte("top secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.ringback(t, "webhooks", "set", "default", "--secret-file", secret)
	p.ringback(t, "leases", "add", "451204", "foo", "--webhook", "default")
	p.ringback(t, "simulate", "people", "add", "Alice", "4520304050")
	empty := p.focused(t, "phone-first-run")
	s.retrying(t, "the phone", func() bool {
		return differs(empty, s.shot(t, "phone"), empty.Bounds()) > 50*restless
	}, "key", "ctrl+2")
	before := s.rested(t, "phone")
	s.do(t, "key", "ctrl+a")
	p.types(t, "foo hello world")
	s.do(t, "key", "Return")
	eventually(t, "the SMS in the database", func() bool { return len(p.callbacks(t)) == 1 })
	c := p.callbacks(t)[0]
	verdict, _ := c["verdict"].(map[string]any)
	if c["kind"] != "mo-sms" || c["origin"] != "simulated" || c["keyword"] != "foo" || verdict["result"] != "valid" {
		t.Errorf("stored: %v", c)
	}
	bubble := s.rested(t, "phone-sent")
	if differs(before, bubble, before.Bounds()) < restless {
		t.Error("the phone shows nothing of it")
	}
	s.do(t, "key", "ctrl+1")
	eventually(t, "the list", func() bool { return differs(bubble, s.shot(t, "phone-list"), bubble.Bounds()) > 50*restless })
}

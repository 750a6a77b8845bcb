//go:build e2e

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"ringback/inspector/gatewayapi"
)

// A webhook with its secret is added, and what is signed with the
// secret is valid from then on.
func TestAWebhookWithASecretIsAddedAndJudges(t *testing.T) {
	const secret = "the secret of sales"
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	before := p.focused(t, "before")
	shown := func(what string, words ...string) {
		t.Helper()
		s.retrying(t, what, func() bool { return differs(before, s.shot(t, "settings"), before.Bounds()) > 5*restless }, words...)
		before = p.rested(t, "settings")
	}
	shown("the settings", "key", "ctrl+comma")
	shown("the webhooks", "key", "Home", "Down", "Down", "Down") // from General
	p.keys(t, "Tab", "Tab", "Tab", "Tab", "Return")              // past the search, the section and the one there is
	p.types(t, "sales")
	p.keys(t, "Tab", "ctrl+a")
	p.types(t, "/sales")
	p.keys(t, "Tab")
	p.types(t, secret)
	p.keys(t, "Tab", "Tab", "Tab", "Tab", "Tab", "Tab") // past what is answered
	p.rested(t, "filled")
	p.keys(t, "Return")
	eventually(t, "the webhook", func() bool { return strings.Contains(p.ringback(t, "webhooks"), "/sales") })
	token, err := gatewayapi.SignJWT([]byte(received), []byte(secret), "HS256")
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/sales", strings.NewReader(received))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Gwapi-Signature", token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	list := p.callbacks(t)
	if len(list) != 1 || list[0]["webhook"] != "sales" {
		t.Fatalf("stored: %v", list)
	}
	if verdict, ok := list[0]["verdict"].(map[string]any); !ok || verdict["result"] != "valid" {
		t.Errorf("the signature: %v", list[0]["verdict"])
	}
	if out := p.said.String() + p.ringback(t, "webhooks"); strings.Contains(out, secret) {
		t.Error("the secret is told")
	}
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"ringback/inspector/gatewayapi"
)

// The README's signed example is one that a newcomer copies: it must hold.
func TestTheSignedExampleOfTheReadmeIsValid(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	secret := regexp.MustCompile(`printf '([^']+)' \| bin/ringback webhooks set default --secret-stdin`).FindSubmatch(text)
	sent := regexp.MustCompile(`curl \S+ -H 'X-Gwapi-Signature: (\S+)' -d '([^']+)'`).FindSubmatch(text)
	if secret == nil || sent == nil {
		t.Fatal("the README has no signed example")
	}
	q := gatewayapi.Request{Method: "POST", Target: "/sms/in", Headers: [][2]string{{"X-Gwapi-Signature", string(sent[1])}}, Body: sent[2]}
	if v := gatewayapi.Verify(q, secret[1]); v.Result != gatewayapi.Valid {
		t.Errorf("its signature is %s: %s", v.Result, v.Reason)
	}
}

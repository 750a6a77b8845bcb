package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"ringback/inspector/filter"
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

// The table of fields in the README is made from the fields.
func TestTheReadmeListsTheFieldsOfFilters(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("\n\n"+filter.Table()+"\n")) {
		t.Errorf("the README should have this table:\n%s", filter.Table())
	}
	for _, example := range regexp.MustCompile(`--filter '([^']+)'`).FindAllSubmatch(text, -1) {
		if _, err := filter.Parse(string(example[1])); err != nil {
			t.Errorf("%s: %v", example[1], err)
		}
	}
}

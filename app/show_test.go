package main

import (
	"bytes"
	"strings"
	"testing"

	"ringback/app/owner"
	"ringback/inspector/inspectortest"
)

// A body goes to a pipe or file as it came; a terminal must not obey it.
func TestShowOnATerminal(t *testing.T) {
	e := inspectortest.Open(t)
	const body = "one\r\n\x1b]0;title\x07two\u009b2J\u202ethree\n\ttab"
	if status, _ := e.Post(t, "/", body); status != 200 {
		t.Fatalf("answered %d", status)
	}
	tests := []struct {
		output   string
		terminal bool
		want     string
	}{
		{output: "body", want: body},
		{output: "body", terminal: true, want: "one\n␛]0;title␇two�2J�three\n tab\n"},
		{output: "http", want: body},
		{output: "http", terminal: true, want: "␛]0;title␇two"},
		{output: "text", terminal: true, want: "\n␛]0;title␇two"},
		{output: "json", terminal: true, want: `one\r\n\u001b]0;title\u0007two\u009b2J\u202ethree`},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		p := &program{stdout: &out, call: owner.Call{StdoutTTY: tt.terminal}}
		if err := p.show(e.Inspector, 1, tt.output); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.Contains(got, tt.want) || (tt.output == "body" && got != tt.want) {
			t.Errorf("%s, terminal %t: %q, want %q", tt.output, tt.terminal, got, tt.want)
		}
		if tt.terminal && strings.ContainsFunc(out.String(), misleading) {
			t.Errorf("%s on a terminal: %q", tt.output, out.String())
		}
	}
}

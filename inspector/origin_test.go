package inspector_test

import (
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/storage"
)

// Only who was vouched for, and only once, is recorded as ours.
func TestOriginCannotBeForged(t *testing.T) {
	e := inspectortest.Open(t)
	origin := func(headers ...string) string {
		t.Helper()
		if status, _ := e.Post(t, "/in", inspectortest.MOSMS(1), headers...); status != 200 {
			t.Fatal(status)
		}
		return e.Newest(t).Origin
	}
	header, void := e.Vouch(storage.Simulated)
	voided, cancel := e.Vouch(storage.Simulated)
	cancel()
	replayed, _ := e.Vouch(storage.Replayed)
	for _, tt := range []struct {
		name    string
		headers []string
		want    string
	}{
		{"without", nil, "live"},
		{"guessed", []string{header[0], "simulated"}, "live"},
		{"empty", []string{header[0], ""}, "live"},
		{"vouched for", header[:], "simulated"},
		{"the same again", header[:], "live"},
		{"void", voided[:], "live"},
		{"of another origin", replayed[:], "replayed"},
	} {
		if got := origin(tt.headers...); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	before := e.Count()
	probe, _ := e.Vouch(storage.Probe)
	if status, _ := e.Post(t, "/in", inspectortest.MOSMS(1), probe[:]...); status != 200 || e.Count() != before {
		t.Errorf("a probe: %d, %d recorded", status, e.Count()-before)
	}
	void() // after it was used: nothing happens

	// The bytes are what came, and mean the same as without.
	c, err := e.Callback(4)
	if err != nil {
		t.Fatal(err)
	}
	kept := false
	for _, h := range c.Request.Headers {
		kept = kept || h == header
	}
	if !kept || c.Kind != "mo-sms" || len(c.Flags) != 0 {
		t.Errorf("%v %s %v", c.Request.Headers, c.Kind, c.Flags)
	}
	rec, err := e.Record(4)
	if err != nil {
		t.Fatal(err)
	}
	if command, err := inspector.Curl(rec, e.URL); err != nil || strings.Contains(command, header[0]) {
		t.Errorf("%s, %v", command, err)
	}
}

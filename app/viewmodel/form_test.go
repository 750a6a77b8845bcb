package viewmodel

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"ringback/inspector"
)

func TestSettingsFormReadsWhatItShows(t *testing.T) {
	s := inspector.DefaultSettings()
	s.Retention = inspector.Retention{Days: 30, Count: 1_000_000, Bytes: 5<<30 + 1}
	s.Tunnel = inspector.TunnelSettings{Mode: inspector.TunnelOff, URL: "https://hooks.example.com"} // it shows none of this
	for _, want := range []inspector.Settings{s, inspector.DefaultSettings()} {
		f := NewSettingsForm(want)
		got, ok := f.Settings(want)
		if !ok || got != want {
			t.Errorf("got %+v, want %+v; %s", got, want, f.FirstError())
		}
		if f.Changed() {
			t.Error("nothing was changed")
		}
	}
}

func TestSettingsFormRefusesAtTheField(t *testing.T) {
	for _, tt := range []struct{ field, value, want string }{
		{"listen", "localhost", "Must be HOST:PORT, such as 127.0.0.1:4100."},
		{"listen", "localhost:99999", "The port must be a number from 0 to 65535."},
		{"body_limit", "", "Must be a number, such as 10 or 0.5."},
		{"body_limit", "NaN", "Must be a number, such as 10 or 0.5."},
		{"body_limit", "1e300", "Must be a number, such as 10 or 0.5."},
		{"body_limit", "0", "Must be from 0.001 to 1024 MiB."},
		{"body_limit", "2000", "Must be from 0.001 to 1024 MiB."},
		{"max_connections", "many", "Must be a whole number."},
		{"max_connections", "0", "Must be from 1 to 65536 connections."},
		{"header_seconds", "99999999999999999999", "Must be a whole number."},
		{"body_seconds", "-1", "Must be a whole number."},
		{"retention_days", "1,5", "Must be a whole number, or empty."},
		{"retention_days", "99999", "Must be from 0 to 36500 days; 0 keeps all."},
		{"retention_bytes", "0.1", "Must be 0 (keeps all) or at least 1 MB."},
	} {
		f := NewSettingsForm(inspector.DefaultSettings())
		f.Set(tt.field, tt.value)
		_, ok := f.Settings(inspector.DefaultSettings())
		if ok || f.FirstError() != tt.field || f.field(tt.field).Error != tt.want {
			t.Errorf("%s = %q: %v, %s: %q", tt.field, tt.value, ok, f.FirstError(), f.field(tt.field).Error)
		}
		if f.Set(tt.field, "x"); f.FirstError() != "" {
			t.Errorf("%s: the error stays while it is edited", tt.field)
		}
	}
}

func TestSettingsFormIsLenient(t *testing.T) {
	f := NewSettingsForm(inspector.DefaultSettings())
	f.Set("body_limit", " 0,5 ")
	f.Set("retention_count", "1 000 000")
	f.Set("listen", " 127.0.0.1:0 ")
	s, ok := f.Settings(inspector.DefaultSettings())
	if !ok || s.BodyLimit != 1<<19 || s.Retention.Count != 1_000_000 || s.Listen != "127.0.0.1:0" {
		t.Errorf("%+v, %v", s, ok)
	}
	if !f.Changed() {
		t.Error("a change does not count")
	}
	f.Saved()
	if f.Changed() {
		t.Error("what is saved counts as changed")
	}
	f.Set("listen", "x")
	if f.Revert(); f.Value("listen") != " 127.0.0.1:0 " {
		t.Errorf("reverted to %q", f.Value("listen"))
	}
}

func TestWebhookForm(t *testing.T) {
	w := inspector.Webhook{
		Label: "vote", Path: "/vote", RefuseBad: true, HasSecret: true,
		Answer: inspector.Answer{Status: 202, Headers: [][2]string{{"Content-Type", "text/plain"}, {"X", "a:b"}}, Body: "ok\n", DelayMS: 50},
	}
	f := NewWebhookForm(w, false)
	got, secret, ok := f.Webhook()
	w.HasSecret = false // not the form's to say
	if !ok || secret != "" || !reflect.DeepEqual(got, w) {
		t.Errorf("got %+v, want %+v", got, w)
	}
	if f.Set("label", "other"); f.Value("label") != "vote" {
		t.Error("the label of a webhook was changed")
	}
	for _, tt := range []struct{ field, value, want string }{
		{"path", "vote", "Must begin with /."},
		{"status", "abc", "Must be a whole number."},
		{"status", "99", "Must be from 200 to 599."},
		{"status", "204", ""}, // a body is not allowed then, which is the body's error
		{"headers", "X: 1\n\nnonsense", "Line 3 must be Name: value."},
		{"headers", "Date: now", "Date is set by the server itself."},
		{"delay_ms", "70000", "Must be from 0 to 60000."},
	} {
		f := NewWebhookForm(w, false)
		f.Set(tt.field, tt.value)
		if _, _, ok := f.Webhook(); ok || f.field(tt.field).Error != tt.want || f.FirstError() == "" {
			t.Errorf("%s = %q: %v, %q", tt.field, tt.value, ok, f.field(tt.field).Error)
		}
	}
	fresh := NewWebhookForm(inspector.Webhook{Path: "/", Answer: inspector.DefaultAnswer()}, false)
	if _, _, ok := fresh.Webhook(); ok || fresh.field("label").Error != "Must not be empty." {
		t.Errorf("%q", fresh.field("label").Error)
	}
	if !NewWebhookForm(inspector.Webhook{Label: inspector.DefaultWebhook, Path: "/"}, false).field("path").Fixed {
		t.Error("the path of the default webhook can be changed")
	}
}

func TestLeaseForm(t *testing.T) {
	f := NewLeaseForm([]inspector.Webhook{{Label: "default"}, {Label: "vote"}})
	f.Set("receiver", " +45 1204 ")
	f.Set("keyword", "foo ")
	if got := f.Lease(); got != (inspector.Lease{Receiver: "+45 1204", Keyword: "foo", Webhook: "default"}) {
		t.Errorf("%+v", got)
	}
}

func TestErrorsOfTheEngineStandAtTheirField(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("add lease: %w", err) }
	for _, tt := range []struct {
		err        error
		field, all string
	}{
		{nil, "", ""},
		{wrapped(&inspector.FieldError{Field: "keyword", Reason: "must be one word"}), "Must be one word.", ""},
		{wrapped(&inspector.FieldError{Field: "elsewhere", Reason: "is bad"}), "", "Elsewhere: is bad."},
		{wrapped(inspector.ErrExists), "Is taken already.", ""},
		{errors.New("disk full"), "", "It could not be saved."},
	} {
		f := NewLeaseForm(nil)
		f.Refuse(tt.err, "keyword", "It could not be saved.")
		if f.field("keyword").Error != tt.field || f.Error != tt.all {
			t.Errorf("%v: %q, %q", tt.err, f.field("keyword").Error, f.Error)
		}
	}
}

// Every field says what it is for, so that nobody must look it up.
func TestFieldsExplainThemselves(t *testing.T) {
	for _, f := range []*Form{NewSettingsForm(inspector.DefaultSettings()), NewWebhookForm(inspector.Webhook{}, false), NewLeaseForm(nil)} {
		for _, field := range f.Fields {
			if field.Label == "" || field.Hint == "" || strings.TrimSpace(field.Hint) != field.Hint {
				t.Errorf("%s: %q, %q", field.ID, field.Label, field.Hint)
			}
		}
	}
}

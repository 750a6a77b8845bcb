package inspector_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestTargets(t *testing.T) {
	e := inspectortest.Open(t)
	seen := e.Now()
	added, err := e.AddTarget(inspector.TargetForm{
		Name: "Staging", URL: "https://ann:pass%20word@hooks.example.com/sms?token=query-secret", Secret: "signing-secret",
		Headers: [][2]string{{"X-Api-Key", "header-secret"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if e.Now() == seen {
		t.Error("nobody is told")
	}
	if _, err := e.AddTarget(inspector.TargetForm{Name: "local", URL: "http://localhost:3000"}); err != nil {
		t.Fatal(err)
	}
	list, err := e.Targets()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"name":"local","url":"http://localhost:3000","has_login":false,"has_query":false,"has_secret":false,"headers":[]},` +
		`{"name":"Staging","url":"https://hooks.example.com/sms","has_login":true,"has_query":true,"has_secret":true,"headers":["X-Api-Key"]}]`
	if string(text) != want {
		t.Errorf("listed as\n%s\nwant\n%s", text, want)
	}
	if got, err := e.Target("STAGING"); err != nil || got.URL != added.URL {
		t.Errorf("%v, %v", got, err)
	}
	var backup bytes.Buffer
	if _, err := e.Backup(&backup); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"ann", "pass", "query-secret", "signing-secret", "header-secret", "YW5uOnBhc3Mgd29yZA"} {
		if bytes.Contains(backup.Bytes(), []byte(secret)) {
			t.Errorf("the database holds %q", secret)
		}
	}

	d, err := e.Destination("staging")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(d.Name, " ", d.Target.Path(), " ", d.Whole, " ", d.Headers, " ", string(d.Secret))
	if want := "Staging /sms?token=query-secret true [[Authorization Basic YW5uOnBhc3Mgd29yZA==] [X-Api-Key header-secret]] signing-secret"; got != want {
		t.Errorf("opened as %s\nwant %s", got, want)
	}
	if _, err := e.AddTarget(inspector.TargetForm{Name: "LOCAL", URL: "http://localhost:3001"}); !errors.Is(err, inspector.ErrExists) {
		t.Error(err)
	}
	if err := e.RemoveTarget("Staging"); err != nil {
		t.Error(err)
	}
	kept, err := os.ReadFile(e.Path + ".secrets")
	if err != nil || bytes.Contains(kept, []byte("signing-secret")) {
		t.Errorf("what was kept is left: %v", err)
	}
	for _, do := range []error{e.RemoveTarget("Staging"), second(e.Destination("Staging")), second(e.Target("nobody"))} {
		if !errors.Is(do, inspector.ErrNotFound) {
			t.Error(do)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestBadTargets(t *testing.T) {
	e := inspectortest.Open(t)
	good := inspector.TargetForm{Name: "good", URL: "http://localhost:3000"}
	tests := []struct {
		field  string
		change func(*inspector.TargetForm)
	}{
		{"name", func(f *inspector.TargetForm) { f.Name = "" }},
		{"name", func(f *inspector.TargetForm) { f.Name = "self" }},
		{"name", func(f *inspector.TargetForm) { f.Name = "http://a" }},
		{"name", func(f *inspector.TargetForm) { f.Name = "a\x00b" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "localhost:3000" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "ftp://user:hidden@host/" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "file:///etc/passwd" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "http://user:hidden@host:99999/" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "http://host/%zzhidden" }},
		{"url", func(f *inspector.TargetForm) { f.URL = "https:///hooks" }},
		{"secret", func(f *inspector.TargetForm) { f.Secret = "hidden\xff" }},
		{"headers", func(f *inspector.TargetForm) { f.Headers = [][2]string{{"X-A", "hidden\r\nX-B: c"}} }},
		{"headers", func(f *inspector.TargetForm) { f.Headers = [][2]string{{"X A", "hidden"}} }},
		{"headers", func(f *inspector.TargetForm) { f.Headers = [][2]string{{"content-length", "hidden"}} }},
		{"headers", func(f *inspector.TargetForm) { f.Headers = [][2]string{{"X-Ringback-Origin", "hidden"}} }},
		{"ca", func(f *inspector.TargetForm) { f.CA = []byte("hidden") }},
	}
	for _, tt := range tests {
		f := good
		tt.change(&f)
		var bad *inspector.FieldError
		if _, err := e.AddTarget(f); !errors.As(err, &bad) || bad.Field != tt.field {
			t.Errorf("%+v: %v, want field %s", f, err, tt.field)
		} else if strings.Contains(err.Error(), "hidden") {
			t.Errorf("the error repeats a value: %v", err)
		}
	}
	if list, err := e.Targets(); err != nil || len(list) > 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// An address without a path leaves a callback its own; any other is whole.
func TestDestinationOfAnAddress(t *testing.T) {
	e := inspectortest.Open(t)
	for _, tt := range []struct {
		url, name string
		whole     bool
	}{
		{"http://localhost:3000", "http://localhost:3000", false},
		{"http://localhost:3000#part", "http://localhost:3000", false},
		{"http://localhost:3000/", "http://localhost:3000/", true},
		{"http://localhost:3000?a=secret", "http://localhost:3000/", true},
		{" https://a:b@hooks.example.com/sms?a=secret ", "https://hooks.example.com/sms", true},
	} {
		d, err := e.Destination(tt.url)
		if err != nil || d.Name != tt.name || d.Whole != tt.whole {
			t.Errorf("%s: %s, whole %v, %v", tt.url, d.Name, d.Whole, err)
		}
	}
}

package deliver

import (
	"errors"
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	for raw, want := range map[string]struct{ host, addr, path string }{
		"http://127.0.0.1:4100/sms/in?x=1":   {"127.0.0.1:4100", "127.0.0.1:4100", "/sms/in?x=1"},
		"https://hooks.example.com":          {"hooks.example.com", "hooks.example.com:443", "/"},
		"https://hooks.example.com:443/a#f":  {"hooks.example.com:443", "hooks.example.com:443", "/a"},
		"http://[::1]:8080/":                 {"[::1]:8080", "[::1]:8080", "/"},
		" HTTP://Hooks.Example.com/a b ":     {"hooks.example.com", "hooks.example.com:80", "/a%20b"},
		"https://blåbær.example/":            {"xn--blbr-roah.example", "xn--blbr-roah.example:443", "/"},
		"http://localhost/%2e%2e/x?token=%2": {"localhost", "localhost:80", "/%2e%2e/x?token=%2"},
	} {
		got, err := ParseTarget(raw)
		if err != nil || got.host != want.host || got.addr != want.addr || got.Path() != want.path {
			t.Errorf("%q: %+v, %v", raw, got, err)
		}
	}
}

func TestParseTargetRefuses(t *testing.T) {
	for _, raw := range []string{
		"", "hooks.example.com", "ftp://secret.example", "http://", "http:///secret", "http://user:secret@x.example", "http://secret example/",
		"http://x.example:0/", "http://x.example:70000/", "http://x.example:secret/", "file:///etc/secret", "http://-secret-.example", "http://x\x00secret/", "://secret",
	} {
		if _, err := ParseTarget(raw); !errors.Is(err, ErrTarget) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func TestTargetKeepsItsQueryToItself(t *testing.T) {
	target, err := ParseTarget("https://x.example/in?token=secret")
	if err != nil || target.String() != "https://x.example/in" {
		t.Errorf("%s, %v", target, err)
	}
	if got := target.At("/other").Path(); got != "/other" {
		t.Error(got)
	}
	if _, err := target.Trusting([]byte("no PEM")); !errors.Is(err, ErrNoCertificate) {
		t.Error(err)
	}
}

func TestSameServer(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"http://127.0.0.1:4100", "http://localhost:4100/x?y", true},
		{"http://[::1]:4100", "http://127.0.0.1:4100", false}, // two programs may listen there
		{"http://[::1]:4100", "http://localhost:4100", true},
		{"https://Hooks.example.com", "https://hooks.example.com:443/x", true},
		{"http://127.0.0.1:4100", "http://127.0.0.1:4101", false},
		{"http://127.0.0.1:443", "https://127.0.0.1", false},
		{"http://127.0.0.1", "http://hooks.example.com", false},
	} {
		a, err := ParseTarget(tt.a)
		b, also := ParseTarget(tt.b)
		if err != nil || also != nil || a.Same(b) != tt.want || b.Same(a) != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, a.Same(b))
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{"http://127.0.0.1:4100/a?b", "https://[::1]/", "http://blåbær.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		target, err := ParseTarget(raw)
		if err != nil {
			return
		}
		q, err := Compose(target, "POST", nil, nil)
		if err != nil || strings.Count(string(q.Head), "\r\n") != 4 {
			t.Errorf("%q: %q, %v", raw, q.Head, err)
		}
	})
}

func TestComposeKeepsOrderAndCase(t *testing.T) {
	target, _ := ParseTarget("http://x.example:81/sms/in")
	q, err := Compose(target, "POST", [][2]string{{"accept", "*/*"}, {"CONTENT-length", "2"}, {"X-b", "1"}, {"X-A", "2"}}, []byte("{}"))
	want := "POST /sms/in HTTP/1.1\r\nHost: x.example:81\r\naccept: */*\r\nCONTENT-length: 2\r\nX-b: 1\r\nX-A: 2\r\n\r\n"
	if err != nil || string(q.Head) != want || string(q.Body) != "{}" {
		t.Errorf("%q, %v", q.Head, err)
	}
	if _, err := Compose(target, "POST", [][2]string{{"a", "x\r\nb: y"}}, nil); err == nil {
		t.Error("a smuggled header")
	}
}

package reach

import (
	"errors"
	"strings"
	"testing"
)

func TestAddressesAreRead(t *testing.T) {
	tests := []struct{ raw, shown, host, port, authority, path string }{
		{"https://hooks.example.com", "https://hooks.example.com/", "hooks.example.com", "443", "hooks.example.com", "/"},
		{"https://hooks.example.com:443/a", "https://hooks.example.com/a", "hooks.example.com", "443", "hooks.example.com", "/a"},
		{" http://hooks.example.com:8080/a%2Fb?token=geheim ", "http://hooks.example.com:8080/a%2Fb?…", "hooks.example.com", "8080", "hooks.example.com:8080", "/a%2Fb?token=geheim"},
		{"https://me:geheim@hooks.example.com/", "https://hooks.example.com/", "hooks.example.com", "443", "hooks.example.com", "/"},
		{"https://[2001:db8::1]:8443/x#part", "https://[2001:db8::1]:8443/x", "2001:db8::1", "8443", "[2001:db8::1]:8443", "/x"},
		{"https://blåbær.example/", "https://xn--blbr-roah.example/", "xn--blbr-roah.example", "443", "xn--blbr-roah.example", "/"},
	}
	for _, tt := range tests {
		a, err := ParseAddress(tt.raw)
		if err != nil {
			t.Errorf("%q: %v", tt.raw, err)
			continue
		}
		if got := [5]string{a.String(), a.Host, a.Port, a.authority, a.Path}; got != [5]string{tt.shown, tt.host, tt.port, tt.authority, tt.path} {
			t.Errorf("%q is read as %q", tt.raw, got)
		}
	}
}

func TestWhatIsNoAddressIsNotRepeated(t *testing.T) {
	for _, raw := range []string{
		"", "geheim", "ftp://geheim.example.com/", "https://", "https://geheim:0/", "https://geheim:99999/", "https://ge heim/",
		"https://-geheim-/", "https://geheim%zz/", "https://[fe80::1%25geheim]/", "https:geheim", "https://exa\x00mple/geheim", "https://" + strings.Repeat("geheim.", 60) + "com",
	} {
		_, err := ParseAddress(raw)
		if !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %v", raw, err)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error repeats the address: %v", err)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, raw := range []string{
		"https://hooks.example.com/a?b", "http://u:p@[::1%25eth0]:80/#x", "https://1.2.3.4:65535", "https://ß.example", "https://a//b/../c?",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		a, err := ParseAddress(raw)
		if err != nil {
			return
		}
		if a.Host == "" || !validPort(a.Port) || !strings.HasPrefix(a.Path, "/") {
			t.Fatalf("%q is read as %+v", raw, a)
		}
		again, err := ParseAddress(a.scheme() + "://" + a.authority + a.Path)
		if err != nil || again.Host != a.Host || again.Port != a.Port || again.Path != a.Path {
			t.Fatalf("%q is read as %+v, and that as %+v (%v)", raw, a, again, err)
		}
	})
}

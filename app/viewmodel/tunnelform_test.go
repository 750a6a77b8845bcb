package viewmodel

import (
	"testing"

	"ringback/inspector"
)

func TestTunnelForm(t *testing.T) {
	for _, s := range []inspector.TunnelSettings{
		{Mode: inspector.TunnelAuto}, {Mode: inspector.TunnelOff}, {Mode: inspector.TunnelNgrok, URL: "https://hooks.example.com"},
	} {
		if got, token, ok := NewTunnelForm(s).Tunnel(); got != s || token != "" || !ok {
			t.Errorf("%+v came back as %+v, %v", s, got, ok)
		}
	}
	f := NewTunnelForm(inspector.TunnelSettings{Mode: inspector.TunnelAuto})
	f.Set("tunnel.url", " hooks.example.com/ ")
	f.Set("authtoken", " tok_en\n")
	if got, token, ok := f.Tunnel(); !ok || got.URL != "https://hooks.example.com" || token != "tok_en" {
		t.Errorf("typed: %+v %q %v", got, token, ok)
	}
	for _, bad := range []string{"http://x.example.com", "https://x.example.com/path", "not a name"} {
		f.Set("tunnel.url", bad)
		if _, _, ok := f.Tunnel(); ok || f.FirstError() != "tunnel.url" {
			t.Errorf("%s: no error at its field", bad)
		}
	}
}

package main

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestFlagsOfTheWaysInStandOverTheSettings(t *testing.T) {
	set := inspector.TunnelSettings{Mode: inspector.TunnelOff, URL: "https://set.example.com"}
	for _, tt := range []struct {
		said waysIn
		want inspector.TunnelSettings
	}{
		{waysIn{}, set},
		{waysIn{tunnel: "auto"}, inspector.TunnelSettings{Mode: "auto", URL: set.URL}},
		{waysIn{url: "https://said.example.com"}, inspector.TunnelSettings{Mode: "ngrok", URL: "https://said.example.com"}},
		{waysIn{url: "https://said.example.com", tunnel: "off"}, inspector.TunnelSettings{Mode: "off", URL: "https://said.example.com"}},
	} {
		if got := tt.said.over(set); got != tt.want {
			t.Errorf("%+v: %+v, want %+v", tt.said, got, tt.want)
		}
	}
	for _, tt := range []struct {
		said waysIn
		want string
	}{
		{waysIn{}, ""},
		{waysIn{"127.0.0.1:0", "ngrok", "https://a.example.com"}, ""},
		{waysIn{listen: "nowhere"}, "--listen nowhere: want HOST:PORT"},
		{waysIn{tunnel: "frp"}, "frp"},
		{waysIn{url: "https://a.example.com/in"}, "--url https://a.example.com/in: must be https://"},
	} {
		if err := tt.said.check(); (err == nil) != (tt.want == "") || (err != nil && !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%+v: %v, want %q", tt.said, err, tt.want)
		}
	}
}

func TestEdgeOfTestsNeedsItsCertificates(t *testing.T) {
	e := inspectortest.Open(t)
	p := &program{getenv: func(name string) string {
		return map[string]string{"RINGBACK_NGROK_EDGE": "127.0.0.1:1", "RINGBACK_NGROK_CA": "missing.pem"}[name]
	}}
	if _, err := p.wayInOptions(e.Inspector, &waysIn{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without the file: %v", err)
	}
	p.getenv = func(string) string { return "" }
	if o, err := p.wayInOptions(e.Inspector, &waysIn{}); err != nil || o.Service.Addr != "" || o.Settings != e.Settings().Tunnel {
		t.Errorf("by default: %+v (%v)", o, err)
	}
}

package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/reach"
	"ringback/tunnel"
)

// waysIn are the flags of commands that receive: where callers come in. What is
// empty is left to the settings.
type waysIn struct {
	listen, tunnel, url string
}

func addWaysIn(cmd *cobra.Command) *waysIn {
	w := new(waysIn)
	flags := cmd.Flags()
	flags.StringVar(&w.listen, "listen", "", "`HOST:PORT` to receive on; port 0 picks a free one (default: the setting, at first 127.0.0.1:4100)")
	flags.StringVar(&w.tunnel, "tunnel", "", "`WAY` in from outside: ngrok, off, or auto, which is ngrok when an authtoken is known (default: the setting, at first auto)")
	flags.StringVar(&w.url, "url", "", "`https://NAME` reserved at ngrok (default: the setting, at first your account's own dev domain)")
	return w
}

// check finds what cannot work before anything is opened.
func (w *waysIn) check() error {
	if _, _, err := net.SplitHostPort(w.listen); w.listen != "" && err != nil {
		return fmt.Errorf("--listen %s: want HOST:PORT, such as 127.0.0.1:4100", w.listen)
	}
	if w.tunnel != "" {
		if err := oneOf("tunnel", w.tunnel, inspector.TunnelOff, inspector.TunnelNgrok, inspector.TunnelAuto); err != nil {
			return err
		}
	}
	var field *inspector.FieldError
	if err := w.over(inspector.DefaultSettings().Tunnel).Validate(); errors.As(err, &field) {
		return fmt.Errorf("--url %s: %s", w.url, field.Reason)
	}
	return nil
}

// over returns the settings with what was said in their place.
func (w *waysIn) over(s inspector.TunnelSettings) inspector.TunnelSettings {
	if w.url != "" {
		s.URL = w.url
		s.Mode = inspector.TunnelNgrok // whoever names an address wants it
	}
	if w.tunnel != "" {
		s.Mode = w.tunnel
	}
	return s
}

// wayIn keeps the public way in open, beside receive, until ctx ends. See
// [inspector.Inspector.KeepWayIn].
func (a *attendance) wayIn(ctx context.Context, options func() (inspector.WayInOptions, error), report func(inspector.WayIn)) {
	a.engine.KeepWayIn(ctx, options, func(w inspector.WayIn) {
		a.public.Store(&w)
		report(w)
	})
}

// wayInOptions are those of the public way in as it was said or set.
func (p *program) wayInOptions(e *inspector.Inspector, w *waysIn) (inspector.WayInOptions, error) {
	o := inspector.WayInOptions{Settings: w.over(e.Settings().Tunnel), Getenv: p.getenv, Prove: true}
	roots, err := p.edgeRoots()
	if err == nil && roots != nil {
		o.Service = tunnel.Service{Addr: p.getenv("RINGBACK_NGROK_EDGE"), Roots: roots}
		o.Prove = p.getenv("RINGBACK_NGROK_PUBLIC") != ""
	}
	return o, err
}

// edgeRoots returns the authorities of an edge that is not ngrok's; nil where there
// is none. Tests run the whole program against one: RINGBACK_NGROK_EDGE is where it
// listens for agents, RINGBACK_NGROK_PUBLIC where for visitors, and
// RINGBACK_NGROK_CA a PEM file with who signed its certificates.
func (p *program) edgeRoots() (*x509.CertPool, error) {
	if p.getenv("RINGBACK_NGROK_EDGE") == "" {
		return nil, nil
	}
	text, err := os.ReadFile(p.getenv("RINGBACK_NGROK_CA"))
	if err != nil {
		return nil, fmt.Errorf("read RINGBACK_NGROK_CA: %w", err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	return roots, nil
}

// edgeReach finds every address at such an edge; without one it is the network.
func (p *program) edgeReach() (reach.Options, error) {
	roots, err := p.edgeRoots()
	public := p.getenv("RINGBACK_NGROK_PUBLIC")
	if err != nil || roots == nil || public == "" {
		return reach.Options{}, err
	}
	return reach.Options{Resolver: edgeNames{}, Roots: roots, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, public)
	}}, nil
}

// edgeNames is a DNS in which each name leads to one public address.
type edgeNames struct{}

// LookupNetIP implements [reach.Resolver].
func (edgeNames) LookupNetIP(_ context.Context, network, host string) ([]netip.Addr, error) {
	if network == "ip4" {
		return []netip.Addr{netip.MustParseAddr("9.9.9.9")}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

package tunneltest

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
)

// public is the side of the edge where visitors come in.
type public struct {
	edge     *Edge
	listener net.Listener
	server   *http.Server
	kind     atomic.Int64
	refuse   atomic.Pointer[string]
	visits   sync.Map // net.Conn → *http.Transport
}

func newPublic(e *Edge) *public {
	e.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		e.t.Fatal(err)
	}
	p := &public{edge: e, listener: l}
	proxy := &httputil.ReverseProxy{
		Transport: throughVisit{},
		ErrorLog:  discard(),
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			edgePage(w, http.StatusBadGateway, "ERR_NGROK_3004")
		},
		Rewrite: rewrite,
	}
	p.server = &http.Server{
		Handler:     p.admit(proxy),
		ErrorLog:    discard(),
		ConnContext: p.begin,
		ConnState:   p.end,
		TLSConfig: &tls.Config{NextProtos: []string{"h2", "http/1.1"}, GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
			cert, err := e.authority.Certificate(Kind(p.kind.Load()), h.ServerName)
			return &cert, err
		}},
	}
	e.running.Go(func() { _ = p.server.ServeTLS(l, "", "") })
	return p
}

func (p *public) close() {
	_ = p.server.Close()
	p.visits.Range(func(_, tr any) bool {
		tr.(*http.Transport).CloseIdleConnections()
		return true
	})
}

// admit answers in the edge's own name where the agent can't or must not.
func (p *public) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		code := p.refuse.Load()
		browser := strings.HasPrefix(r.UserAgent(), "Mozilla/") && r.Header.Get("Ngrok-Skip-Browser-Warning") == ""
		switch {
		case p.edge.find(r.Host) == nil:
			edgePage(w, http.StatusNotFound, "ERR_NGROK_3200")
		case code != nil && *code != "":
			edgePage(w, http.StatusForbidden, *code)
		case browser:
			edgePage(w, http.StatusOK, "ERR_NGROK_6024")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// edgePage is an answer that did not come from behind the tunnel.
func edgePage(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Ngrok-Error-Code", code)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<!DOCTYPE html><html><body>"+code+"</body></html>")
}

// rewrite adds the headers that the edge adds: to X-Forwarded-For at its end,
// whatever the visitor sent; the host stays the public one.
func rewrite(r *httputil.ProxyRequest) {
	r.Out.URL.Scheme, r.Out.URL.Host = "http", r.In.Host
	r.Out.Host = r.In.Host
	r.Out.Header["X-Forwarded-For"] = r.In.Header["X-Forwarded-For"]
	r.SetXForwarded()
}

type visitKey struct{}

// throughVisit sends a request through the streams of its visitor's connection.
type throughVisit struct{}

// RoundTrip implements [http.RoundTripper].
func (throughVisit) RoundTrip(r *http.Request) (*http.Response, error) {
	return r.Context().Value(visitKey{}).(*http.Transport).RoundTrip(r)
}

// begin gives a visitor's connection its way to the agent.
func (p *public) begin(ctx context.Context, c net.Conn) context.Context {
	tr := &http.Transport{
		DisableCompression: true,
		DialContext: func(_ context.Context, _, addr string) (net.Conn, error) {
			host := strings.TrimSuffix(addr, ":80")
			at := p.edge.find(host)
			if at == nil {
				return nil, net.ErrClosed
			}
			return at.session.dial(at.bindID, c.RemoteAddr().String())
		},
	}
	p.visits.Store(c, tr)
	return context.WithValue(ctx, visitKey{}, tr)
}

// end hangs up toward the agent when the visitor did.
func (p *public) end(c net.Conn, state http.ConnState) {
	if state != http.StateClosed {
		return
	}
	if tr, ok := p.visits.LoadAndDelete(c); ok {
		tr.(*http.Transport).CloseIdleConnections()
	}
}

// PublicAddr is the host:port that all names of the edge lead to.
func (e *Edge) PublicAddr() string { return e.public.listener.Addr().String() }

// Dial connects to the public side, whatever address is asked for. It is meant
// for [http.Transport.DialContext].
func (e *Edge) Dial(ctx context.Context, network, _ string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, network, e.PublicAddr())
}

// Visitor returns a client that finds every name at the edge and trusts its
// roots, with connections of its own.
func (e *Edge) Visitor() *http.Client {
	tr := &http.Transport{
		DialContext:         e.Dial,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 128,
		TLSClientConfig:     &tls.Config{RootCAs: e.Roots()},
		Proxy:               func(*http.Request) (*url.URL, error) { return nil, nil },
	}
	e.t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr}
}

package reach

import (
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"ringback/tunnel/tunneltest"
)

// hostname is the name that tests look at; it leads to publicIP.
const (
	hostname = "hooks.example.com"
	publicIP = "9.9.9.9"
)

// zone is a DNS that answers each question with the next of its answers, and
// with the last one from then on.
type zone struct {
	mu      sync.Mutex
	a, aaaa [][]string
	asked   int
}

// records is a zone with one answer.
func records(ips ...string) *zone {
	z := &zone{a: [][]string{{}}, aaaa: [][]string{{}}}
	for _, ip := range ips {
		if netip.MustParseAddr(ip).Is4() {
			z.a[0] = append(z.a[0], ip)
		} else {
			z.aaaa[0] = append(z.aaaa[0], ip)
		}
	}
	return z
}

func (z *zone) LookupNetIP(_ context.Context, network, host string) ([]netip.Addr, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	answers := map[string]*[][]string{"ip4": &z.a, "ip6": &z.aaaa}[network]
	now := (*answers)[0]
	if len(*answers) > 1 {
		*answers = (*answers)[1:]
	}
	z.asked++
	if len(now) == 0 {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	var ips []netip.Addr
	for _, ip := range now {
		ips = append(ips, netip.MustParseAddr(ip))
	}
	return ips, nil
}

// road leads every connection to one server, and remembers where it was to go.
type road struct {
	mu    sync.Mutex
	to    string
	taken []string
}

func (r *road) dial(ctx context.Context, _, address string) (net.Conn, error) {
	r.mu.Lock()
	r.taken = append(r.taken, address)
	r.mu.Unlock()
	return new(net.Dialer).DialContext(ctx, "tcp", r.to)
}

// at starts a server for hostname with a certificate of a kind, and returns how
// to look at it.
func at(t *testing.T, kind tunneltest.Kind, h http.Handler) (Options, *road) {
	t.Helper()
	authority := tunneltest.NewAuthority(t)
	cert, err := authority.Certificate(kind, hostname)
	if err != nil {
		t.Fatal(err)
	}
	o, way := serving(t, &tls.Config{Certificates: []tls.Certificate{cert}}, h)
	o.Roots = authority.Pool()
	return o, way
}

func serving(t *testing.T, conf *tls.Config, h http.Handler) (Options, *road) {
	t.Helper()
	srv := httptest.NewUnstartedServer(h)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.TLS = conf
	srv.StartTLS()
	t.Cleanup(srv.Close)
	way := &road{to: srv.Listener.Addr().String()}
	return Options{Resolver: records(publicIP), Dial: way.dial}, way
}

// look checks an address, which must be one.
func look(t *testing.T, address string, o Options) *Report {
	t.Helper()
	a, err := ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	r := Check(t.Context(), a, o)
	if len(r.Steps) != 5 {
		t.Errorf("the report has %d steps, want 5", len(r.Steps))
	}
	return r
}

// causes returns what was found.
func causes(found []Finding) []Cause {
	all := []Cause{}
	for _, f := range found {
		all = append(all, f.Cause)
	}
	return all
}

// wantCauses compares what was found, and where the way ended.
func wantCauses(t *testing.T, r *Report, want ...Cause) {
	t.Helper()
	if got := causes(r.Findings()); !slices.Equal(got, append([]Cause{}, want...)) {
		t.Errorf("found %v, want %v\n%s", got, want, r.Text())
	}
}

func answering(status int, headers ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for n := 0; n+1 < len(headers); n += 2 {
			w.Header().Set(headers[n], headers[n+1])
		}
		w.WriteHeader(status)
	})
}

// at12 is a clock that stands at noon.
func at12() time.Time { return noon }

// byAddress leads connections to some addresses elsewhere.
func byAddress(roads map[string]*road, other *road) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if r, ok := roads[address]; ok {
			return r.dial(ctx, network, address)
		}
		return other.dial(ctx, network, address)
	}
}

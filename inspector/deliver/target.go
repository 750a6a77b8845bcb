package deliver

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"ringback/inspector/wire"
)

// ErrTarget reports an address that nothing can be delivered to. Its text never
// repeats the address, which may hold a secret.
var ErrTarget = errors.New("not an address to deliver to")

// ErrNoCertificate reports a file of certificates without one.
var ErrNoCertificate = errors.New("no certificate in PEM form")

// Target is where requests are delivered.
type Target struct {
	secure bool
	// host is the authority as it stands in the Host header, addr where to connect.
	host, addr, name string
	path             string
	roots            *x509.CertPool
}

// ParseTarget reads an address: http or https, a host, maybe a port, a path and
// a query. Errors are [ErrTarget], with the reason.
func ParseTarget(raw string) (Target, error) {
	bad := func(reason string) (Target, error) { return Target{}, fmt.Errorf("%w: %s", ErrTarget, reason) }
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return bad("it is malformed")
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("it must begin with http:// or https://")
	case u.User != nil:
		return bad("it must not hold a user name or password")
	case u.Hostname() == "":
		return bad("it has no host")
	}
	t := Target{secure: u.Scheme == "https", path: u.RequestURI(), name: u.Hostname()}
	if net.ParseIP(t.name) == nil {
		if t.name, err = idna.Lookup.ToASCII(t.name); err != nil {
			return bad("its host is no host name")
		}
	}
	port := u.Port()
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 1 || n > 65535) {
		return bad("its port must be from 1 to 65535")
	}
	t.host = t.name
	if strings.Contains(t.name, ":") {
		t.host = "[" + t.name + "]"
	}
	if port != "" {
		t.host += ":" + port
	} else {
		port = map[bool]string{false: "80", true: "443"}[t.secure]
	}
	t.addr = net.JoinHostPort(t.name, port)
	return t, nil
}

// Trusting returns t that also trusts the authorities in a PEM text, besides
// those of the system.
func (t Target) Trusting(pem []byte) (Target, error) {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return t, ErrNoCertificate
	}
	t.roots = roots
	return t, nil
}

// At returns t with another path and query, such as "/sms/in?x=1".
func (t Target) At(path string) Target {
	t.path = path
	return t
}

// Host returns the host, and the port where one was given, as it stands in the
// Host header.
func (t Target) Host() string { return t.host }

// Path returns the path and query.
func (t Target) Path() string { return t.path }

// Same tells whether two addresses are of the same server, as far as they tell by
// themselves: the same port of the same host, where localhost is any of this
// machine's own. Two addresses of this machine may belong to two programs.
func (t Target) Same(other Target) bool {
	if t.secure != other.secure {
		return false
	}
	_, a, _ := net.SplitHostPort(t.addr)
	_, b, _ := net.SplitHostPort(other.addr)
	local := t.name == "localhost" && isLoopback(other.name) || other.name == "localhost" && isLoopback(t.name)
	return a == b && (t.name == other.name || local)
}

func isLoopback(name string) bool {
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// String returns the address without its query, which may hold a secret.
func (t Target) String() string {
	path, _, _ := strings.Cut(t.path, "?")
	return map[bool]string{false: "http://", true: "https://"}[t.secure] + t.host + path
}

// Request is what is sent: the exact bytes of a head with its empty line, and of
// what follows it.
type Request struct{ Head, Body []byte }

// Compose makes a request to t of header lines in their order and case. Host
// comes first; Content-Length is added at the end where it is not among them.
func Compose(t Target, method string, headers [][2]string, body []byte) (Request, error) {
	h := wire.Head{Method: method, Target: t.path, Proto: "HTTP/1.1", Headers: [][2]string{{"Host", t.host}}}
	h.Headers = append(h.Headers, headers...)
	if h.Get("Content-Length") == "" {
		h.Headers = append(h.Headers, [2]string{"Content-Length", strconv.Itoa(len(body))})
	}
	head, err := wire.FormatHead(h)
	if err != nil {
		return Request{}, fmt.Errorf("compose request: %w", err)
	}
	return Request{Head: head, Body: body}, nil
}

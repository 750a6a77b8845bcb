package reach

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// ErrAddress reports a text that is no address of a webhook. Its own text never
// repeats it: it may hold a secret.
var ErrAddress = errors.New("not the address of a webhook")

// Address is where a webhook listens.
type Address struct {
	// Secure tells https from http.
	Secure bool
	// Host is a name in ASCII or an IP address, without brackets; Port is a number.
	Host, Port string
	// Path is the path and query, at least "/".
	Path string

	authority string // as it stands in the Host header
	user      *url.Userinfo
	literal   netip.Addr // Host, where it is an IP address
}

// ParseAddress reads http or https, a host, maybe a port, a path and a query.
// Errors are [ErrAddress], with the reason.
func ParseAddress(raw string) (Address, error) {
	bad := func(reason string) (Address, error) { return Address{}, fmt.Errorf("%w: %s", ErrAddress, reason) }
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	switch {
	case err != nil || strings.ContainsFunc(raw, unicode.IsSpace):
		return bad("it is malformed")
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("it must begin with https:// or http://")
	case u.Hostname() == "":
		return bad("it has no host")
	}
	a := Address{Secure: u.Scheme == "https", Host: u.Hostname(), Path: u.RequestURI(), user: u.User}
	if !strings.Contains(a.Host, ":") {
		if a.Host, err = asciiName(a.Host); err != nil {
			return bad("its host is no host name")
		}
	}
	switch a.literal, err = netip.ParseAddr(a.Host); {
	case err != nil && strings.Contains(a.Host, ":"):
		return bad("its host is no host name")
	case a.literal.Zone() != "":
		return bad("its host is an address of one network only")
	}
	a.literal = a.literal.Unmap()
	a.authority = a.Host
	if strings.Contains(a.Host, ":") {
		a.authority = "[" + a.Host + "]"
	}
	a.Port = "80"
	if a.Secure {
		a.Port = "443"
	}
	switch port := u.Port(); {
	case port == "":
	case !validPort(port):
		return bad("its port must be from 1 to 65535")
	default:
		if port != a.Port {
			a.authority += ":" + port
		}
		a.Port = port
	}
	return a, nil
}

// asciiName returns a host name as DNS knows it. What it becomes must be a name
// itself, which not everything is that can be written in Unicode.
func asciiName(host string) (string, error) {
	name, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return "", err
	}
	if again, err := idna.Lookup.ToASCII(name); err != nil || again != name || len(name) > 253 {
		return "", ErrAddress
	}
	return name, nil
}

func validPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 1 && n <= 65535
}

// String returns the address without its user name, password and query, which
// may be secrets.
func (a Address) String() string {
	path, _, cut := strings.Cut(a.Path, "?")
	if cut {
		path += "?…"
	}
	return a.scheme() + "://" + a.authority + path
}

func (a Address) scheme() string {
	if a.Secure {
		return "https"
	}
	return "http"
}

// typed tells whether the person named ip itself. The name localhost is loopback
// by definition (RFC 6761).
func (a Address) typed(ip netip.Addr) bool {
	name := strings.TrimSuffix(strings.ToLower(a.Host), ".")
	local := name == "localhost" || strings.HasSuffix(name, ".localhost")
	return a.literal == ip.Unmap() || local && ip.Unmap().IsLoopback()
}

// at returns where to connect for one of the host's addresses.
func (a Address) at(ip netip.Addr) string { return net.JoinHostPort(ip.String(), a.Port) }

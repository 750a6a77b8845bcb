package reach

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// maxHosts is how many of a name's addresses are looked at.
const maxHosts = 16

// resolve asks DNS for both kinds of addresses. It asks once: what follows
// connects to what was answered, whatever the name says later.
func (v *visit) resolve(ctx context.Context) seen {
	if v.a.literal.IsValid() {
		return v.literal()
	}
	began := v.o.Now()
	var v4, v6 answers
	var wait sync.WaitGroup
	wait.Go(func() { v4 = v.lookUp(ctx, "ip4") })
	wait.Go(func() { v6 = v.lookUp(ctx, "ip6") })
	wait.Wait()
	s := seen{took: v.since(began), line: "A " + v4.String() + "; AAAA " + v6.String()}
	v.add("A", v4.ips)
	v.add("AAAA", v6.ips)
	var private []string
	for _, h := range v.r.Hosts {
		if !h.Public && !v.a.typed(netip.MustParseAddr(h.Address)) {
			private = append(private, h.Address)
		}
	}
	switch {
	case len(v.r.Hosts) == 0 && v4.none() && v6.none():
		s.found = append(s.found, find(NoHost, v.a.Host))
	case len(v.r.Hosts) == 0:
		s.found = append(s.found, find(DNSFailed, v.a.Host))
	case len(private) > 0:
		s.found = append(s.found, find(PrivateAddress, list(private)))
	case !v.r.Hosts[0].Public:
		s.found = append(s.found, find(LocalAddress, v.a.Host))
	case v4.none():
		s.found = append(s.found, find(OnlyIPv6, ""))
	}
	return s
}

func (v *visit) literal() seen {
	v.add("", []netip.Addr{v.a.literal})
	s := seen{line: "not asked: it is an IP address"}
	if !v.r.Hosts[0].Public {
		s.found = append(s.found, find(LocalAddress, v.a.Host))
	}
	return s
}

func (v *visit) add(record string, ips []netip.Addr) {
	for _, ip := range ips[:min(len(ips), maxHosts)] {
		v.r.Hosts = append(v.r.Hosts, Host{Address: ip.String(), Record: record, Public: Public(ip)})
	}
}

// answers is what DNS says to one question.
type answers struct {
	ips []netip.Addr
	err error
}

func (v *visit) lookUp(ctx context.Context, network string) answers {
	ips, err := v.o.Resolver.LookupNetIP(ctx, network, v.a.Host)
	for n := range ips {
		ips[n] = ips[n].Unmap()
	}
	slices.SortFunc(ips, netip.Addr.Compare)
	return answers{slices.Compact(ips), err}
}

// none tells that there is no such record, for certain.
func (a answers) none() bool {
	var dns *net.DNSError
	return len(a.ips) == 0 && (a.err == nil || errors.As(a.err, &dns) && dns.IsNotFound)
}

func (a answers) String() string {
	var dns *net.DNSError
	switch {
	case len(a.ips) > 0:
		var all []string
		for _, ip := range a.ips {
			all = append(all, ip.String())
		}
		return list(all)
	case a.none():
		return "none"
	case timedOut(a.err):
		return "no answer in time"
	case errors.As(a.err, &dns):
		return "failed (" + dns.Err + ")"
	}
	return "failed"
}

// connect tries all addresses at once, and keeps the first in order that took
// the connection.
func (v *visit) connect(ctx context.Context) seen {
	conns, errs := make([]net.Conn, len(v.r.Hosts)), make([]error, len(v.r.Hosts))
	var wait sync.WaitGroup
	for n := range v.r.Hosts {
		wait.Go(func() {
			began := v.o.Now()
			ip := netip.MustParseAddr(v.r.Hosts[n].Address)
			conns[n], errs[n] = v.dial(v.allowed)(ctx, "tcp", v.a.at(ip))
			v.r.Hosts[n].TookMS = milliseconds(v.since(began))
		})
	}
	wait.Wait()
	s := seen{}
	var dead []string
	for n, conn := range conns {
		h := &v.r.Hosts[n]
		switch h.Connected = conn != nil; {
		case conn == nil:
			h.Error = connectError(errs[n])
			dead = append(dead, h.Address)
		case v.conn == nil:
			v.conn, s.line = conn, "connected to "+conn.RemoteAddr().String()
			s.took = time.Duration(h.TookMS * float64(time.Millisecond))
		default:
			v.others = append(v.others, other{h.Address, conn})
		}
	}
	s.judge(v, dead, errs)
	return s
}

func (s *seen) judge(v *visit, dead []string, errs []error) {
	if v.conn != nil {
		dead = slices.DeleteFunc(dead, func(address string) bool { return noIPv6(v.r.Hosts, address) })
		if len(dead) > 0 {
			s.found = append(s.found, find(SomeDead, list(dead)))
		}
		return
	}
	s.line = "no connection"
	where := v.a.at(netip.MustParseAddr(v.r.Hosts[0].Address))
	cause := NoConnection
	switch {
	case refused(errs[0]):
		cause = Refused
	case timedOut(errs[0]):
		cause = ConnectTimeout
	}
	s.found = append(s.found, find(cause, where))
}

// noIPv6 tells whether an address did not answer only because nothing here
// speaks IPv6: that says nothing of the address.
func noIPv6(hosts []Host, address string) bool {
	if !netip.MustParseAddr(address).Is6() {
		return false
	}
	return !slices.ContainsFunc(hosts, func(h Host) bool {
		return netip.MustParseAddr(h.Address).Is6() && (h.Connected || h.Error != errorUnreachable)
	})
}

// allowed tells whether ip may be connected to.
func (v *visit) allowed(ip netip.Addr) bool { return Public(ip) || v.a.typed(ip) }

// dial returns how to connect to what is allowed.
func (v *visit) dial(allowed func(netip.Addr) bool) func(ctx context.Context, network, address string) (net.Conn, error) {
	if v.o.Dial != nil {
		return v.o.Dial
	}
	return (&net.Dialer{Control: guard(allowed)}).DialContext
}

const errorUnreachable = "no way there"

func connectError(err error) string {
	switch {
	case refused(err):
		return "refused"
	case timedOut(err):
		return "no answer in time"
	case errors.Is(err, ErrPrivate):
		return "not tried"
	}
	return errorUnreachable
}

// refused tells whether nobody listens. Windows has a number of its own for it,
// which the syscall package does not know.
func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || err != nil && strings.Contains(err.Error(), "refused")
}

func timedOut(err error) bool {
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &network) && network.Timeout()
}

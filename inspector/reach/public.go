package reach

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrPrivate reports an address that is not one of the public internet and that
// nobody typed. Nothing was sent there.
var ErrPrivate = errors.New("not an address of the public internet")

// special returns the blocks that IANA's registries of special-purpose addresses
// keep out of the public internet, beyond those that netip knows by name.
func special() []netip.Prefix {
	var all []netip.Prefix
	for _, block := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "::ffff:0:0:0/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "64:ff9b:1::/48", "fec0::/10",
	} {
		all = append(all, netip.MustParsePrefix(block))
	}
	return all
}

// Public tells whether ip is an address of the public internet. Addresses that
// carry an IPv4 address (NAT64, 6to4) are judged by it.
func Public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if within, ok := embedded(ip); ok {
		ip = within
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, block := range special() {
		if block.Contains(ip) {
			return false
		}
	}
	return true
}

// embedded returns the IPv4 address to which a gateway passes on what is sent to
// ip: NAT64 (RFC 6052) and 6to4 (RFC 3056).
func embedded(ip netip.Addr) (netip.Addr, bool) {
	b := ip.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(ip):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case netip.MustParsePrefix("2002::/16").Contains(ip):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return ip, false
}

// guard is a [net.Dialer]'s Control. It sees the address that is really connected
// to, after all resolving, so that no name can lead elsewhere than was looked at.
func guard(allowed func(netip.Addr) bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		where, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("connect: %w", ErrPrivate)
		}
		if !allowed(where.Addr()) {
			return fmt.Errorf("connect: %w", ErrPrivate)
		}
		return nil
	}
}

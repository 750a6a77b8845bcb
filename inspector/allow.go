package inspector

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/net/idna"

	"ringback/storage"
)

// Modes of the allow-list.
const (
	AllowAll    = "off"
	AllowWarn   = "warn"   // callbacks of others are flagged
	AllowRefuse = "refuse" // they are recorded, and answered 403
)

// FlagUnlisted is on a callback whose sender was not on the allow-list when it
// came.
const FlagUnlisted = "unlisted-address"

// Rules of answers that the allow-list gives.
const (
	ruleUnlisted    = "allow-list"
	ruleListUnknown = "allow-list unknown"
)

// maxAllowed bounds the entries of each kind.
const maxAllowed = 1000

// AllowList says from which addresses callbacks may come through the tunnel.
// Who calls on this computer's own way in is always let in. The address is that
// of the connection, never one that a header claims.
type AllowList struct {
	// Mode is off, warn or refuse.
	Mode string `json:"mode"`
	// Addresses are IP addresses and blocks, such as 203.0.113.9 or 2001:db8::/32.
	Addresses []string `json:"addresses"`
	// Names are looked up in DNS again and again, A and AAAA: all addresses
	// that they lead to may come.
	Names []string `json:"names"`
}

// DefaultAllowList lets all in, and knows the names under which GatewayAPI
// publishes the addresses that its callbacks come from.
func DefaultAllowList() AllowList {
	return AllowList{Mode: AllowAll, Addresses: []string{}, Names: []string{"ips.gatewayapi.eu", "ips.gatewayapi.com"}}
}

// parseAllowed reads an address or a block. Errors are a [FieldError].
func parseAllowed(s string) (netip.Prefix, error) {
	bad := badField("addresses", "must be IP addresses or blocks, such as 203.0.113.9 or 2001:db8::/32")
	s = strings.TrimSpace(s)
	if strings.Contains(s, "/") {
		block, err := netip.ParsePrefix(s)
		if err != nil || block.Addr().Is4In6() {
			return netip.Prefix{}, bad
		}
		return block.Masked(), nil
	}
	ip, err := netip.ParseAddr(s)
	if err != nil || ip.Zone() != "" {
		return netip.Prefix{}, bad
	}
	ip = ip.Unmap()
	return netip.PrefixFrom(ip, ip.BitLen()), nil
}

// allowedText writes what parseAllowed reads, an address without its length.
func allowedText(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

// clean returns l in its one form: sorted, without repeats. Errors are a
// [FieldError].
func (l AllowList) clean() (AllowList, error) {
	c := AllowList{Mode: l.Mode, Addresses: []string{}, Names: []string{}}
	var blocks []netip.Prefix
	for _, s := range l.Addresses {
		block, err := parseAllowed(s)
		if err != nil {
			return l, err
		}
		blocks = append(blocks, block)
	}
	slices.SortFunc(blocks, netip.Prefix.Compare)
	for _, block := range slices.Compact(blocks) {
		c.Addresses = append(c.Addresses, allowedText(block))
	}
	for _, s := range l.Names {
		name, err := idna.Lookup.ToASCII(strings.TrimSuffix(strings.TrimSpace(s), "."))
		if err != nil || !strings.Contains(name, ".") || len(name) > 253 || slices.ContainsFunc(strings.Split(name, "."), func(label string) bool { return label == "" || len(label) > 63 }) {
			return l, badField("names", "must be names in DNS, such as ips.gatewayapi.eu")
		}
		c.Names = append(c.Names, name)
	}
	slices.Sort(c.Names)
	c.Names = slices.Compact(c.Names)
	switch {
	case !slices.Contains([]string{AllowAll, AllowWarn, AllowRefuse}, c.Mode):
		return l, badField("mode", "must be off, warn or refuse")
	case len(c.Addresses) > maxAllowed || len(c.Names) > maxAllowed:
		return l, badField("addresses", "must not be more than %d", maxAllowed)
	case c.Mode != AllowAll && len(c.Addresses)+len(c.Names) == 0:
		return l, badField("mode", "must be off while the list is empty: nobody could come in")
	}
	return c, nil
}

// allowing is the allow-list at work.
type allowing struct {
	mu    sync.Mutex // guards what follows
	list  AllowList
	known map[string]AllowedName
	tried map[string]time.Time
	open  bool // somebody can come through the tunnel

	guests atomic.Pointer[guests] // what follows from them, for the receiver
	wake   chan struct{}          // something changed for who asks DNS
}

// guests are who may come in, at one moment; never changed, only replaced.
type guests struct {
	mode   string
	blocks []netip.Prefix
	ips    map[netip.Addr]bool
	whole  bool // DNS has answered for every name, once at least, if only that there is none
}

// admit makes guests of the list and of what DNS said; a.mu is held.
func (a *allowing) admit() {
	g := &guests{mode: a.list.Mode, ips: map[netip.Addr]bool{}, whole: true}
	for _, s := range a.list.Addresses {
		if block, err := parseAllowed(s); err == nil { // checked when it was set
			g.blocks = append(g.blocks, block)
		}
	}
	for _, name := range a.list.Names {
		known := a.known[name]
		ips := known.addresses()
		g.whole = g.whole && (len(ips) > 0 || known.Absent)
		for _, s := range ips {
			if ip, err := netip.ParseAddr(s); err == nil {
				g.ips[ip.Unmap()] = true
			}
		}
	}
	a.guests.Store(g)
}

// has tells whether the sender's address, ip:port, is on the list.
func (g *guests) has(remote string) bool {
	where, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	ip := where.Addr().Unmap().WithZone("")
	return g.ips[ip] || slices.ContainsFunc(g.blocks, func(b netip.Prefix) bool { return b.Contains(ip) })
}

// turnAway marks a callback from an address that is not on the list, and returns
// the refusal that it earns, if any. It never waits for DNS.
func (i *Inspector) turnAway(rec *storage.Record) (storage.Answer, bool) {
	g := i.life.allow.guests.Load()
	if g.mode == AllowAll || rec.Via != storage.Tunnel || rec.Origin != storage.Live || g.has(rec.RemoteAddr) {
		return storage.Answer{}, false
	}
	if !g.whole && g.mode == AllowRefuse {
		// It may be on the part of the list that is not known yet: the sender's
		// repeat can be judged.
		return refusal(http.StatusServiceUnavailable, ruleListUnknown, "The sender cannot be checked now. Please send again.\n"), true
	}
	rec.Unlisted = true
	return refusal(http.StatusForbidden, ruleUnlisted, "Callbacks are not taken from this address.\n"), g.mode == AllowRefuse
}

// AllowList returns what holds now.
func (i *Inspector) AllowList() AllowList {
	a := &i.life.allow
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.list
	l.Addresses, l.Names = slices.Clone(l.Addresses), slices.Clone(l.Names)
	return l
}

// SetAllowList checks and keeps l. It holds from the next callback on. Errors are
// a [FieldError], or the database's.
func (i *Inspector) SetAllowList(l AllowList) error {
	l, err := l.clean()
	if err != nil {
		return fmt.Errorf("set allow-list: %w", err)
	}
	v, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("set allow-list: %w", err)
	}
	i.edit.Lock()
	defer i.edit.Unlock()
	if err := i.store.PutDocument(familySettings, "allow-list", v); err != nil {
		return fmt.Errorf("set allow-list: %w", err)
	}
	a := &i.life.allow
	a.mu.Lock()
	a.list = l
	a.admit()
	a.mu.Unlock()
	a.hurry()
	i.feed.bump(0)
	return nil
}

func (i *Inspector) loadAllowList() error {
	a := &i.life.allow
	a.list, a.known, a.tried, a.wake = DefaultAllowList(), map[string]AllowedName{}, map[string]time.Time{}, make(chan struct{}, 1)
	var known []AllowedName
	for key, into := range map[string]any{"allow-list": &a.list, "allow-names": &known} {
		v, err := i.store.GetDocument(familySettings, key)
		if err == nil && v != nil {
			err = json.Unmarshal(v, into)
		}
		if err != nil {
			return fmt.Errorf("load allow-list: %w", err)
		}
	}
	for _, k := range known {
		a.known[k.Name] = k
	}
	a.admit()
	return nil
}

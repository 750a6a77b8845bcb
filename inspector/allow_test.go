package inspector

import (
	"errors"
	"net/netip"
	"slices"
	"testing"

	"ringback/storage"
)

func TestAllowListsAreCheckedAndPutInOrder(t *testing.T) {
	got, err := AllowList{
		Mode:      AllowRefuse,
		Addresses: []string{" 203.0.113.9", "2001:db8::1/32", "::ffff:203.0.113.9", "10.0.0.7/8", "2001:db8::5"},
		Names:     []string{"ips.gatewayapi.com.", "IPS.gatewayapi.com", "blåbær.example"},
	}.clean()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"10.0.0.0/8", "203.0.113.9", "2001:db8::/32", "2001:db8::5"}; !slices.Equal(got.Addresses, want) {
		t.Errorf("addresses are %q, want %q", got.Addresses, want)
	}
	if want := []string{"ips.gatewayapi.com", "xn--blbr-roah.example"}; !slices.Equal(got.Names, want) {
		t.Errorf("names are %q, want %q", got.Names, want)
	}
	for _, tt := range []struct {
		l     AllowList
		field string
	}{
		{AllowList{Mode: "on", Names: got.Names}, "mode"},
		{AllowList{Mode: AllowWarn}, "mode"},
		{AllowList{Mode: AllowAll, Addresses: []string{"203.0.113"}}, "addresses"},
		{AllowList{Mode: AllowAll, Addresses: []string{"203.0.113.9/33"}}, "addresses"},
		{AllowList{Mode: AllowAll, Addresses: []string{"fe80::1%eth0"}}, "addresses"},
		{AllowList{Mode: AllowAll, Addresses: []string{"::ffff:10.0.0.0/104"}}, "addresses"},
		{AllowList{Mode: AllowAll, Addresses: make([]string, 1001)}, "addresses"},
		{AllowList{Mode: AllowAll, Names: []string{"localhost"}}, "names"},
		{AllowList{Mode: AllowAll, Names: []string{"a b.example"}}, "names"},
	} {
		var field *FieldError
		if _, err := tt.l.clean(); !errors.As(err, &field) || field.Field != tt.field {
			t.Errorf("%+v: %v, want one of %s", tt.l, err, tt.field)
		}
	}
}

func TestWhoIsOnTheList(t *testing.T) {
	a := &allowing{
		list: AllowList{Mode: AllowRefuse, Addresses: []string{"203.0.113.0/24", "2001:db8::/32"}, Names: []string{"known", "unknown"}},
		known: map[string]AllowedName{
			"known": {A: []string{"198.51.100.7"}, AAAA: []string{"2001:db9::7"}},
			"other": {A: []string{"198.51.100.8"}}, // no longer on the list
		},
	}
	a.admit()
	g := a.guests.Load()
	for remote, want := range map[string]bool{
		"203.0.113.9:1": true, "[::ffff:203.0.113.9]:1": true, "203.0.114.9:1": false, "[2001:db8:1::1]:1": true,
		"198.51.100.7:1": true, "198.51.100.8:1": false, "[2001:db9::7]:1": true, "[2001:db9::7%eth0]:1": true,
		"": false, "203.0.113.9": false, "somebody": false,
	} {
		if got := g.has(remote); got != want {
			t.Errorf("%q: %v, want %v", remote, got, want)
		}
	}
	if g.whole {
		t.Error("the list counts as whole while a name is not known")
	}
}

// Only who comes through the tunnel, and for real, is asked for a ticket.
func TestOnlyCallersFromOutsideAreTurnedAway(t *testing.T) {
	i := &Inspector{}
	i.life.allow.list = AllowList{Mode: AllowRefuse, Addresses: []string{"203.0.113.9"}}
	i.life.allow.admit()
	for _, tt := range []struct {
		via    storage.Via
		origin storage.Origin
		want   bool
	}{
		{storage.Tunnel, storage.Live, true},
		{storage.Local, storage.Live, false},
		{storage.Tunnel, storage.Simulated, false},
	} {
		rec := &storage.Record{Via: tt.via, Origin: tt.origin, RemoteAddr: "198.51.100.7:1"}
		if answer, refused := i.turnAway(rec); refused != tt.want || rec.Unlisted != tt.want || refused && answer.Status != 403 {
			t.Errorf("%s, %s: %v, %+v", tt.via, tt.origin, refused, answer)
		}
	}
}

func FuzzParseAllowed(f *testing.F) {
	for _, s := range []string{"203.0.113.9", "2001:db8::/32", "::ffff:1.2.3.4", "0.0.0.0/0", "fe80::1%eth0", "1.2.3.4/08"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		block, err := parseAllowed(s)
		if err != nil {
			return
		}
		again, err := parseAllowed(allowedText(block))
		if err != nil || again != block {
			t.Fatalf("%q is read as %v, and that as %v (%v)", s, block, again, err)
		}
		if block != block.Masked() || !block.Contains(block.Addr()) || block.Addr() != netip.MustParseAddr(block.Addr().String()) {
			t.Fatalf("%q is read as %v", s, block)
		}
	})
}

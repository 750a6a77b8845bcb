package reach

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"testing"

	"ringback/tunnel/tunneltest"
)

func TestPublic(t *testing.T) {
	for ip, want := range map[string]bool{
		"9.9.9.9": true, "2620:fe::fe": true, "::ffff:9.9.9.9": true, "64:ff9b::909:909": true, "2002:909:909::1": true,
		"127.0.0.1": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "::": false, "fe80::1%eth0": false, "fd00::1": false, "224.0.0.1": false,
		"255.255.255.255": false, "198.18.0.1": false, "203.0.113.9": false, "2001:db8::1": false, "::ffff:127.0.0.1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::1": false, "64:ff9b:1::1": false, "::7f00:1": false, "::a00:1": false, "::ffff:0:7f00:1": false,
	} {
		if got := Public(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %v, want %v", ip, got, want)
		}
	}
}

// The guard sees where a connection really goes, also where a name led there.
func TestTheGuardStopsConnectionsToPrivateAddresses(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	v := &visit{}
	for _, host := range []string{"127.0.0.1", "localhost"} {
		if conn, err := v.dial(Public)(t.Context(), "tcp4", host+":"+port); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v, %v", host, conn, err)
		}
	}
	conn, err := v.dial(func(netip.Addr) bool { return true })(t.Context(), "tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

func TestNamesOfPrivateAddressesAreNotConnectedTo(t *testing.T) {
	for _, ip := range []string{"127.0.0.1", "10.0.0.8", "fd00::1", "169.254.169.254"} {
		way := &road{}
		r := look(t, "https://"+hostname+"/", Options{Resolver: records(publicIP, ip), Dial: way.dial})
		wantCauses(t, r, PrivateAddress)
		if len(way.taken) > 0 {
			t.Errorf("%s: connected to %v", ip, way.taken)
		}
	}
}

// A name that changes its mind is asked once: the connection goes where the
// answer that was looked at leads.
func TestRebinding(t *testing.T) {
	dns := &zone{a: [][]string{{publicIP}, {"127.0.0.1"}}, aaaa: [][]string{{}}}
	o, way := at(t, tunneltest.Good, answering(200))
	o.Resolver = dns
	wantCauses(t, look(t, "https://"+hostname+"/", o))
	if len(way.taken) != 1 || way.taken[0] != publicIP+":443" {
		t.Errorf("connected to %v", way.taken)
	}
	wantCauses(t, look(t, "https://"+hostname+"/", o), PrivateAddress)
}

func TestTypedPrivateAddressesAreLookedAt(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: answering(204)}
	go func() { _ = srv.Serve(l) }()
	defer srv.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	wantCauses(t, look(t, "http://127.0.0.1:"+port+"/", Options{}), PlainHTTP, LocalAddress)
	wantCauses(t, look(t, "http://localhost:"+port+"/", Options{Resolver: records("127.0.0.1")}), PlainHTTP, LocalAddress)
	// Only loopback is what localhost means.
	wantCauses(t, look(t, "http://localhost:"+port+"/", Options{Resolver: records("10.0.0.1")}), PlainHTTP, PrivateAddress)
}

package inspector_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
	"ringback/storage"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// everywhere is a DNS in which each name leads to one public address.
type everywhere struct{}

func (everywhere) LookupNetIP(_ context.Context, network, host string) ([]netip.Addr, error) {
	if network == "ip4" {
		return []netip.Addr{netip.MustParseAddr("9.9.9.9")}, nil
	}
	return nil, &net.DNSError{Name: host, IsNotFound: true}
}

// openAtEdge opens an engine that finds every address at an edge.
func openAtEdge(t *testing.T, edge *tunneltest.Edge) *inspectortest.Engine {
	t.Helper()
	return inspectortest.OpenAt(t, filepath.Join(t.TempDir(), "ringback.db"), inspector.Options{
		Now:   time.Now, // certificates are valid today
		Reach: reach.Options{Resolver: everywhere{}, Dial: edge.Dial, Roots: edge.Roots()},
	})
}

// online opens a tunnel from an engine to the edge until the test ends.
func online(t *testing.T, edge *tunneltest.Edge, e *inspectortest.Engine) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	up, ended := make(chan bool, 1), make(chan error, 1)
	serve := func(ctx context.Context, l net.Listener) error { return e.Serve(ctx, l, storage.Tunnel) }
	way := tunnel.Ngrok{Token: "2aBcDeFgHiJkLmNoPqRsTuVwXyZ_4aBcDeFgHiJkLmNoPqRsT", Service: tunnel.Service{Addr: edge.Addr(), Roots: edge.Roots()}}
	go func() {
		ended <- way.Run(ctx, serve, func(s tunnel.Status) {
			if s.State == tunnel.Online {
				up <- true
			}
		})
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	select {
	case <-up:
	case <-time.After(inspectortest.Patience):
		t.Fatal("the tunnel did not come up")
	}
}

// prove proves the edge's own address, and returns what it came to.
func prove(t *testing.T, e *inspectortest.Engine) inspector.Proof {
	t.Helper()
	p, err := e.Prove(t.Context(), tunneltest.DevURL)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheWayInIsProven(t *testing.T) {
	edge := tunneltest.New(t)
	e := openAtEdge(t, edge)
	if p := prove(t, e); p.Cause != reach.Offline || p.Verdict != reach.Fail {
		t.Errorf("while offline: %+v", p)
	}
	online(t, edge, e)
	for kind, want := range map[tunneltest.Kind]reach.Cause{
		tunneltest.Good:       "",
		tunneltest.Expired:    reach.Expired,
		tunneltest.WrongName:  reach.WrongName,
		tunneltest.SelfSigned: reach.SelfSigned,
		tunneltest.UnknownCA:  reach.UnknownAuthority,
		// A clock that is wrong here shows the same as one that is wrong there.
		tunneltest.NotYetValid: reach.NotYetValid,
	} {
		edge.SetCertificate(kind)
		if p := prove(t, e); p.Cause != want || p.Issuer == "" || p.NotAfter.IsZero() || p.Text == "" {
			t.Errorf("%s: %+v, want %s", kind, p, want)
		}
	}
	edge.SetCertificate(tunneltest.Good)
	edge.RefuseVisitors("ERR_NGROK_6024")
	if p := prove(t, e); p.Cause != reach.Intercepted {
		t.Errorf("behind the warning page: %+v", p)
	}
	edge.RefuseVisitors("ERR_NGROK_727")
	if p := prove(t, e); p.Cause != reach.EdgeAnswered {
		t.Errorf("over the limit: %+v", p)
	}
	edge.RefuseVisitors("")
	if p := prove(t, e); p.Verdict != reach.OK {
		t.Errorf("at last: %+v", p)
	}
	// A proof is no callback.
	if n := e.Count(); n != 0 {
		t.Errorf("%d callbacks are recorded", n)
	}
	kept, err := e.Proofs()
	if err != nil || len(kept) != 10 || kept[0].Verdict != reach.OK || kept[9].Cause != reach.Offline {
		t.Errorf("kept are %+v, %v", kept, err)
	}
}

// Another Ringback at the same address cannot answer for this one; it records
// what it gets, as it does with everything.
func TestSomebodyElseAtTheAddress(t *testing.T) {
	edge := tunneltest.New(t)
	e, other := openAtEdge(t, edge), openAtEdge(t, edge)
	online(t, edge, other)
	if p := prove(t, e); p.Cause != reach.NotUs {
		t.Errorf("it is %+v", p)
	}
	if e.Count() != 0 || other.Count() != 1 {
		t.Errorf("recorded are %d here and %d there", e.Count(), other.Count())
	}
}

// Who makes a nonce up, or has none, is a caller like any other.
func TestProofsCannotBeGuessed(t *testing.T) {
	e := inspectortest.Open(t)
	for n, value := range []string{"guessed", ""} {
		if _, body := e.Post(t, "/in", inspectortest.MOSMS(1), "X-Ringback-Proof", value); body != "" || e.Count() != uint64(n+1) {
			t.Errorf("%q is answered %q, and %d are recorded", value, body, e.Count())
		}
	}
}

func TestProvingGoesOnUntilItIsStopped(t *testing.T) {
	edge := tunneltest.New(t)
	e := openAtEdge(t, edge)
	ctx, stop := context.WithCancel(t.Context())
	var got []inspector.Proof
	err := e.KeepProving(ctx, tunneltest.DevURL, func(p inspector.Proof) {
		got = append(got, p)
		stop()
	})
	if !errors.Is(err, context.Canceled) || len(got) != 1 || got[0].Cause != reach.Offline {
		t.Errorf("%v, %+v", err, got)
	}
	if _, err := e.Prove(ctx, tunneltest.DevURL); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := e.Prove(t.Context(), "nothing"); !errors.Is(err, reach.ErrAddress) {
		t.Errorf("no address: %v", err)
	}
}

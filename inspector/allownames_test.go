package inspector_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
	"ringback/storage"
)

// dns answers with what a test says; where that is an error's text, with it.
type dns struct {
	mu      sync.Mutex
	records map[string]string // "ip4 NAME" → addresses with blanks between, or "!"
	asked   []string
}

func (d *dns) set(question, answer string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.records[question] = answer
}

func (d *dns) questions() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.asked)
}

func (d *dns) LookupNetIP(_ context.Context, network, host string) ([]netip.Addr, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	question := network + " " + host
	d.asked = append(d.asked, question)
	var ips []netip.Addr
	for _, s := range strings.Fields(d.records[question]) {
		if s == "!" {
			return nil, &net.DNSError{Err: "server misbehaving", Name: host}
		}
		ips = append(ips, netip.MustParseAddr(s))
	}
	if ips == nil {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return ips, nil
}

// outside serves an engine also as if through the tunnel, and returns how to
// call it there; callers come from 127.0.0.1.
func outside(t *testing.T, e *inspectortest.Engine) func(headers ...string) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- e.Serve(ctx, l, storage.Tunnel) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return func(headers ...string) int {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), "POST", "http://"+l.Addr().String()+"/in", bytes.NewBufferString(inspectortest.MOSMS(1)))
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n+1 < len(headers); n += 2 {
			req.Header.Set(headers[n], headers[n+1])
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
}

func setAllowList(t *testing.T, e *inspectortest.Engine, l inspector.AllowList) {
	t.Helper()
	if err := e.SetAllowList(l); err != nil {
		t.Fatal(err)
	}
}

func TestTheAllowListWarnsAndRefuses(t *testing.T) {
	e := inspectortest.Open(t)
	call := outside(t, e)
	check := func(what string, status, want int, flagged bool) {
		t.Helper()
		c := e.Newest(t)
		if status != want || c.Response.Status != want || slices.Contains(c.Flags, inspector.FlagUnlisted) != flagged {
			t.Errorf("%s: %d, recorded %d with %v", what, status, c.Response.Status, c.Flags)
		}
	}
	if got := e.AllowList(); !reflect.DeepEqual(got, inspector.DefaultAllowList()) {
		t.Errorf("at first it is %+v", got)
	}
	check("off", call(), 200, false)
	setAllowList(t, e, inspector.AllowList{Mode: inspector.AllowWarn, Addresses: []string{"203.0.113.9"}})
	check("warned of", call(), 200, true)
	setAllowList(t, e, inspector.AllowList{Mode: inspector.AllowRefuse, Addresses: []string{"203.0.113.9"}})
	// What a header claims is the sender's to write.
	check("refused", call("X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9", "X-Real-Ip", "203.0.113.9"), 403, true)
	if rule := e.Newest(t).Response.Rule; rule != "allow-list" {
		t.Errorf("the rule is %q", rule)
	}
	status, _ := e.Post(t, "/in", inspectortest.MOSMS(2))
	check("from here", status, 200, false)
	setAllowList(t, e, inspector.AllowList{Mode: inspector.AllowRefuse, Addresses: []string{"127.0.0.0/8"}})
	check("listed", call(), 200, false)
	var field *inspector.FieldError
	if err := e.SetAllowList(inspector.AllowList{Mode: inspector.AllowRefuse}); !errors.As(err, &field) {
		t.Errorf("an empty list is %v", err)
	}

	// An export tells it, and an import takes it over.
	var lines bytes.Buffer
	if _, err := e.ExportJSONL(t.Context(), &lines, nil); err != nil {
		t.Fatal(err)
	}
	again := inspectortest.Open(t)
	if _, err := again.ImportJSONL(t.Context(), &lines, nil); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[uint64]bool{2: true, 3: true, 4: false} {
		if c, err := again.Callback(id); err != nil || slices.Contains(c.Flags, inspector.FlagUnlisted) != want {
			t.Errorf("imported #%d has %v, %v", id, c.Flags, err)
		}
	}
}

// The addresses of names come from DNS, while somebody can come in; the last good
// answer holds, over restarts too.
// A name that was mistyped must not hold the whole list open.
func TestANameThatIsNotThereLeavesTheRestOfTheAllowListAtWork(t *testing.T) {
	d := &dns{records: map[string]string{"ip4 good.example.com": "203.0.113.9"}}
	e := inspectortest.OpenAt(t, filepath.Join(t.TempDir(), "r.db"), inspector.Options{Reach: reach.Options{Resolver: d}})
	call := outside(t, e)
	for mode, want := range map[string]int{inspector.AllowWarn: 200, inspector.AllowRefuse: 403} {
		setAllowList(t, e, inspector.AllowList{Mode: mode, Names: []string{"good.example.com", "typo.example.com"}})
		if err := e.RefreshAllowed(t.Context()); err == nil || !strings.Contains(err.Error(), "typo.example.com") {
			t.Errorf("%s: %v", mode, err)
		}
		if got := call(); got != want || !slices.Contains(e.Newest(t).Flags, inspector.FlagUnlisted) {
			t.Errorf("%s: answered %d, flags %v", mode, got, e.Newest(t).Flags)
		}
	}
	var bad *inspector.FieldError
	long := strings.Repeat("a", 64) + ".example.com"
	if err := e.SetAllowList(inspector.AllowList{Mode: inspector.AllowWarn, Names: []string{long}}); !errors.As(err, &bad) {
		t.Errorf("a label that DNS cannot hold: %v", err)
	}
}

func TestTheAllowListIsFedByDNS(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	names := &dns{records: map[string]string{"ip4 ips.example.com": "!", "ip6 ips.example.com": "!"}}
	clock := &inspectortest.Clock{}
	clock.Advance(time.Duration(inspectortest.Start.Unix()) * time.Second)
	list := inspector.AllowList{Mode: inspector.AllowRefuse, Names: []string{"ips.example.com"}}
	o := inspector.Options{Now: clock.Now, Reach: reach.Options{Resolver: names}}
	until := func(what string, ok func() bool) {
		t.Helper()
		for limit := time.Now().Add(inspectortest.Patience); !ok(); time.Sleep(time.Millisecond) {
			if time.Now().After(limit) {
				t.Fatalf("waited in vain: %s", what)
			}
		}
	}
	t.Run("first", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, o)
		setAllowList(t, e, list)
		if n := names.questions(); n != 0 {
			t.Errorf("%d questions before anybody can come in", n)
		}
		call := outside(t, e)
		until("DNS was asked", func() bool { return e.AllowedNames()[0].Error != "" })
		if got := call(); got != 503 {
			t.Errorf("while the list is not known: %d", got)
		}
		names.set("ip4 ips.example.com", "127.0.0.1 203.0.113.9")
		names.set("ip6 ips.example.com", "")
		if err := e.RefreshAllowed(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := call(); got != 200 {
			t.Errorf("listed: %d", got)
		}
		before := names.questions()
		setAllowList(t, e, list) // asks nothing: the answers are new
		names.set("ip4 ips.example.com", "203.0.113.9")
		clock.Advance(6 * time.Minute)
		setAllowList(t, e, list)
		until("DNS was asked again", func() bool { return call() == 403 })
		if n := names.questions() - before; n != 2 {
			t.Errorf("%d questions, want 2", n)
		}
	})
	t.Run("after a restart without DNS", func(t *testing.T) {
		names.set("ip4 ips.example.com", "!")
		names.set("ip6 ips.example.com", "2001:db8::9")
		e := inspectortest.OpenAt(t, path, o)
		call := outside(t, e)
		until("DNS was asked", func() bool { return e.AllowedNames()[0].Error != "" })
		if got := call(); got != 403 {
			t.Errorf("not listed: %d", got)
		}
		n := e.AllowedNames()[0]
		if !slices.Equal(n.A, []string{"203.0.113.9"}) || !slices.Equal(n.AAAA, []string{"2001:db8::9"}) || n.AnsweredAt.IsZero() {
			t.Errorf("known is %+v", n)
		}
		names.set("ip4 ips.example.com", "")
		names.set("ip6 ips.example.com", "")
		if err := e.RefreshAllowed(t.Context()); err == nil || !strings.Contains(err.Error(), "no address") {
			t.Errorf("an empty answer is %v", err)
		}
		if again := e.AllowedNames()[0]; !slices.Equal(again.A, n.A) {
			t.Errorf("an empty answer leaves %+v", again)
		}
	})
}

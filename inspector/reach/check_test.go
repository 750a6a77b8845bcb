package reach

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
	"testing"

	"ringback/tunnel/tunneltest"
)

func TestAGoodAddress(t *testing.T) {
	var got *http.Request
	var body []byte
	o, way := at(t, tunneltest.Good, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		w.Header().Set("Server", "there")
		_, _ = io.WriteString(w, "thanks")
	}))
	r := look(t, "https://"+hostname+"/sms/in?token=geheim", o)
	wantCauses(t, r)
	if r.Verdict != OK || r.Answer.Status != 200 || r.Answer.BodySize != 6 || r.Answer.Server != "there" || len(r.TLS.Chain) != 1 {
		t.Errorf("the report is %+v", r)
	}
	if got.Method != "POST" || got.Host != hostname || got.URL.RequestURI() != "/sms/in?token=geheim" || got.Header.Get(CheckHeader) == "" {
		t.Errorf("the request is %s %s of %s with %v", got.Method, got.URL, got.Host, got.Header)
	}
	if !json.Valid(body) || !strings.Contains(string(body), `"userref": "ringback-check"`) {
		t.Errorf("the body is %q", body)
	}
	if len(way.taken) != 1 || way.taken[0] != publicIP+":443" {
		t.Errorf("connected to %v", way.taken)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{r.Text(), string(text)} {
		if strings.Contains(told, "geheim") {
			t.Errorf("a secret is in %s", told)
		}
	}
}

func TestCertificatesAreToldApart(t *testing.T) {
	for kind, want := range map[tunneltest.Kind][]Cause{
		tunneltest.Good:        nil,
		tunneltest.Expired:     {Expired},
		tunneltest.NotYetValid: {NotYetValid},
		tunneltest.WrongName:   {WrongName},
		tunneltest.SelfSigned:  {SelfSigned},
		tunneltest.UnknownCA:   {UnknownAuthority},
	} {
		t.Run(kind.String(), func(t *testing.T) {
			asked := false
			o, _ := at(t, kind, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
			r := look(t, "https://"+hostname+"/", o)
			wantCauses(t, r, want...)
			if asked != (want == nil) {
				t.Errorf("a request was sent: %v", asked)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name string
		h    http.Handler
		o    Options
		want []Cause
	}{
		{"created", answering(201), Options{}, nil},
		{"nothing to send", answering(500), Options{NoRequest: true}, nil},
		{"redirect", answering(301, "Location", "https://www.example.com/x?token=geheim"), Options{}, []Cause{Redirect}},
		{"not found", answering(404), Options{}, []Cause{BadStatus}},
		{"broken", answering(500), Options{}, []Cause{BadStatus}},
		{"unsigned", answering(401), Options{}, []Cause{RefusedUnsigned}},
		{"signed and refused", answering(401), Options{Signed: true}, []Cause{BadStatus}},
		{"warning page", answering(200, ngrokHeader, "ERR_NGROK_6024"), Options{}, []Cause{Intercepted}},
		{"offline", answering(404, ngrokHeader, "ERR_NGROK_3200"), Options{}, []Cause{Offline}},
		{"edge", answering(502, ngrokHeader, "ERR_NGROK_8012"), Options{}, []Cause{EdgeAnswered}},
		{"somebody else", answering(200), Options{Want: "us"}, []Cause{NotUs}},
		{"not HTTP", raw("SSH-2.0-what\r\n\r\n"), Options{}, []Cause{NotHTTP}},
		{"hangs up", raw(""), Options{}, []Cause{BrokenOff}},
		{"hangs up in the body", raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), Options{}, []Cause{BrokenOff}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, _ := at(t, tunneltest.Good, tt.h)
			o.NoRequest, o.Signed, o.Want = tt.o.NoRequest, tt.o.Signed, tt.o.Want
			r := look(t, "https://"+hostname+"/", o)
			wantCauses(t, r, tt.want...)
			if strings.Contains(r.Text(), "geheim") {
				t.Errorf("a secret is in %s", r.Text())
			}
		})
	}
}

// raw answers with text, and hangs up.
func raw(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, text)
		_ = conn.Close()
	})
}

func TestCredentialsAreUsedAndNotShown(t *testing.T) {
	o, _ := at(t, tunneltest.Good, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, password, _ := r.BasicAuth(); name != "me" || password != "geheim" {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	r := look(t, "https://me:geheim@"+hostname+"/", o)
	wantCauses(t, r, Credentials)
	if strings.Contains(r.Text(), "geheim") || strings.Contains(r.Address, "me") && !strings.Contains(hostname, "me") {
		t.Errorf("a secret is in %s", r.Text())
	}
}

// failing is a network on which nothing works.
type failing struct{ err error }

func (f failing) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	return nil, f.err
}
func (f failing) dial(context.Context, string, string) (net.Conn, error) { return nil, f.err }

func TestWaysThatAreClosed(t *testing.T) {
	refusing := failing{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}
	unreachable := failing{&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}}
	for _, tt := range []struct {
		name string
		o    Options
		want []Cause
	}{
		{"no name", Options{Resolver: records()}, []Cause{NoHost}},
		{"no DNS", Options{Resolver: failing{&net.DNSError{Err: "server misbehaving"}}}, []Cause{DNSFailed}},
		{"refused", Options{Resolver: records(publicIP), Dial: refusing.dial}, []Cause{Refused}},
		{"unreachable", Options{Resolver: records(publicIP), Dial: unreachable.dial}, []Cause{NoConnection}},
		{"IPv6 only", Options{Resolver: records("2620:fe::fe"), Dial: refusing.dial}, []Cause{OnlyIPv6, Refused}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := look(t, "https://"+hostname+"/", tt.o)
			wantCauses(t, r, tt.want...)
			if r.Verdict != Fail || r.Steps[4].Level != Skipped {
				t.Errorf("the report is %s", r.Text())
			}
		})
	}
}

// Of several addresses each is tried, and one that is dead is told.
func TestDeadAddressesBesideLivingOnes(t *testing.T) {
	o, way := at(t, tunneltest.Good, answering(200))
	o.Resolver = records("9.9.9.10", publicIP, "2620:fe::fe")
	o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		switch address {
		case "9.9.9.10:443":
			return nil, syscall.ECONNREFUSED
		case "[2620:fe::fe]:443":
			return nil, errors.New("network is unreachable") // there is no IPv6 here
		}
		return way.dial(ctx, network, address)
	}
	r := look(t, "https://"+hostname+"/", o)
	wantCauses(t, r, SomeDead)
	if text := r.Findings()[0].Text; !strings.Contains(text, "9.9.9.10") || strings.Contains(text, "2620") {
		t.Errorf("it says %q", text)
	}
	if r.Hosts[0].Address != publicIP || !r.Hosts[0].Connected || r.Hosts[1].Error != "refused" || r.Hosts[2].Record != "AAAA" {
		t.Errorf("the hosts are %+v", r.Hosts)
	}
}

func TestACheckCanBeStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	a, err := ParseAddress("https://" + hostname)
	if err != nil {
		t.Fatal(err)
	}
	r := Check(ctx, a, Options{Resolver: records(publicIP), Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}})
	wantCauses(t, r, Interrupted)
}

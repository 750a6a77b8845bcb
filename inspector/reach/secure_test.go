package reach

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// certified is how a server shows certificates.
func certified(conf *tls.Config, chain ...*issued) *tls.Config {
	cert := tls.Certificate{PrivateKey: chain[0].key}
	for _, c := range chain {
		cert.Certificate = append(cert.Certificate, c.Raw)
	}
	conf.Certificates = []tls.Certificate{cert}
	return conf
}

func TestProtocolsAndCiphers(t *testing.T) {
	root := issue(t, "Root", nil, nil)
	leaf := issue(t, hostname, root, nil)
	tests := []struct {
		name string
		conf *tls.Config
		want []Cause
	}{
		{"new", &tls.Config{}, nil},
		{"old only", &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, []Cause{OldProtocol}},
		{"oldest only", &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}, []Cause{OldProtocol}},
		{"weak", &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA}}, []Cause{WeakCipher}},
		{"refuses the name", &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return nil, net.ErrClosed
		}}, []Cause{TLSFailed}},
		{"wants a certificate", &tls.Config{ClientAuth: tls.RequireAnyClientCert}, []Cause{ClientCertificate}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, _ := serving(t, certified(tt.conf, leaf), answering(200))
			o.Roots, o.Now = pool(root), at12
			wantCauses(t, look(t, "https://"+hostname+"/", o), tt.want...)
		})
	}
}

func TestWhatIsNotTLS(t *testing.T) {
	plain := httptest.NewServer(answering(200))
	defer plain.Close()
	way := &road{to: plain.Listener.Addr().String()}
	wantCauses(t, look(t, "https://"+hostname+"/", Options{Resolver: records(publicIP), Dial: way.dial}), NotTLS)

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
			_, _ = conn.Read(make([]byte, 1))
			_ = conn.(*net.TCPConn).SetLinger(0) // a reset
			_ = conn.Close()
		}
	}()
	way.to = l.Addr().String()
	wantCauses(t, look(t, "https://"+hostname+"/", Options{Resolver: records(publicIP), Dial: way.dial}), TLSFailed)
}

// The missing issuer is fetched from where the certificate says, and from
// nowhere private.
func TestMissingIssuersAreFetched(t *testing.T) {
	root := issue(t, "Root", nil, nil)
	lower := issue(t, "Lower", root, nil)
	leaf := issue(t, hostname, lower, from("http://ca.example.com/lower.crt"))
	mux := http.NewServeMux()
	mux.HandleFunc("ca.example.com/lower.crt", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(lower.Raw) })
	ca := httptest.NewServer(mux)
	defer ca.Close()
	o, way := serving(t, certified(&tls.Config{}, leaf), answering(200))
	o.Roots, o.Now = pool(root), at12
	toCA := &road{to: ca.Listener.Addr().String()}
	o.Dial = byAddress(map[string]*road{"ca.example.com:80": toCA}, way)
	r := look(t, "https://"+hostname+"/", o)
	wantCauses(t, r, MissingIntermediate)
	if text := r.Findings()[0].Text; !strings.Contains(text, "Lower") {
		t.Errorf("it says %q", text)
	}

	v := &visit{a: Address{Host: "127.0.0.1"}}
	if got := v.fetch(t.Context(), ca.URL+"/lower.crt"); got != nil {
		t.Errorf("fetched %v from a private address", got.Subject)
	}
	v.o.Dial = toCA.dial
	for url, want := range map[string]*x509.Certificate{
		"http://ca.example.com/lower.crt": lower.Certificate, "http://ca.example.com/none": nil, "file:///lower.crt": nil, "http://%": nil,
	} {
		if got := v.fetch(t.Context(), url); (got == nil) != (want == nil) || got != nil && !got.Equal(want) {
			t.Errorf("%s: fetched %v", url, got)
		}
	}
}

package deliver

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// authority makes certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newAuthority(t testing.TB) authority {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return authority{certificate, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})}
}

// issue makes a certificate for a host; with no authority it signs itself.
func (a authority) issue(t testing.TB, host string, until time.Time) tls.Certificate {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: until,
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	parent, signer := a.certificate, a.key
	if parent == nil {
		parent, signer = template, key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}
}

func TestCertificatesAreVerified(t *testing.T) {
	ours := newAuthority(t)
	later := time.Now().Add(time.Hour)
	tests := []struct {
		name        string
		certificate tls.Certificate
		trust       bool
		want        Cause
	}{
		{"good", ours.issue(t, "127.0.0.1", later), true, Succeeded},
		{"of an authority that is not trusted", ours.issue(t, "127.0.0.1", later), false, BadCertificate},
		{"expired", ours.issue(t, "127.0.0.1", time.Now().Add(-24*time.Hour)), true, BadCertificate},
		{"for another name", ours.issue(t, "hooks.example.com", later), true, BadCertificate},
		{"signed by itself", authority{}.issue(t, "127.0.0.1", later), true, BadCertificate},
	}
	reasons := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			srv.Config.ErrorLog = nil
			srv.TLS = &tls.Config{Certificates: []tls.Certificate{tt.certificate}}
			srv.StartTLS()
			t.Cleanup(srv.Close)
			target := targetOf(t, srv.URL+"/in")
			if tt.trust {
				var err error
				if target, err = target.Trusting(ours.pem); err != nil {
					t.Fatal(err)
				}
			}
			a := deliverTo(t, client(t, long), target, "{}")
			if a.Cause != tt.want || a.OK() != (a.Status == 200) {
				t.Errorf("%+v", a)
			}
			reasons[a.Reason] = true
		})
	}
	if len(reasons) != 4 {
		t.Errorf("reasons: %v", reasons)
	}
}

func TestOldTLSFails(t *testing.T) {
	ours := newAuthority(t)
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{ours.issue(t, "127.0.0.1", time.Now().Add(time.Hour))}, MaxVersion: tls.VersionTLS11}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	target, err := targetOf(t, srv.URL).Trusting(ours.pem)
	if err != nil {
		t.Fatal(err)
	}
	if a := deliverTo(t, client(t, long), target, "{}"); a.Cause != NoTLS {
		t.Errorf("%+v", a)
	}
}

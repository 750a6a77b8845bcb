package tunneltest

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
	"time"
)

// Kind is what a certificate is like to a visitor who trusts an [Authority].
type Kind int

// The kinds of certificates.
const (
	Good Kind = iota
	Expired
	NotYetValid
	WrongName
	SelfSigned
	UnknownCA
	// MissingIntermediate is good, but was issued by an intermediate authority
	// whose certificate the server does not send along.
	MissingIntermediate
)

// String names the kind as tests do.
func (k Kind) String() string {
	return [...]string{
		"good", "expired", "not yet valid", "wrong name", "self-signed", "unknown CA", "missing intermediate",
	}[k]
}

// Authority issues certificates, good and bad ones.
type Authority struct {
	root, foreign, intermediate issuer
}

type issuer struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// NewAuthority returns an authority of its own, which nobody else trusts.
func NewAuthority(t T) *Authority {
	t.Helper()
	a := &Authority{}
	for _, ca := range []struct {
		name string
		by   *issuer
		into *issuer
	}{
		{"Test Root", nil, &a.root},
		{"Foreign Root", nil, &a.foreign},
		{"Test Intermediate", &a.root, &a.intermediate},
	} {
		made, err := issue(&x509.Certificate{
			Subject:               pkix.Name{CommonName: ca.name},
			IsCA:                  true,
			BasicConstraintsValid: true,
			KeyUsage:              x509.KeyUsageCertSign,
			NotBefore:             time.Now().AddDate(-1, 0, 0),
			NotAfter:              time.Now().AddDate(1, 0, 0),
		}, ca.by)
		if err != nil {
			t.Fatal(err)
		}
		*ca.into = made
	}
	return a
}

// Pool returns the roots that a visitor must trust.
func (a *Authority) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.root.cert)
	return pool
}

// PEM returns the root as it stands in a file.
func (a *Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root.cert.Raw})
}

// Certificate issues a certificate of a kind for a name or an IP address. A good
// one is valid for 30 days.
func (a *Authority) Certificate(kind Kind, name string) (tls.Certificate, error) {
	by := &a.root
	from, until := time.Now().AddDate(0, 0, -30), time.Now().AddDate(0, 0, 30)
	switch kind {
	case Expired:
		until = time.Now().Add(-time.Hour)
	case NotYetValid:
		from = time.Now().Add(time.Hour)
	case WrongName:
		name = "elsewhere.example.net"
	case SelfSigned:
		by = nil
	case UnknownCA:
		by = &a.foreign
	case MissingIntermediate:
		by = &a.intermediate
	}
	leaf := &x509.Certificate{
		Subject:     pkix.Name{CommonName: name},
		NotBefore:   from,
		NotAfter:    until,
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(name); ip != nil {
		leaf.IPAddresses = []net.IP{ip}
	} else {
		leaf.DNSNames = []string{name}
	}
	made, err := issue(leaf, by)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{made.cert.Raw}, PrivateKey: made.key, Leaf: made.cert}, nil
}

// issue signs a certificate; without an issuer, with its own key.
func issue(template *x509.Certificate, by *issuer) (issuer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return issuer{}, err
	}
	template.SerialNumber, err = rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return issuer{}, err
	}
	if by == nil {
		by = &issuer{template, key}
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, by.cert, &key.PublicKey, by.key)
	if err != nil {
		return issuer{}, err
	}
	cert, err := x509.ParseCertificate(raw)
	return issuer{cert, key}, err
}

// NewTLSServer starts an HTTPS server on 127.0.0.1 with a certificate of a kind
// for that address, until the test ends. It returns the roots to trust.
func NewTLSServer(t T, kind Kind, h http.Handler) (*httptest.Server, *x509.CertPool) {
	t.Helper()
	a := NewAuthority(t)
	cert, err := a.Certificate(kind, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(h)
	srv.EnableHTTP2 = true
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	srv.Config.ErrorLog = discard()
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv, a.Pool()
}

package tunneltest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"testing"
	"time"
)

// fault says in words why a certificate was not accepted.
func fault(err error) string {
	var unverified *tls.CertificateVerificationError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	switch {
	case err == nil:
		return "none"
	case !errors.As(err, &unverified):
		return err.Error()
	case errors.As(err, &name):
		return "name"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if time.Now().Before(unverified.UnverifiedCertificates[0].NotBefore) {
			return "too early"
		}
		return "too late"
	case errors.As(err, &unknown):
		return "issuer"
	}
	return err.Error()
}

var faults = map[Kind]string{
	Good: "none", Expired: "too late", NotYetValid: "too early", WrongName: "name",
	SelfSigned: "issuer", UnknownCA: "issuer", MissingIntermediate: "issuer",
}

func TestServersShowEachKindOfCertificate(t *testing.T) {
	for kind, want := range faults {
		t.Run(kind.String(), func(t *testing.T) {
			srv, roots := NewTLSServer(t, kind, http.NotFoundHandler())
			tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
			defer tr.CloseIdleConnections()
			resp, err := (&http.Client{Transport: tr}).Get(srv.URL)
			if err == nil {
				defer resp.Body.Close()
			}
			if got := fault(err); got != want {
				t.Errorf("the fault is %s (%v), want %s", got, err, want)
			}
		})
	}
}

func TestEdgeShowsEachKindOfCertificate(t *testing.T) {
	e := New(t)
	for kind, want := range faults {
		e.SetCertificate(kind)
		resp, err := e.Visitor().Get(DevURL)
		if err == nil {
			defer resp.Body.Close()
		}
		if got := fault(err); got != want {
			t.Errorf("%s: the fault is %s (%v), want %s", kind, got, err, want)
		}
	}
}

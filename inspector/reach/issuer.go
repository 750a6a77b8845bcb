package reach

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net/http"
	"strings"
)

// maxIssuer bounds what is read of a fetched certificate.
const maxIssuer = 64 << 10

// fetch gets the certificate of an issuer from the URL that a certificate names
// (RFC 5280, 4.2.2.1). The URL comes from the other side: nothing that is not
// public is connected to, and no redirect is followed.
func (v *visit) fetch(ctx context.Context, url string) *x509.Certificate {
	if !strings.HasPrefix(url, "http://") {
		return nil
	}
	tr := &http.Transport{DialContext: v.dial(Public), DisableKeepAlives: true}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil
	}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxIssuer))
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil
	}
	if block, _ := pem.Decode(raw); block != nil {
		raw = block.Bytes
	}
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil
	}
	return c
}

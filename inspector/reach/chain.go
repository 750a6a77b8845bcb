package reach

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"slices"
	"time"
)

const (
	// soonest is how long before its end a certificate is a warning; one for a
	// short time, for the last third of it.
	soonest = 72 * time.Hour
	// maxClimb bounds how many missing issuers are fetched.
	maxClimb = 4
)

// judge looks at certificates as they were sent. [x509.Certificate.Verify] alone
// would tell the first fault only, and on some systems quietly helps itself to
// what was not sent.
type judge struct {
	sent  []*x509.Certificate
	host  string
	roots *x509.CertPool // nil are the system's
	now   time.Time
	// fetch returns the certificate at a URL, nil where there is none.
	fetch func(url string) *x509.Certificate
}

func (j judge) findings() []Finding {
	var found []Finding
	leaf := j.sent[0]
	soon := min(soonest, leaf.NotAfter.Sub(leaf.NotBefore)/3)
	switch {
	case j.now.Before(leaf.NotBefore):
		found = append(found, find(NotYetValid, date(leaf.NotBefore)))
	case j.now.After(leaf.NotAfter):
		found = append(found, find(Expired, date(leaf.NotAfter)))
	case j.now.After(leaf.NotAfter.Add(-soon)):
		found = append(found, find(ExpiresSoon, date(leaf.NotAfter)))
	}
	if leaf.VerifyHostname(j.host) != nil {
		found = append(found, find(WrongName, list(namesOf(leaf))))
	}
	if f, bad := j.authority(); bad {
		found = append(found, f)
	}
	return found
}

// authority judges who vouches for the certificate, whatever its dates and name.
func (j judge) authority() (f Finding, bad bool) {
	leaf := j.sent[0]
	chains, err := j.verify(j.sent[1:])
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case err == nil && j.complete(chains):
		return Finding{}, false
	case err == nil:
		return find(MissingIntermediate, called(j.top().Issuer)), true
	case errors.As(err, &unknown) && selfSigned(leaf):
		return find(SelfSigned, ""), true
	case errors.As(err, &unknown) && j.mends():
		return find(MissingIntermediate, called(j.top().Issuer)), true
	case errors.As(err, &unknown):
		return find(UnknownAuthority, called(j.top().Issuer)), true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		return find(BadCertificate, "that of "+called(invalid.Cert.Subject)+", which vouches for it, is not valid now"), true
	}
	return find(BadCertificate, err.Error()), true
}

// verify looks for a chain by way of the intermediates, at a time when the
// certificate itself is valid.
func (j judge) verify(intermediates []*x509.Certificate) ([][]*x509.Certificate, error) {
	pool := x509.NewCertPool()
	for _, c := range intermediates {
		pool.AddCert(c)
	}
	at, leaf := j.now, j.sent[0]
	if at.Before(leaf.NotBefore) {
		at = leaf.NotBefore
	} else if at.After(leaf.NotAfter) {
		at = leaf.NotAfter
	}
	return leaf.Verify(x509.VerifyOptions{Roots: j.roots, Intermediates: pool, CurrentTime: at})
}

// complete tells whether a chain needs nothing but what was sent and its root.
func (j judge) complete(chains [][]*x509.Certificate) bool {
	return slices.ContainsFunc(chains, func(chain []*x509.Certificate) bool {
		for n := 1; n < len(chain)-1; n++ {
			if !slices.ContainsFunc(j.sent, chain[n].Equal) {
				return false
			}
		}
		return true
	})
}

// top returns the last certificate on the way up whose issuer was not sent, or
// who is its own.
func (j judge) top() *x509.Certificate {
	c := j.sent[0]
	for range j.sent {
		next := slices.IndexFunc(j.sent, func(up *x509.Certificate) bool {
			return !up.Equal(c) && bytes.Equal(up.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(up) == nil
		})
		if next < 0 || selfSigned(c) {
			break
		}
		c = j.sent[next]
	}
	return c
}

// mends tells whether the chain is whole with the issuers that were not sent,
// fetched from where the certificates say.
func (j judge) mends() bool {
	more, top := slices.Clone(j.sent[1:]), j.top()
	for range maxClimb {
		if len(top.IssuingCertificateURL) == 0 {
			return false
		}
		issuer := j.fetch(top.IssuingCertificateURL[0])
		if issuer == nil || top.CheckSignatureFrom(issuer) != nil {
			return false
		}
		more = append(more, issuer)
		if _, err := j.verify(more); err == nil {
			return true
		}
		top = issuer
	}
	return false
}

// selfSigned compares names first: a signature by its own key is checked like
// any other, which a certificate that is no authority's fails.
func selfSigned(c *x509.Certificate) bool {
	return bytes.Equal(c.RawSubject, c.RawIssuer) && c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// namesOf returns the names that a certificate is for.
func namesOf(c *x509.Certificate) []string {
	names := append([]string{}, c.DNSNames...)
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 && c.Subject.CommonName != "" {
		names = append(names, c.Subject.CommonName)
	}
	return names
}

// called returns the name of a subject or issuer for people.
func called(n pkix.Name) string {
	switch {
	case n.CommonName != "" && len(n.Organization) > 0:
		return n.CommonName + " (" + n.Organization[0] + ")"
	case n.CommonName != "":
		return n.CommonName
	case len(n.Organization) > 0:
		return n.Organization[0]
	}
	return "an authority without a name"
}

func date(t time.Time) string { return t.UTC().Format("2 Jan 2006 15:04 MST") }

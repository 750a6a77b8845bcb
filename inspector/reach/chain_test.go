package reach

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// issued is a certificate with its key.
type issued struct {
	*x509.Certificate
	key *ecdsa.PrivateKey
}

// issue makes a certificate signed by another; by itself where by is nil. It is
// valid for 30 days around noon, and an authority's where it has no names.
func issue(t *testing.T, name string, by *issued, change func(*x509.Certificate)) *issued {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    noon.AddDate(0, 0, -15),
		NotAfter:     noon.AddDate(0, 0, 15),
	}
	if strings.Contains(name, ".") {
		template.DNSNames = []string{name}
	} else {
		template.IsCA, template.BasicConstraintsValid = true, true
	}
	if change != nil {
		change(template)
	}
	if by == nil {
		by = &issued{template, key}
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, by.Certificate, &key.PublicKey, by.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &issued{cert, key}
}

func pool(roots ...*issued) *x509.CertPool {
	p := x509.NewCertPool()
	for _, r := range roots {
		p.AddCert(r.Certificate)
	}
	return p
}

func from(url string) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.IssuingCertificateURL = []string{url} }
}

func between(a, b time.Time) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.NotBefore, c.NotAfter = a, b }
}

func TestChainsAreJudged(t *testing.T) {
	root := issue(t, "Root", nil, nil)
	private := issue(t, "Private", nil, nil)
	upper := issue(t, "Upper", root, nil)
	lower := issue(t, "Lower", upper, from("http://ca/upper"))
	late := issue(t, "Late", root, between(noon.AddDate(0, 0, -9), noon.AddDate(0, 0, -1)))
	leaf := issue(t, hostname, lower, from("http://ca/lower"))
	orphan := issue(t, hostname, lower, nil)
	fetched := map[string]*issued{"http://ca/lower": lower, "http://ca/upper": upper, "http://ca/wrong": private}
	tests := []struct {
		name string
		sent []*issued
		want []Cause
	}{
		{"whole", []*issued{leaf, lower, upper}, nil},
		{"whole, with its root", []*issued{leaf, lower, upper, root}, nil},
		{"in another order", []*issued{leaf, upper, lower}, nil},
		{"without the lower", []*issued{leaf, upper}, []Cause{MissingIntermediate}},
		{"without the upper", []*issued{leaf, lower}, []Cause{MissingIntermediate}},
		{"alone", []*issued{leaf}, []Cause{MissingIntermediate}},
		{"alone, its issuer nowhere to find", []*issued{orphan}, []Cause{UnknownAuthority}},
		{"alone, with another's issuer", []*issued{issue(t, hostname, lower, from("http://ca/wrong"))}, []Cause{UnknownAuthority}},
		{"of an authority of one's own", []*issued{issue(t, hostname, private, nil), private}, []Cause{UnknownAuthority}},
		{"by itself", []*issued{issue(t, hostname, nil, nil)}, []Cause{SelfSigned}},
		{"its issuer has expired", []*issued{issue(t, hostname, late, nil), late}, []Cause{BadCertificate}},
		{"all wrong", []*issued{issue(t, "other.example.com", lower, between(noon.AddDate(0, -2, 0), noon.AddDate(0, -1, 0)))},
			[]Cause{Expired, WrongName, UnknownAuthority}},
		{"later", []*issued{issue(t, hostname, root, between(noon.Add(time.Hour), noon.AddDate(0, 1, 0)))}, []Cause{NotYetValid}},
		{"soon over", []*issued{issue(t, hostname, root, between(noon.AddDate(0, -2, 0), noon.AddDate(0, 0, 2)))}, []Cause{ExpiresSoon}},
		{"for a short time", []*issued{issue(t, hostname, root, between(noon.AddDate(0, 0, -3), noon.AddDate(0, 0, 3).Add(-time.Hour)))}, nil},
		{"not for servers", []*issued{issue(t, hostname, root, func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		})}, []Cause{BadCertificate}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := judge{host: hostname, roots: pool(root), now: noon, fetch: func(url string) *x509.Certificate {
				if c, ok := fetched[url]; ok {
					return c.Certificate
				}
				return nil
			}}
			for _, c := range tt.sent {
				j.sent = append(j.sent, c.Certificate)
			}
			found := j.findings()
			if got := causes(found); !slices.Equal(got, append([]Cause{}, tt.want...)) {
				t.Errorf("found %v, want %v: %v", got, tt.want, found)
			}
		})
	}
}

// Some systems fetch what was not sent: the chain holds, but not for others.
func TestAChainThatOnlyThisSystemCompletes(t *testing.T) {
	root := issue(t, "Root", nil, nil)
	lower := issue(t, "Lower", root, nil)
	leaf := issue(t, hostname, lower, nil)
	chains := [][]*x509.Certificate{{leaf.Certificate, lower.Certificate, root.Certificate}}
	if j := (judge{sent: []*x509.Certificate{leaf.Certificate}}); j.complete(chains) {
		t.Error("a chain with a certificate that was not sent counts as complete")
	}
	if j := (judge{sent: []*x509.Certificate{leaf.Certificate, lower.Certificate}}); !j.complete(chains) {
		t.Error("a chain of what was sent and a root does not count as complete")
	}
}

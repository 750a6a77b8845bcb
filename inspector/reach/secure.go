package reach

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"syscall"
)

// secure shakes hands and judges what the other side shows. It takes every
// certificate, old protocol and weak cipher, to be able to tell what is wrong
// with them; the request is sent only where nothing is.
func (v *visit) secure(ctx context.Context) seen {
	if !v.a.Secure {
		return seen{line: "not used: the address is http", skip: true}
	}
	began := v.o.Now()
	conn := tls.Client(v.conn, v.takingAll())
	err := conn.HandshakeContext(ctx)
	s := seen{took: v.since(began)}
	if err != nil {
		s.line = "no TLS connection"
		s.found = append(s.found, handshakeFinding(err))
		return s
	}
	v.conn = conn
	state := conn.ConnectionState()
	v.r.TLS = &TLS{Version: tls.VersionName(state.Version), Cipher: tls.CipherSuiteName(state.CipherSuite)}
	for _, c := range state.PeerCertificates {
		v.r.TLS.Chain = append(v.r.TLS.Chain, inShort(c))
	}
	leaf := v.r.TLS.Chain[0]
	s.line = v.r.TLS.Version + ", certificate of " + leaf.Issuer + " until " + date(leaf.NotAfter)
	s.found = append(s.found, v.judgeTLS(ctx, state)...)
	if s.level() != Fail {
		s.found = append(s.found, v.secureOthers(ctx)...)
	}
	return s
}

// takingAll is for a handshake in which nothing is refused; [visit.judgeTLS]
// follows it.
func (v *visit) takingAll() *tls.Config {
	return &tls.Config{
		ServerName:         v.a.Host,
		InsecureSkipVerify: true, // judged afterwards, all faults at once
		MinVersion:         tls.VersionTLS10,
		CipherSuites:       everyCipher(),
		NextProtos:         []string{"http/1.1"},
	}
}

// judgeTLS finds what is wrong with what the other side chose and showed.
func (v *visit) judgeTLS(ctx context.Context, state tls.ConnectionState) []Finding {
	var found []Finding
	switch {
	case state.Version < tls.VersionTLS12:
		found = append(found, find(OldProtocol, tls.VersionName(state.Version)))
	case weak(state.CipherSuite):
		found = append(found, find(WeakCipher, tls.CipherSuiteName(state.CipherSuite)))
	}
	j := judge{sent: state.PeerCertificates, host: v.a.Host, roots: v.o.Roots, now: v.o.Now(),
		fetch: func(url string) *x509.Certificate { return v.fetch(ctx, url) }}
	return append(found, j.findings()...)
}

func everyCipher() []uint16 {
	var all []uint16
	for _, c := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		all = append(all, c.ID)
	}
	return all
}

func weak(suite uint16) bool {
	for _, c := range tls.InsecureCipherSuites() {
		if c.ID == suite {
			return true
		}
	}
	return false
}

func handshakeFinding(err error) Finding {
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &record):
		return find(NotTLS, "")
	case timedOut(err):
		return find(TLSTimeout, "")
	case brokenOff(err):
		return find(TLSFailed, "the server ends the connection")
	}
	return find(TLSFailed, strings.TrimPrefix(err.Error(), "remote error: "))
}

// brokenOff tells whether the other side hung up.
func brokenOff(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) ||
		errors.Is(err, syscall.EPIPE)
}

func inShort(c *x509.Certificate) Certificate {
	sum := sha256.Sum256(c.Raw)
	return Certificate{
		Subject: called(c.Subject), Issuer: called(c.Issuer), Names: namesOf(c),
		NotBefore: c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(), SHA256: hex.EncodeToString(sum[:]),
	}
}

package deliver

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"time"
)

// Cause says why an attempt failed.
type Cause string

// The causes.
const (
	Succeeded      Cause = ""                // it did not fail: 200 to 299, whole and in time
	BadStatus      Cause = "bad-status"      // answered with another status; redirects are not followed
	NoHost         Cause = "no-host"         // the name does not resolve
	NoConnection   Cause = "no-connection"   // nobody listens, or the way there is closed
	BadCertificate Cause = "bad-certificate" // expired, for another name, or of an unknown authority
	NoTLS          Cause = "no-tls"          // TLS fails otherwise
	TimedOut       Cause = "timed-out"       // the answer was not whole in time
	BrokenOff      Cause = "broken-off"      // the connection ended before the answer did
	NotHTTP        Cause = "not-http"        // the answer is not HTTP/1
	Stopped        Cause = "stopped"         // we did not wait for it
)

// Attempt is one delivery and what came of it.
type Attempt struct {
	// At is when it began, Took how long until the answer was whole or it failed.
	At   time.Time
	Took time.Duration
	// Cause is Succeeded or says why it failed; Reason says it in words, which
	// hold nothing of the request.
	Cause  Cause
	Reason string
	// Status is that of the answer, 0 where there is none.
	Status int
	// Headers of the answer, sorted by name.
	Headers [][2]string
	// Body of the answer, at most [MaxAnswer] bytes; Truncated tells that there
	// was more.
	Body      []byte
	Truncated bool
}

// OK tells whether the request was delivered.
func (a Attempt) OK() bool { return a.Cause == Succeeded }

// fail notes why an attempt failed. asked is the caller's context, which tells
// being stopped from having waited too long.
func (a *Attempt) fail(asked context.Context, during Cause, err error) {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var name x509.HostnameError
	switch {
	case asked.Err() != nil && !errors.Is(asked.Err(), context.DeadlineExceeded):
		a.Cause, a.Reason = Stopped, "It was stopped before the answer came."
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		a.Cause, a.Reason = TimedOut, "The answer was not whole in time."
	case errors.As(err, &dns):
		a.Cause, a.Reason = NoHost, "The host name does not resolve."
		if dns.IsTimeout {
			a.Cause, a.Reason = TimedOut, "The host name did not resolve in time."
		}
	case errors.As(err, &certificate):
		a.Cause, a.Reason = BadCertificate, certificateReason(certificate.Err)
	case errors.As(err, &name):
		a.Cause, a.Reason = BadCertificate, certificateReason(err)
	default:
		a.Cause, a.Reason = during, reasons()[during]
	}
}

func reasons() map[Cause]string {
	return map[Cause]string{
		NoConnection: "There is no connection: nobody listens there, or the way is closed.",
		NoTLS:        "There is no TLS connection: the other side speaks something else, or ended it.",
		BrokenOff:    "The connection ended before the answer did.",
		NotHTTP:      "The answer is not HTTP/1.",
	}
}

func certificateReason(err error) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "The certificate has expired or is not yet valid."
	case errors.As(err, &name):
		return "The certificate is for another name."
	case errors.As(err, &unknown):
		return "The certificate is of an authority that is not trusted, or signed by itself."
	}
	return "The certificate does not hold."
}

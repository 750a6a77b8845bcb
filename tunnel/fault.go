package tunnel

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"regexp"
	"strings"
)

// What can be wrong on the way to the provider, and is no refusal of its own.
var (
	// ErrNoToken means that no authtoken is known.
	ErrNoToken = errors.New("no authtoken")
	// ErrNoName means that the provider's name could not be looked up.
	ErrNoName = errors.New("name not found")
	// ErrUnreachable means that no connection came about.
	ErrUnreachable = errors.New("not reachable")
	// ErrIntercepted means that somebody else's certificate was shown.
	ErrIntercepted = errors.New("not the provider's certificate")
	// ErrLost means that the connection broke.
	ErrLost = errors.New("connection lost")
	// ErrEnded means that the provider ended the session or the endpoint.
	ErrEnded = errors.New("ended by the provider")
	// ErrConfig means that the connection cannot even be tried as it is set up.
	ErrConfig = errors.New("cannot be tried")
)

// Fault is why a tunnel is not open. Its text holds no secret; the error that it
// was made from, which may, is not kept.
type Fault struct {
	// Code is the provider's, such as ERR_NGROK_107, or empty.
	Code string
	kind error
	text string
}

// Error returns what happened, in one line.
func (f *Fault) Error() string { return f.text }

// Unwrap returns one of the errors above, or nil for a refusal with a code.
func (f *Fault) Unwrap() error { return f.kind }

var codeInText = regexp.MustCompile(`ERR_NGROK_\d+`)

// newFault makes a fault of an error of the SDK. token is taken out of its text,
// and kind is what it is when nothing else can be told.
func newFault(err error, token string, kind error) *Fault {
	f := &Fault{Code: codeOf(err)}
	text := err.Error()
	if f.Code == "" {
		f.kind = networkFault(err, kind)
	} else {
		text = codeInText.ReplaceAllString(text, "") + " (" + f.Code + ")"
	}
	f.text = redact(strings.Join(strings.Fields(text), " "), token)
	return f
}

// codeOf finds the provider's code. Its errors have three shapes: with a method
// Code, with a method ErrorCode, and those of a refused re-bind, which are text.
func codeOf(err error) string {
	var coder interface{ Code() string }
	if errors.As(err, &coder) && codeInText.MatchString(coder.Code()) {
		return coder.Code()
	}
	var legacy interface{ ErrorCode() string }
	if errors.As(err, &legacy) && codeInText.MatchString(legacy.ErrorCode()) {
		return legacy.ErrorCode()
	}
	return codeInText.FindString(err.Error())
}

// networkFault says which part of the way failed.
func networkFault(err, otherwise error) error {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		return ErrNoName
	case errors.As(err, &certificate), errors.As(err, &unknown):
		return ErrIntercepted
	case errors.As(err, &op) && op.Op == "dial":
		return ErrUnreachable
	}
	return otherwise
}

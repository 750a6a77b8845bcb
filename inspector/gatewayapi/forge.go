package gatewayapi

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
)

// Signing says how a callback is signed: rightly, or in one of the ways that a
// receiver must refuse.
type Signing string

// The ways. Each wrong one has a verdict of its own, see [Verify]; the messaging
// family, whose signature has no claims and no algorithm in it, knows not all.
const (
	SignRight          Signing = "right"           // valid
	SignNot            Signing = "none"            // unsigned
	SignOtherSecret    Signing = "other-secret"    // bad-signature
	SignOtherAlgorithm Signing = "other-algorithm" // bad-algorithm; messaging: unknown-version
	SignAlgNone        Signing = "alg-none"        // bad-algorithm; not in messaging
	SignOtherClaims    Signing = "other-claims"    // mismatch; not in messaging
	SignChangedBody    Signing = "changed-body"    // mismatch; messaging: bad-signature
)

// Signings lists the ways, the right one first.
func Signings() []Signing {
	return []Signing{SignRight, SignNot, SignOtherSecret, SignOtherAlgorithm, SignAlgNone, SignOtherClaims, SignChangedBody}
}

// ErrSigning reports a way of signing that a family does not have.
var ErrSigning = errors.New("this family cannot be signed in this way")

// Sign signs a body of a family with a webhook's secret. It returns the header,
// with an empty name where there is none, and the body to send, which is another
// one only for SignChangedBody. Without a secret nothing is signed rightly: the
// provider then sends no header, and to sign wrongly needs none but for the ways
// that begin with a right signature, which are ErrNoSecret.
func Sign(family Family, body, secret []byte, how Signing) (header [2]string, sent []byte, err error) {
	switch how {
	case SignNot:
		return header, body, nil
	case SignRight:
		if len(secret) == 0 {
			return header, body, nil
		}
	case SignOtherSecret:
		secret = append([]byte("not-"), secret...)
	}
	sent = body
	signed := body
	if how == SignChangedBody || how == SignOtherClaims {
		other, err := alter(body)
		if err != nil {
			return header, nil, fmt.Errorf("sign %s: %w", how, err)
		}
		if how == SignChangedBody {
			sent = other
		} else {
			signed = other
		}
	}
	if len(secret) == 0 && how != SignAlgNone {
		return header, nil, fmt.Errorf("sign %s: %w", how, ErrNoSecret)
	}
	if family == Messaging {
		value, err := forgeHMAC(signed, secret, how)
		return [2]string{hmacHeader, value}, sent, err
	}
	value, err := forgeJWT(signed, secret, how)
	return [2]string{jwtHeader, value}, sent, err
}

func forgeJWT(body, secret []byte, how Signing) (string, error) {
	switch how {
	case SignOtherAlgorithm:
		// The name of a public key's algorithm, and the shared secret as its key:
		// what fools a library that lets the token choose.
		return compactJWS(`{"typ":"JWT","alg":"RS256"}`, body, func(signed string) ([]byte, error) {
			return methodNamed("HS256").Sign(signed, secret)
		})
	case SignAlgNone:
		return compactJWS(`{"typ":"JWT","alg":"none"}`, body, func(string) ([]byte, error) { return nil, nil })
	}
	return SignJWT(body, secret, "HS256")
}

func forgeHMAC(body, secret []byte, how Signing) (string, error) {
	switch how {
	case SignOtherAlgorithm:
		mac := hmac.New(sha512.New, secret)
		mac.Write(body)
		return "v2=" + hex.EncodeToString(mac.Sum(nil)), nil
	case SignAlgNone, SignOtherClaims:
		return "", fmt.Errorf("sign %s: %w", how, ErrSigning)
	}
	return SignHMAC(body, secret), nil
}

// alter returns a body that says something else: the text, the state, or else
// the id of an event is another one.
func alter(body []byte) ([]byte, error) {
	doc, err := readStrictly(body)
	if err != nil || doc.kind != '{' {
		return nil, ErrNotObject
	}
	for _, name := range []string{"message", "status", "event_id"} {
		v, _ := doc.fields.Get(name)
		if said, ok := text(v); ok {
			return WriteBody(doc.fields.With(TextField(name, otherText(name, said))))
		}
	}
	return WriteBody(doc.fields.With(TextField("altered", "yes")))
}

func otherText(name, said string) string {
	switch {
	case name == "status" && said == "DELIVERED":
		return "UNDELIVERABLE"
	case name == "status":
		return "DELIVERED"
	}
	return said + "!"
}

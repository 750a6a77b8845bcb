package gatewayapi

import (
	"strings"
)

// Result is what came of checking a signature.
type Result string

// The results, from the worst to the best of those that a present signature
// can have; Unsigned means that there is none.
const (
	Malformed      Result = "malformed"
	BadAlgorithm   Result = "bad-algorithm"
	BadSignature   Result = "bad-signature"
	Mismatch       Result = "mismatch"
	UnknownVersion Result = "unknown-version"
	NoSecret       Result = "no-secret"
	Valid          Result = "valid"
	Unsigned       Result = "unsigned"
)

// Failed reports whether a signature was checked and did not hold. One that
// could not be checked because no secret is set has not failed.
func (r Result) Failed() bool {
	switch r {
	case Malformed, BadAlgorithm, BadSignature, Mismatch, UnknownVersion:
		return true
	}
	return false
}

// Scheme names how a callback is signed.
type Scheme string

// The schemes. JWT is X-Gwapi-Signature, HMAC is Signature: v1=….
const (
	SchemeJWT  Scheme = "jwt"
	SchemeHMAC Scheme = "hmac"
	SchemeBoth Scheme = "both"
	SchemeNone Scheme = "none"
)

// Verdict is the judgement on a callback's signature.
type Verdict struct {
	Scheme Scheme `json:"scheme"`
	Result Result `json:"result"`
	// Reason says in a plain sentence why the result is not valid. It holds
	// nothing of the secret, the token or the body.
	Reason string `json:"reason"`
	// MismatchFields names the fields that differ between token and body; never nil.
	MismatchFields []string `json:"mismatch_fields"`
}

const (
	jwtHeader  = "X-Gwapi-Signature"
	hmacHeader = "Signature"
)

// IsSignature tells whether a header of this name holds a signature.
func IsSignature(name string) bool {
	return strings.EqualFold(name, jwtHeader) || strings.EqualFold(name, hmacHeader)
}

// Verify judges the signature of a request by the secret set on its webhook, the
// bytes as typed; an empty secret is none. Each signature header that is present
// is checked by its own rule. With both, the verdict is the worse of the two, so
// that it is valid only if neither fails.
//
// Neither scheme has protection against replay: the same valid request may come
// again, and only its DuplicateKey tells.
func Verify(r Request, secret []byte) Verdict {
	tokens, macs := headerValues(r.Headers, jwtHeader), headerValues(r.Headers, hmacHeader)
	switch {
	case len(tokens) == 0 && len(macs) == 0:
		return verdict(SchemeNone, Unsigned, "The request carries no signature.")
	case len(macs) == 0:
		return verifyJWT(tokens, r.Body, secret)
	case len(tokens) == 0:
		return verifyHMAC(macs, r.Body, secret)
	}
	v, other := verifyJWT(tokens, r.Body, secret), verifyHMAC(macs, r.Body, secret)
	if badness(other.Result) > badness(v.Result) {
		v = other
	}
	v.Scheme = SchemeBoth
	return v
}

// badness orders the results of a present signature.
func badness(r Result) int {
	switch r {
	case Malformed:
		return 6
	case BadAlgorithm:
		return 5
	case BadSignature:
		return 4
	case Mismatch:
		return 3
	case UnknownVersion:
		return 2
	case NoSecret:
		return 1
	}
	return 0
}

func verdict(scheme Scheme, result Result, reason string, fields ...string) Verdict {
	if fields == nil {
		fields = []string{}
	}
	return Verdict{scheme, result, reason, fields}
}

// headerValues returns the values of all header lines called name, without the
// blanks around them.
func headerValues(headers [][2]string, name string) []string {
	var values []string
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			values = append(values, strings.Trim(h[1], " \t"))
		}
	}
	return values
}

// unexpectedScheme reports whether the body is of one family and signed in the
// way of the other only. A Signature header of another making says nothing.
func unexpectedScheme(headers [][2]string, family Family) bool {
	jwt := len(headerValues(headers, jwtHeader)) > 0
	macs := headerValues(headers, hmacHeader)
	hmac := len(macs) > 0 && strings.HasPrefix(macs[0], hmacVersion)
	return family == Messaging && jwt && len(macs) == 0 || family == REST && hmac && !jwt
}

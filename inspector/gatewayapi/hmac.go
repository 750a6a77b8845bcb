package gatewayapi

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// hmacVersion begins the only version of the header that is known.
const hmacVersion = "v1="

// SignHMAC returns the value of the Signature header that the messaging family
// sends with body: "v1=" and the lower-case hex HMAC-SHA-256 of the raw bytes.
func SignHMAC(body, secret []byte) string {
	return hmacVersion + hex.EncodeToString(hmacOf(body, secret))
}

func hmacOf(body, secret []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return mac.Sum(nil)
}

// verifyHMAC checks the values of Signature over the body as it was received:
// JSON that was written anew would not match.
func verifyHMAC(values []string, body, secret []byte) Verdict {
	judge := func(result Result, reason string) Verdict { return verdict(SchemeHMAC, result, reason) }
	if len(secret) == 0 {
		return judge(NoSecret, "The request is signed, and no secret is set to check it with.")
	}
	if len(values) > 1 {
		return judge(Malformed, "The request has more than one Signature header.")
	}
	digits, found := strings.CutPrefix(values[0], hmacVersion)
	if !found {
		if otherVersion(values[0]) {
			return judge(UnknownVersion, "The signature is of a version other than v1 and cannot be verified.")
		}
		return judge(Malformed, "The Signature header does not begin with v1=.")
	}
	sum, err := hex.DecodeString(digits)
	if err != nil || len(sum) != sha256.Size {
		return judge(Malformed, "The Signature header is not v1= and 64 hex digits.")
	}
	if !hmac.Equal(sum, hmacOf(body, secret)) {
		return judge(BadSignature, "The signature was not made with this secret over this body.")
	}
	return judge(Valid, "")
}

// otherVersion reports whether s begins like v2=.
func otherVersion(s string) bool {
	version, _, found := strings.Cut(s, "=")
	number, isVersion := strings.CutPrefix(version, "v")
	return found && isVersion && number != "" && strings.Trim(number, "0123456789") == ""
}

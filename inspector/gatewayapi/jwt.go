package gatewayapi

import (
	"encoding/base64"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/golang-jwt/jwt/v5"
)

// token is a compact JWS taken apart, by rules stricter than a JWT library's:
// the library's hash comes in only after them.
type token struct {
	signed    string // the part that the signature covers
	header    document
	claims    document
	signature []byte
	// rawHeader and rawClaims are the JSON as it stands in the token.
	rawHeader, rawClaims jsontext.Value
}

// parseToken takes a header value apart. The reason is "" or says what is wrong.
func parseToken(value string) (t token, reason string) {
	parts := strings.Split(value, ".")
	if len(parts) != 3 {
		return token{}, "The token does not have three parts."
	}
	var decoded [3][]byte
	for i, part := range parts {
		var err error
		if decoded[i], err = decodePart(part); err != nil {
			return token{}, "A part of the token is not strict base64url."
		}
	}
	t = token{
		signed:    value[:len(parts[0])+1+len(parts[1])],
		rawHeader: decoded[0], rawClaims: decoded[1], signature: decoded[2],
	}
	var err error
	if t.header, err = readStrictly(t.rawHeader); err != nil || t.header.kind != '{' {
		return token{}, "The token's header is not a JSON object."
	}
	if t.claims, err = readSigned(t.rawClaims); err != nil || t.claims.kind != '{' {
		return token{}, "The token's claims are not a JSON object."
	}
	if t.header.fields.has("crit") {
		return token{}, "The token's header demands extensions (crit) that nobody here knows."
	}
	return t, ""
}

// readSigned reads an object that is to be compared. Half of a surrogate pair is
// allowed where it is escaped: it is good JSON, and a long text that was cut in
// the middle of an emoji has it on both sides.
func readSigned(src []byte) (document, error) {
	doc, err := readStrictly(src)
	if err != nil && utf8.Valid(src) {
		doc, err = readStrictly(src, jsontext.AllowInvalidUTF8(true))
	}
	return doc, err
}

// decodePart decodes base64url as strictly as RFC 7515 wants it: no padding, no
// left-over bits, and no line breaks, which Go's decoder would skip.
func decodePart(s string) ([]byte, error) {
	if strings.ContainsAny(s, "\r\n") {
		return nil, base64.CorruptInputError(strings.IndexAny(s, "\r\n"))
	}
	return base64.RawURLEncoding.Strict().DecodeString(s)
}

// method returns the hash that the token names, out of a closed list: the token
// must not choose anything else, such as no signature at all or a public key.
func (t token) method() *jwt.SigningMethodHMAC {
	alg, _ := t.header.fields.Get("alg")
	name, _ := text(alg)
	return methodNamed(name)
}

// methodNamed knows HS256, which the provider uses, and its two siblings, which
// public clients accept. Case counts.
func methodNamed(name string) *jwt.SigningMethodHMAC {
	switch name {
	case "HS256":
		return jwt.SigningMethodHS256
	case "HS384":
		return jwt.SigningMethodHS384
	case "HS512":
		return jwt.SigningMethodHS512
	}
	return nil
}

// verifyJWT checks the values of X-Gwapi-Signature, in the order form,
// algorithm, signature, comparison. The signature covers the token alone, and
// the body is a second copy of the claims: a receiver that trusts the body must
// know that the two agree. Claims about time are not demanded and not enforced.
func verifyJWT(values []string, body, secret []byte) Verdict {
	judge := func(result Result, reason string) Verdict { return verdict(SchemeJWT, result, reason) }
	if len(secret) == 0 {
		return judge(NoSecret, "The request is signed, and no secret is set to check it with.")
	}
	if len(values) > 1 {
		return judge(Malformed, "The request has more than one X-Gwapi-Signature header.")
	}
	t, reason := parseToken(values[0])
	if reason != "" {
		return judge(Malformed, reason)
	}
	doc, bodyErr := readSigned(body)
	if errors.Is(bodyErr, jsontext.ErrDuplicateName) {
		return judge(Malformed, "The body has a name twice, so it can be read in two ways.")
	}
	method := t.method()
	if method == nil {
		return judge(BadAlgorithm, "The token's algorithm is none of HS256, HS384 and HS512.")
	}
	if err := method.Verify(t.signed, t.signature, secret); err != nil {
		return judge(BadSignature, "The token was not signed with this secret.")
	}
	if bodyErr != nil || doc.kind != '{' {
		return judge(Mismatch, "The token is good, and the body is no JSON object that could agree with it.")
	}
	if differing := compareClaims(doc.fields, t.claims.fields); len(differing) > 0 {
		return verdict(SchemeJWT, Mismatch, "The token is good, and the body says something else.", differing...)
	}
	return judge(Valid, "")
}

// Token is a JWT for showing.
type Token struct {
	Header, Claims jsontext.Value
}

// The errors of [DecodeToken].
var (
	ErrNoToken        = errors.New("no X-Gwapi-Signature header")
	ErrMalformedToken = errors.New("malformed token")
)

// DecodeToken returns what the request's token says. It verifies nothing. The
// error is ErrNoToken, or ErrMalformedToken for a token that cannot be read.
func DecodeToken(r Request) (Token, error) {
	values := headerValues(r.Headers, jwtHeader)
	if len(values) == 0 {
		return Token{}, ErrNoToken
	}
	parts := strings.Split(values[0], ".")
	if len(values) > 1 || len(parts) != 3 {
		return Token{}, ErrMalformedToken
	}
	header, headerErr := decodePart(parts[0])
	claims, claimsErr := decodePart(parts[1])
	t := Token{Header: header, Claims: claims}
	if headerErr != nil || claimsErr != nil || !t.Header.IsValid() || !t.Claims.IsValid() {
		return Token{}, ErrMalformedToken
	}
	return t, nil
}

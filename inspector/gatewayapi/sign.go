package gatewayapi

import (
	"encoding/base64"
	"errors"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// The errors of [SignJWT].
var (
	ErrAlgorithm = errors.New("algorithm is none of HS256, HS384, HS512")
	ErrNotObject = errors.New("body is not a JSON object")
	ErrNoSecret  = errors.New("there is no secret to sign with")
)

// SignJWT returns the value of X-Gwapi-Signature that the REST family sends with
// body, a JSON object: a compact JWS whose claims are the body without blanks,
// its non-ASCII characters escaped. The alg is HS256, as the provider's, HS384
// or HS512. Errors are ErrAlgorithm, ErrNotObject and ErrNoSecret.
func SignJWT(body, secret []byte, alg string) (header string, err error) {
	method := methodNamed(alg)
	if method == nil {
		return "", fmt.Errorf("sign jwt: %w", ErrAlgorithm)
	}
	if len(secret) == 0 {
		return "", fmt.Errorf("sign jwt: %w", ErrNoSecret)
	}
	return compactJWS(`{"typ":"JWT","alg":"`+alg+`"}`, body, func(signed string) ([]byte, error) {
		return method.Sign(signed, secret)
	})
}

// compactJWS makes a compact JWS whose claims are body, a JSON object, without
// blanks and in ASCII.
func compactJWS(header string, body []byte, sign func(signed string) ([]byte, error)) (string, error) {
	doc, err := readStrictly(body)
	if err != nil || doc.kind != '{' {
		return "", fmt.Errorf("sign jwt: %w", ErrNotObject)
	}
	claims := jsontext.Value(body).Clone()
	if err := claims.Compact(); err != nil {
		return "", fmt.Errorf("sign jwt: %w", ErrNotObject)
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(header)) + "." + encode(escapeNonASCII(claims))
	signature, err := sign(signed)
	if err != nil {
		return "", fmt.Errorf("sign jwt: %w", err)
	}
	return signed + "." + encode(signature), nil
}

// escapeNonASCII writes the characters of valid JSON beyond ASCII, which stand
// in strings only, as \uXXXX.
func escapeNonASCII(src []byte) []byte {
	out := make([]byte, 0, len(src)+16)
	for len(src) > 0 {
		c, size := utf8.DecodeRune(src)
		switch {
		case c < utf8.RuneSelf:
			out = append(out, byte(c))
		case c > 0xFFFF:
			high, low := utf16.EncodeRune(c)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, c)
		}
		src = src[size:]
	}
	return out
}

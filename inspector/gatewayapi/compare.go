package gatewayapi

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// compareClaims returns the names of the fields in which a body and the claims
// of its token differ, the body's first. A field that is null on one side may be
// absent on the other.
func compareClaims(body, claims Fields) []string {
	return differences(body, claims, transportClaim)
}

// transportClaim reports whether a claim is about the delivery or the token, so
// that it may stand on one side only.
func transportClaim(name string) bool {
	switch name {
	case "callback_url", "api", "iat", "exp", "nbf", "iss", "aud", "jti":
		return true
	}
	return false
}

// differences compares two objects. Names for which oneSided is true may be in
// one of them only; if in both, they must be equal too.
func differences(a, b Fields, oneSided func(name string) bool) []string {
	var names []string
	inA, inB := a.lookup(), b.lookup()
	for _, field := range a {
		other, found := inB(field.Name)
		if found && equal(field.Value, other) || !found && (field.Value.Kind() == 'n' || oneSided(field.Name)) {
			continue
		}
		names = append(names, field.Name)
	}
	for _, field := range b {
		if _, found := inA(field.Name); !found && field.Value.Kind() != 'n' && !oneSided(field.Name) {
			names = append(names, field.Name)
		}
	}
	return names
}

// equal compares two JSON values by meaning: numbers exactly, strings code point
// by code point however they are escaped, arrays in order.
func equal(a, b jsontext.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	if bytes.Equal(a, b) {
		return true
	}
	switch a.Kind() {
	case '"':
		// Half a surrogate pair has no code point, so it equals only itself as written.
		s, err := jsontext.AppendUnquote(nil, a)
		t, also := jsontext.AppendUnquote(nil, b)
		return err == nil && also == nil && bytes.Equal(s, t)
	case '0':
		n, ok := parseDecimal(a)
		m, also := parseDecimal(b)
		return ok && also && n == m
	case '{':
		never := func(string) bool { return false }
		return len(differences(readNested(a), readNested(b), never)) == 0
	case '[':
		return equalArrays(a, b)
	}
	return false
}

func equalArrays(a, b jsontext.Value) bool {
	left, err := readSigned(a)
	right, also := readSigned(b)
	if err != nil || also != nil || len(left.elements) != len(right.elements) || left.cut || right.cut {
		return false
	}
	for i := range left.elements {
		if !equal(left.elements[i], right.elements[i]) {
			return false
		}
	}
	return true
}

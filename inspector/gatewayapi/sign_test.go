package gatewayapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestSignJWTErrors(t *testing.T) {
	tests := []struct {
		name, body, secret, alg string
		want                    error
	}{
		{"none", `{}`, "s", "none", ErrAlgorithm},
		{"lower case", `{}`, "s", "hs256", ErrAlgorithm},
		{"no secret", `{}`, "", "HS256", ErrNoSecret},
		{"list", `[]`, "s", "HS256", ErrNotObject},
		{"no JSON", `{`, "s", "HS256", ErrNotObject},
		{"name twice", `{"a":1,"a":1}`, "s", "HS256", ErrNotObject},
	}
	for _, tt := range tests {
		if token, err := SignJWT([]byte(tt.body), []byte(tt.secret), tt.alg); token != "" || !errors.Is(err, tt.want) {
			t.Errorf("%s: %q, %v", tt.name, token, err)
		}
	}
}

func TestSignJWTLeavesTheBodyAlone(t *testing.T) {
	body := []byte("{ \"text\" : \"blåbær 🫐\" }")
	kept := bytes.Clone(body)
	token, err := SignJWT(body, []byte("s"), "HS384")
	if err != nil || !bytes.Equal(body, kept) {
		t.Fatalf("%v, body %s", err, body)
	}
	got, err := DecodeToken(with(post("{}"), jwtHeader, token))
	if err != nil || string(got.Claims) != `{"text":"bl\u00e5b\u00e6r \ud83e\uded0"}` || string(got.Header) != `{"typ":"JWT","alg":"HS384"}` {
		t.Errorf("%s %s, %v", got.Header, got.Claims, err)
	}
}

// TestSignedIsValid: whatever the body and secret, what is signed is valid in
// both schemes, and with another secret it is not.
func TestSignedIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.MapOf(rapid.String(), rapid.OneOf(
			rapid.String().AsAny(), rapid.Int64().AsAny(), rapid.Float64Range(-1e30, 1e30).AsAny(), rapid.Bool().AsAny(),
			rapid.SliceOf(rapid.String()).AsAny(), rapid.Just[any](nil),
		)).Draw(t, "fields")
		body, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		secret := rapid.SliceOfN(rapid.Byte(), 1, 80).Draw(t, "secret")
		alg := rapid.SampledFrom([]string{"HS256", "HS384", "HS512"}).Draw(t, "alg")
		token, err := SignJWT(body, secret, alg)
		if err != nil {
			t.Fatal(err)
		}
		r := with(with(post(string(body)), jwtHeader, token), hmacHeader, SignHMAC(body, secret))
		if v := Verify(r, secret); v.Result != Valid || v.Scheme != SchemeBoth {
			t.Fatalf("%+v", v)
		}
		other := append(bytes.Clone(secret), 'x')
		if v := Verify(r, other); v.Result != BadSignature {
			t.Fatalf("with another secret: %+v", v)
		}
	})
}

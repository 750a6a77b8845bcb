package gatewayapi

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

// forge makes a token of any header and claims, with an HMAC of the given hash:
// what somebody who knows the secret, or does not, could send.
func forge(t testing.TB, header, claims string, method *jwt.SigningMethodHMAC, secret string) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(header)) + "." + encode([]byte(claims))
	signature, err := method.Sign(signed, []byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + encode(signature)
}

const simpleClaims = `{"id":1,"status":"DELIVERED"}`

func TestTokenHeaders(t *testing.T) {
	hs256, hs384, hs512 := jwt.SigningMethodHS256, jwt.SigningMethodHS384, jwt.SigningMethodHS512
	tests := []struct {
		name, header string
		method       *jwt.SigningMethodHMAC
		result       Result
	}{
		{"usual", `{"typ":"JWT","alg":"HS256"}`, hs256, Valid},
		{"other order", `{"alg":"HS256","typ":"JWT"}`, hs256, Valid},
		{"no typ", `{"alg":"HS256"}`, hs256, Valid},
		{"blanks", `{ "alg" : "HS256" }`, hs256, Valid},
		{"HS384", `{"alg":"HS384"}`, hs384, Valid},
		{"HS512", `{"alg":"HS512"}`, hs512, Valid},
		{"named HS512, made with HS256", `{"alg":"HS512"}`, hs256, BadSignature},
		{"named HS256, made with HS384", `{"alg":"HS256"}`, hs384, BadSignature},
		{"none", `{"alg":"none"}`, hs256, BadAlgorithm},
		{"None", `{"alg":"None"}`, hs256, BadAlgorithm},
		{"lower case", `{"alg":"hs256"}`, hs256, BadAlgorithm},
		{"blank after", `{"alg":"HS256 "}`, hs256, BadAlgorithm},
		{"public key name with the secret as key", `{"alg":"RS256"}`, hs256, BadAlgorithm},
		{"PS", `{"alg":"PS256"}`, hs256, BadAlgorithm},
		{"ES", `{"alg":"ES256"}`, hs256, BadAlgorithm},
		{"EdDSA", `{"alg":"EdDSA"}`, hs256, BadAlgorithm},
		{"HS1", `{"alg":"HS1"}`, hs256, BadAlgorithm},
		{"missing", `{"typ":"JWT"}`, hs256, BadAlgorithm},
		{"null", `{"alg":null}`, hs256, BadAlgorithm},
		{"number", `{"alg":256}`, hs256, BadAlgorithm},
		{"list", `{"alg":["HS256"]}`, hs256, BadAlgorithm},
		{"Alg", `{"Alg":"HS256"}`, hs256, BadAlgorithm},
		{"twice", `{"alg":"HS256","alg":"HS256"}`, hs256, Malformed},
		{"crit", `{"alg":"HS256","crit":["exp"]}`, hs256, Malformed},
		{"empty crit", `{"alg":"HS256","crit":[]}`, hs256, Malformed},
		{"list for header", `["HS256"]`, hs256, Malformed},
		{"no JSON", `alg`, hs256, Malformed},
		{"trailing", `{"alg":"HS256"}x`, hs256, Malformed},
		{"empty", ``, hs256, Malformed},
	}
	for _, tt := range tests {
		r := with(post(simpleClaims), jwtHeader, forge(t, tt.header, simpleClaims, tt.method, "s"))
		if v := Verify(r, []byte("s")); v.Result != tt.result {
			t.Errorf("%s: %+v, want %s", tt.name, v, tt.result)
		}
	}
}

func TestTokenClaims(t *testing.T) {
	for name, claims := range map[string]string{
		"list": `[1]`, "string": `"x"`, "null": `null`, "nothing": ``, "no JSON": `{`, "name twice": `{"id":1,"id":1}`,
		"name twice inside": `{"id":{"a":1,"a":1}}`, "two values": `{}{}`, "invalid UTF-8": "{\"a\":\"\xff\"}",
	} {
		r := with(post(simpleClaims), jwtHeader, forge(t, `{"alg":"HS256"}`, claims, jwt.SigningMethodHS256, "s"))
		if v := Verify(r, []byte("s")); v.Result != Malformed {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestTokenForm(t *testing.T) {
	good, err := SignJWT([]byte(simpleClaims), []byte("s"), "HS256")
	if err != nil {
		t.Fatal(err)
	}
	part := strings.Split(good, ".")
	// The signature's last character has two spare bits, which must be zero.
	last := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", good[len(good)-1])
	spare := good[:len(good)-1] + string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[last+1])
	tests := []struct {
		name, token string
		result      Result
	}{
		{"good", good, Valid},
		{"two parts", part[0] + "." + part[1], Malformed},
		{"four parts", good + ".x", Malformed},
		{"trailing dot", good + ".", Malformed},
		{"padding", good + "=", Malformed},
		{"spare bits", spare, Malformed},
		{"standard alphabet", part[0] + "." + part[1] + ".+/+/", Malformed},
		{"blank inside", part[0] + ". " + part[1] + "." + part[2], Malformed},
		{"line break inside", part[0] + "." + part[1] + ".\n" + part[2], Malformed},
		{"carriage return inside", part[0] + "\r." + part[1] + "." + part[2], Malformed},
		{"no header", "." + part[1] + "." + part[2], Malformed},
		{"no claims", part[0] + ".." + part[2], Malformed},
		{"no signature", part[0] + "." + part[1] + ".", BadSignature},
		{"short signature", part[0] + "." + part[1] + "." + part[2][:40], BadSignature},
		{"other signature", flipLast(good), BadSignature},
	}
	for _, tt := range tests {
		if v := Verify(with(post(simpleClaims), jwtHeader, tt.token), []byte("s")); v.Result != tt.result {
			t.Errorf("%s: %+v, want %s", tt.name, v, tt.result)
		}
	}
}

// TestOrderOfTheChecks: what is wrong first is what is told.
func TestOrderOfTheChecks(t *testing.T) {
	twice := `{"id":1,"id":2}`
	none := forge(t, `{"alg":"none"}`, simpleClaims, jwt.SigningMethodHS256, "other")
	tests := []struct {
		name, body, token string
		result            Result
	}{
		{"body with a name twice, before the algorithm", twice, none, Malformed},
		{"algorithm before signature and body", `{"id":2}`, none, BadAlgorithm},
		{"signature before body", `{"id":2}`, forge(t, `{"alg":"HS256"}`, simpleClaims, jwt.SigningMethodHS256, "other"), BadSignature},
		{"body last", `{"id":2}`, forge(t, `{"alg":"HS256"}`, simpleClaims, jwt.SigningMethodHS256, "s"), Mismatch},
	}
	for _, tt := range tests {
		if v := Verify(with(post(tt.body), jwtHeader, tt.token), []byte("s")); v.Result != tt.result {
			t.Errorf("%s: %+v, want %s", tt.name, v, tt.result)
		}
	}
}

func TestBodyThatCannotAgree(t *testing.T) {
	token := forge(t, `{"alg":"HS256"}`, simpleClaims, jwt.SigningMethodHS256, "s")
	for _, body := range []string{"", "id=1", `[{"id":1,"status":"DELIVERED"}]`, `{"id":1`, simpleClaims + "x"} {
		if v := Verify(with(post(body), jwtHeader, token), []byte("s")); v.Result != Mismatch || v.Reason == "" {
			t.Errorf("%q: %+v", body, v)
		}
	}
}

func TestSecretsAreBytesAsTyped(t *testing.T) {
	for _, secret := range []string{"x", " blank ", "aGVsbG8=", "blåbær 🫐", strings.Repeat("long", 100)} {
		r := with(post(simpleClaims), jwtHeader, forge(t, `{"alg":"HS256"}`, simpleClaims, jwt.SigningMethodHS256, secret))
		if v := Verify(r, []byte(secret)); v.Result != Valid {
			t.Errorf("%q: %+v", secret, v)
		}
		if v := Verify(r, []byte(secret+" ")); v.Result != BadSignature {
			t.Errorf("%q and a blank: %+v", secret, v)
		}
	}
	// A token signed with nothing must not pass where nothing is set.
	r := with(post(simpleClaims), jwtHeader, forge(t, `{"alg":"HS256"}`, simpleClaims, jwt.SigningMethodHS256, ""))
	if v := Verify(r, []byte{}); v.Result != NoSecret {
		t.Errorf("empty secret: %+v", v)
	}
}

// TestTimeClaimsAreNotDemanded: this scheme has none, and enforces none.
func TestTimeClaimsAreNotDemanded(t *testing.T) {
	claims := `{"id":1,"status":"DELIVERED","exp":1,"nbf":99999999999,"iat":"never"}`
	r := with(post(simpleClaims), jwtHeader, forge(t, `{"alg":"HS256"}`, claims, jwt.SigningMethodHS256, "s"))
	if v := Verify(r, []byte("s")); v.Result != Valid {
		t.Errorf("%+v", v)
	}
}

func TestReasonsKeepSecrets(t *testing.T) {
	const secret, number = "hunter2-hunter2", "4520304050"
	body := fmt.Sprintf(`{"msisdn":%s}`, number)
	for _, token := range []string{"hunter2", forge(t, `{"alg":"none"}`, body, jwt.SigningMethodHS256, secret), forge(t, `{"alg":"HS256"}`, `{}`, jwt.SigningMethodHS256, secret)} {
		v := Verify(with(post(body), jwtHeader, token), []byte(secret))
		if v.Reason == "" || strings.Contains(v.Reason, "hunter2") || strings.Contains(v.Reason, number) {
			t.Errorf("%+v", v)
		}
	}
}

func TestDecodeToken(t *testing.T) {
	got, err := DecodeToken(example(t, "refused-alg-none"))
	if err != nil || string(got.Header) != `{"typ":"JWT","alg":"none"}` || !strings.HasPrefix(string(got.Claims), `{"id":2840117,"msisdn":4520304050,`) {
		t.Errorf("%s %s, %v", got.Header, got.Claims, err)
	}
	if _, err := DecodeToken(post("{}")); !errors.Is(err, ErrNoToken) {
		t.Errorf("no token: %v", err)
	}
	for _, token := range []string{"", "a.b", "a.b.c", "e30.e30=.x", "e30.AAAA.x"} {
		if _, err := DecodeToken(with(post("{}"), jwtHeader, token)); !errors.Is(err, ErrMalformedToken) {
			t.Errorf("%q: %v", token, err)
		}
	}
}

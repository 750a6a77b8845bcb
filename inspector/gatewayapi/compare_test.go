package gatewayapi

import (
	"slices"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

func TestClaimsAgainstBody(t *testing.T) {
	tests := []struct {
		name, body, claims string
		differing          []string
	}{
		{"alike", `{"a":1,"b":"x"}`, `{"b":"x","a":1}`, nil},
		{"blanks", "{ \"a\" : [ 1 ,\n2 ] }", `{"a":[1,2]}`, nil},
		{"both empty", `{}`, `{}`, nil},

		{"numbers by value", `{"a":1616400000,"b":1616400000.0,"c":1.6164e9}`, `{"a":1.6164E+9,"b":16164e5,"c":1616400000.00}`, nil},
		{"zeros", `{"a":0,"b":-0,"c":0.00,"d":0e99999999999999999999}`, `{"a":-0.0,"b":0e5,"c":0,"d":0}`, nil},
		{"negative", `{"a":-1}`, `{"a":1}`, []string{"a"}},
		{"beyond a float", `{"a":9007199254740993}`, `{"a":9007199254740992}`, []string{"a"}},
		{"beyond a float, equal", `{"a":9007199254740993.0}`, `{"a":9007199254740993}`, nil},
		{"beyond 64 bits", `{"a":123456789012345678901234567890}`, `{"a":123456789012345678901234567891}`, []string{"a"}},
		{"tiny difference", `{"a":0.1}`, `{"a":0.10000000000000000001}`, []string{"a"}},
		{"huge exponents", `{"a":1e99999999999999999999}`, `{"a":1e99999999999999999998}`, []string{"a"}},
		{"number and string", `{"a":1}`, `{"a":"1"}`, []string{"a"}},
		{"true and 1", `{"a":true}`, `{"a":1}`, []string{"a"}},
		{"true and false", `{"a":true}`, `{"a":false}`, []string{"a"}},

		{"escapes", `{"a":"blåbær 🫐"}`, `{"a":"bl\u00e5b\u00e6r \ud83e\uded0"}`, nil},
		{"upper-case escapes", `{"a":"\u00E5\/"}`, `{"a":"\u00e5/"}`, nil},
		{"escaped names", `{"\u0061":1}`, `{"a":1}`, nil},
		{"half a surrogate pair", `{"a":"\ud83e","b":["x\ud83e",1]}`, `{"a":"\ud83e","b":["x\ud83e",1.0]}`, nil},
		{"another half", `{"a":"\ud83e"}`, `{"a":"\ud83d"}`, []string{"a"}},
		{"half and its replacement", `{"a":"\ud83e"}`, `{"a":"\ufffd"}`, []string{"a"}},
		{"no normalisation", `{"a":"\u00e5"}`, `{"a":"a\u030a"}`, []string{"a"}},
		{"no trimming", `{"a":"x"}`, `{"a":"x "}`, []string{"a"}},
		{"no case folding", `{"a":"x"}`, `{"a":"X"}`, []string{"a"}},
		{"names have case", `{"a":1}`, `{"A":1}`, []string{"a", "A"}},

		{"null and absent", `{"a":null}`, `{"b":null}`, nil},
		{"null and a value", `{"a":null}`, `{"a":0}`, []string{"a"}},
		{"null and empty", `{"a":null}`, `{"a":""}`, []string{"a"}},
		{"more in the body", `{"a":1,"z":2}`, `{"a":1}`, []string{"z"}},
		{"more in the claims", `{"a":1}`, `{"a":1,"z":2}`, []string{"z"}},
		{"several", `{"a":1,"b":2,"c":3}`, `{"d":4,"c":0,"a":1}`, []string{"b", "c", "d"}},

		{"transport claims", `{"a":1}`, `{"a":1,"callback_url":"u","api":4,"iat":1,"exp":1,"nbf":1,"iss":"x","aud":"x","jti":"x"}`, nil},
		{"transport fields", `{"a":1,"callback_url":"u","api":4}`, `{"a":1}`, nil},
		{"transport on both sides", `{"callback_url":"u"}`, `{"callback_url":"v"}`, []string{"callback_url"}},
		{"sub is no transport claim", `{}`, `{"sub":"x"}`, []string{"sub"}},

		{"nested", `{"a":{"x":[1.0,{"y":null}]}}`, `{"a":{"x":[1,{}]}}`, nil},
		{"nested difference", `{"a":{"x":[1,{"y":2}]}}`, `{"a":{"x":[1,{"y":3}]}}`, []string{"a"}},
		{"nested transport claims count", `{"a":{"api":4}}`, `{"a":{}}`, []string{"a"}},
		{"order in a list", `{"a":[1,2]}`, `{"a":[2,1]}`, []string{"a"}},
		{"length of a list", `{"a":[1,2]}`, `{"a":[1]}`, []string{"a"}},
		{"list and object", `{"a":[]}`, `{"a":{}}`, []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			token := forge(t, `{"alg":"HS256"}`, tt.claims, jwt.SigningMethodHS256, "s")
			v := Verify(with(post(tt.body), jwtHeader, token), []byte("s"))
			want := Valid
			if len(tt.differing) > 0 {
				want = Mismatch
			}
			if v.Result != want || !slices.Equal(v.MismatchFields, tt.differing) || v.MismatchFields == nil {
				t.Errorf("%+v, want %s %q", v, want, tt.differing)
			}
		})
	}
}

// TestAnotherBody is the attack that the comparison is for: a good token of one
// callback in front of the body of another.
func TestAnotherBody(t *testing.T) {
	r := example(t, "delivery-status-error")
	r.Body = []byte(strings.Replace(string(r.Body), "UNDELIVERABLE", "DELIVERED", 1))
	v := Verify(r, []byte(exampleSecret))
	if v.Result != Mismatch || !slices.Equal(v.MismatchFields, []string{"status"}) {
		t.Errorf("%+v", v)
	}
}

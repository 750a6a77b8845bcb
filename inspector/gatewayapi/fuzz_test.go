package gatewayapi

import (
	"bytes"
	"encoding/json"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// seeds are the examples' bodies and some that are unusual.
func seeds(f *testing.F) [][]byte {
	var bodies [][]byte
	for _, name := range []string{"mo-sms-short-code", "mo-sms-whole-number", "delivery-status-error", "email-status", "sms-status", "mo-text-sms"} {
		bodies = append(bodies, example(f, name).Body)
	}
	for _, body := range []string{
		"", "{}", "[{}]", "null", `{"id":1,"id":2,"status":"x"}`, `{"status":"\ud800","id":1e400}`,
		"{\"message\":\"\xff\",\"receiver\":-0.0}", `{"event_type":"messaging.status.sms","event":{"status":[],"error":{}}}`,
		`{"event_type":"user-message.file.rcs","event":{"content":{"payload":{}}}}`, `[[1],{"a":[{"b":null}]}]`,
	} {
		bodies = append(bodies, []byte(body))
	}
	return bodies
}

// FuzzUnderstand: no body makes it panic; what it found is valid JSON, names
// each field once, and is there exactly for what a plain JSON parser takes too.
func FuzzUnderstand(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add("POST", "/", body)
	}
	f.Add("GET", "/?sessionid=a&statuscode=%31&=&%ff", []byte{})
	f.Fuzz(func(t *testing.T, method, target string, body []byte) {
		kept := bytes.Clone(body)
		r := Request{Method: method, Target: target, Headers: [][2]string{{"Content-Type", "application/json"}}, Body: body}
		m := Understand(r)
		if !bytes.Equal(body, kept) {
			t.Fatal("the body was changed")
		}
		for _, m := range append([]Meaning{m}, m.Elements...) {
			checkMeaning(t, m)
		}
		notJSON := slices.Contains(m.Flags, FlagNotJSON)
		if notJSON && utf8.Valid(body) && json.Valid(body) && depth(body) < 10_000 {
			t.Errorf("valid JSON is flagged as none: %s", body)
		}
		if m.Kind != Unknown && notJSON {
			t.Errorf("understood and not JSON: %s", body)
		}
	})
}

func checkMeaning(t *testing.T, m Meaning) {
	out, err := json.Marshal(m.Fields)
	if err != nil || !json.Valid(out) {
		t.Errorf("fields: %s, %v", out, err)
	}
	if _, err := json.Marshal(m.At); err != nil {
		t.Errorf("time: %v", err)
	}
	names := map[string]bool{}
	for _, field := range m.Fields {
		if names[field.Name] {
			t.Errorf("name %q twice", field.Name)
		}
		names[field.Name] = true
	}
	if known := m.Kind.Received() || m.Kind.Status(); known == (m.Kind == Unknown) || known && m.Family == Other {
		t.Errorf("kind %q of family %q", m.Kind, m.Family)
	}
}

func depth(body []byte) int {
	return bytes.Count(body, []byte("[")) + bytes.Count(body, []byte("{"))
}

var hugeExponent = regexp.MustCompile(`[eE][+-]?[0-9]{4}`)

// FuzzVerifyJWT: what is signed is valid, until one bit of it changes: then it is
// not, unless the body still says the same to another JSON parser.
func FuzzVerifyJWT(f *testing.F) {
	for i, body := range seeds(f) {
		f.Add(body, []byte(exampleSecret), uint(i*37))
	}
	f.Fuzz(func(t *testing.T, body, secret []byte, bit uint) {
		token, err := SignJWT(body, secret, "HS256")
		if err != nil {
			if v := Verify(with(post(string(body)), jwtHeader, string(secret)), secret); v.Result == Valid {
				t.Errorf("valid and never signed: %+v", v)
			}
			return
		}
		r := with(post(string(body)), jwtHeader, token)
		if v := Verify(r, secret); v.Result != Valid {
			t.Fatalf("signed: %+v", v)
		}
		if v := Verify(with(post(string(body)), jwtHeader, flip(token, bit)), secret); v.Result == Valid {
			t.Errorf("token with bit %d changed: %+v", bit, v)
		}
		changed := flip(string(body), bit)
		if hugeExponent.MatchString(string(body) + changed) {
			return // the other parser would need more memory than there is
		}
		if v := Verify(with(post(changed), jwtHeader, token), secret); v.Result == Valid && !sameMeaning(body, []byte(changed)) {
			t.Errorf("body %q changed to %q: %+v", body, changed, v)
		}
	})
}

// FuzzVerifyHMAC: what is signed is valid, until one bit of it changes.
func FuzzVerifyHMAC(f *testing.F) {
	for i, body := range seeds(f) {
		f.Add(body, []byte(exampleSecret), uint(i*41))
	}
	f.Fuzz(func(t *testing.T, body, secret []byte, bit uint) {
		if len(secret) == 0 {
			return
		}
		mac := SignHMAC(body, secret)
		if v := Verify(with(post(string(body)), hmacHeader, mac), secret); v.Result != Valid {
			t.Fatalf("signed: %+v", v)
		}
		// Hex digits have two cases, and both are accepted.
		if other := flip(mac, bit); !strings.EqualFold(other, mac) || other[0] != 'v' {
			if v := Verify(with(post(string(body)), hmacHeader, other), secret); v.Result == Valid {
				t.Errorf("mac %s changed to %s: %+v", mac, other, v)
			}
		}
		if len(body) > 0 {
			if v := Verify(with(post(flip(string(body), bit)), hmacHeader, mac), secret); v.Result == Valid {
				t.Errorf("body with bit %d changed: %+v", bit, v)
			}
		}
	})
}

// flip changes one bit of s.
func flip(s string, bit uint) string {
	out := []byte(s)
	bit %= uint(len(out) * 8)
	out[bit/8] ^= 1 << (bit % 8)
	return string(out)
}

// sameMeaning compares two bodies by the standard library's parser, with exact
// numbers, fields that are null left out, and those of transport left out where
// only one body has them.
func sameMeaning(a, b []byte) bool {
	x, y := plain(a), plain(b)
	if x == nil || y == nil {
		return false
	}
	for _, pair := range [][2]map[string]any{{x, y}, {y, x}} {
		for name := range pair[0] {
			if _, both := pair[1][name]; !both && transportClaim(name) {
				delete(pair[0], name)
			}
		}
	}
	return reflect.DeepEqual(x, y)
}

func plain(body []byte) map[string]any {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var object map[string]any
	if dec.Decode(&object) != nil {
		return nil
	}
	return exact(object).(map[string]any)
}

// exact turns numbers into fractions and leaves nulls out of objects.
func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		n, _ := new(big.Rat).SetString(v.String())
		return n.RatString()
	case map[string]any:
		for name, value := range v {
			if value == nil {
				delete(v, name)
				continue
			}
			v[name] = exact(value)
		}
	case []any:
		for i := range v {
			v[i] = exact(v[i])
		}
	}
	return v
}

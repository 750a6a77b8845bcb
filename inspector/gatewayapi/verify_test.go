package gatewayapi

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestExamplesVerify(t *testing.T) {
	tests := []struct {
		name   string
		scheme Scheme
		result Result
	}{
		{"mo-sms-short-code", SchemeJWT, Valid},
		{"mo-sms-whole-number", SchemeJWT, Valid},
		{"delivery-status-error", SchemeJWT, Valid},
		{"delivery-status-charged", SchemeJWT, Valid},
		{"email-status", SchemeNone, Unsigned},
		{"sms-status", SchemeHMAC, Valid},
		{"mo-text-sms", SchemeHMAC, Valid},
		{"refused-alg-none", SchemeJWT, BadAlgorithm},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := example(t, tt.name)
			v := Verify(r, []byte(exampleSecret))
			if v.Scheme != tt.scheme || v.Result != tt.result || (v.Reason == "") != (v.Result == Valid) {
				t.Errorf("got %+v", v)
			}
			wrong := Verify(r, []byte("another secret"))
			if tt.result == Valid && wrong.Result != BadSignature {
				t.Errorf("with another secret: %+v", wrong)
			}
			if tt.result != Unsigned {
				if none := Verify(r, nil); none.Result != NoSecret || none.Scheme != tt.scheme {
					t.Errorf("without a secret: %+v", none)
				}
			}
		})
	}
}

// TestSigningReproducesTheExamples makes the provider's headers from the bodies.
func TestSigningReproducesTheExamples(t *testing.T) {
	for _, name := range []string{"mo-sms-short-code", "mo-sms-whole-number", "delivery-status-error", "delivery-status-charged"} {
		r := example(t, name)
		got, err := SignJWT(r.Body, []byte(exampleSecret), "HS256")
		if want := headerValues(r.Headers, jwtHeader)[0]; err != nil || got != want {
			t.Errorf("%s: %s, %v\nwant %s", name, got, err, want)
		}
	}
	for _, name := range []string{"sms-status", "mo-text-sms"} {
		r := example(t, name)
		if got, want := SignHMAC(r.Body, []byte(exampleSecret)), headerValues(r.Headers, hmacHeader)[0]; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestHeaderLines(t *testing.T) {
	secret := []byte(exampleSecret)
	body := `{"id":1,"status":"DELIVERED"}`
	token, err := SignJWT([]byte(body), secret, "HS256")
	if err != nil {
		t.Fatal(err)
	}
	mac := SignHMAC([]byte(body), secret)
	tests := []struct {
		name    string
		headers [][2]string
		scheme  Scheme
		result  Result
	}{
		{"none", nil, SchemeNone, Unsigned},
		{"lower-case name", [][2]string{{"x-gwapi-signature", token}}, SchemeJWT, Valid},
		{"blanks around", [][2]string{{"X-Gwapi-Signature", " \t" + token + " "}}, SchemeJWT, Valid},
		{"other blanks around", [][2]string{{"X-Gwapi-Signature", "\u00a0" + token}}, SchemeJWT, Malformed},
		{"bearer", [][2]string{{"X-Gwapi-Signature", "Bearer " + token}}, SchemeJWT, Malformed},
		{"empty", [][2]string{{"X-Gwapi-Signature", ""}}, SchemeJWT, Malformed},
		{"two lines, alike", [][2]string{{"X-Gwapi-Signature", token}, {"x-gwapi-signature", token}}, SchemeJWT, Malformed},
		{"hmac in upper case", [][2]string{{"SIGNATURE", mac}}, SchemeHMAC, Valid},
		{"two hmacs", [][2]string{{"Signature", mac}, {"Signature", mac}}, SchemeHMAC, Malformed},
		{"both good", [][2]string{{"Signature", mac}, {"X-Gwapi-Signature", token}}, SchemeBoth, Valid},
		{"token good, hmac wrong", [][2]string{{"Signature", flipLast(mac)}, {"X-Gwapi-Signature", token}}, SchemeBoth, BadSignature},
		{"token broken, hmac good", [][2]string{{"Signature", mac}, {"X-Gwapi-Signature", token + "="}}, SchemeBoth, Malformed},
		{"token good, hmac unknown", [][2]string{{"Signature", "v2=00"}, {"X-Gwapi-Signature", token}}, SchemeBoth, UnknownVersion},
		{"both bad, the worse one", [][2]string{{"Signature", "nonsense"}, {"X-Gwapi-Signature", flipLast(token)}}, SchemeBoth, Malformed},
	}
	for _, tt := range tests {
		v := Verify(Request{Method: "POST", Headers: tt.headers, Body: []byte(body)}, secret)
		if v.Scheme != tt.scheme || v.Result != tt.result {
			t.Errorf("%s: %+v", tt.name, v)
		}
	}
	both := Request{Headers: [][2]string{{"Signature", mac}, {"X-Gwapi-Signature", token}}, Body: []byte(body)}
	if v := Verify(both, nil); v.Scheme != SchemeBoth || v.Result != NoSecret {
		t.Errorf("both without a secret: %+v", v)
	}
}

// flipLast returns s with its last character changed to another good one. In
// base64url of a MAC the last character has two spare bits, so it moves by four.
func flipLast(s string) string {
	last := s[len(s)-1:]
	for _, other := range []string{"A", "E", "0", "4"} {
		if other != last && (strings.Contains(s, ".") == (other == "A" || other == "E")) {
			return s[:len(s)-1] + other
		}
	}
	return s
}

func TestVerdictJSON(t *testing.T) {
	r := post(`{"id":1}`)
	got, err := json.Marshal(Verify(r, nil))
	want := `{"scheme":"none","result":"unsigned","reason":"The request carries no signature.","mismatch_fields":[]}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestFailed(t *testing.T) {
	for result, want := range map[Result]bool{
		Valid: false, Unsigned: false, NoSecret: false,
		Malformed: true, BadAlgorithm: true, BadSignature: true, Mismatch: true, UnknownVersion: true,
	} {
		if result.Failed() != want {
			t.Errorf("%s: failed = %v", result, !want)
		}
	}
}

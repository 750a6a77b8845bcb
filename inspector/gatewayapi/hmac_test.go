package gatewayapi

import (
	"strings"
	"testing"
)

func TestVerifyHMAC(t *testing.T) {
	secret, body := []byte("s"), `{"event_type":"x","event":{}}`
	good := SignHMAC([]byte(body), secret)
	digits := strings.TrimPrefix(good, "v1=")
	tests := []struct {
		name, header, body string
		result             Result
	}{
		{"good", good, body, Valid},
		{"upper-case hex", "v1=" + strings.ToUpper(digits), body, Valid},
		{"blanks around", "\t" + good + " ", body, Valid},
		{"written anew", good, `{"event_type": "x", "event": {}}`, BadSignature},
		{"body cut", good, body[:len(body)-1], BadSignature},
		{"no body", good, "", BadSignature},
		{"wrong mac", "v1=" + strings.Repeat("0", 64), body, BadSignature},
		{"no prefix", digits, body, Malformed},
		{"upper-case version", "V1=" + digits, body, Malformed},
		{"too short", good[:len(good)-2], body, Malformed},
		{"half a byte", good[:len(good)-1], body, Malformed},
		{"too long", good + "00", body, Malformed},
		{"not hex", "v1=" + strings.Repeat("g", 64), body, Malformed},
		{"blank inside", "v1= " + digits, body, Malformed},
		{"list", good + "," + good, body, Malformed},
		{"empty", "", body, Malformed},
		{"another header of that name", "sig1=:AAAA:", body, Malformed},
		{"v2", "v2=" + digits, body, UnknownVersion},
		{"v10", "v10=x", body, UnknownVersion},
		{"no number", "v=" + digits, body, Malformed},
	}
	for _, tt := range tests {
		v := Verify(with(post(tt.body), "Signature", tt.header), secret)
		if v.Result != tt.result || v.Scheme != SchemeHMAC {
			t.Errorf("%s: %+v, want %s", tt.name, v, tt.result)
		}
	}
}

package gatewayapi

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestOlderHTTP(t *testing.T) {
	tests := []struct {
		method, target, fields string
	}{
		{"GET", "/cb?sessionid=abc&statuscode=1", `{"sessionid":"abc","statuscode":"1"}`},
		{"GET", "/cb?sender=4520304050&smsc=x&appnr=1204&keyword=foo&text=hi+%C3%A5", `{"sender":"4520304050","smsc":"x","appnr":"1204","keyword":"foo","text":"hi å"}`},
		{"GET", "/cb?sessionid=a&statuscode=1&sessionid=b&x=%zz%ff", `{"sessionid":"b","statuscode":"1","x":"%zz%ff"}`},
		{"POST", "/cb?sessionid=abc&statuscode=1", ""},
		{"GET", "/cb?sessionid=abc", ""},
		{"GET", "/cb", ""},
	}
	for _, tt := range tests {
		m := Understand(Request{Method: tt.method, Target: tt.target})
		if m.Kind != Unknown || m.Family != Other {
			t.Errorf("%s: %s %s", tt.target, m.Family, m.Kind)
		}
		want := tt.fields != ""
		if got := slices.Contains(m.Flags, FlagOlderHTTP); got != want {
			t.Errorf("%s %s: older-http = %v", tt.method, tt.target, got)
		}
		if out, _ := json.Marshal(m.Fields); want && string(out) != tt.fields {
			t.Errorf("%s: %s", tt.target, out)
		}
	}
}

func TestNotJSONIsFlaggedOnlyWhereClaimed(t *testing.T) {
	for contentType, flagged := range map[string]bool{
		"application/json":                  true,
		"Application/JSON; charset=utf-8":   true,
		"application/problem+json":          true,
		"text/plain":                        false,
		"application/x-www-form-urlencoded": false,
	} {
		r := Request{Method: "POST", Headers: [][2]string{{"content-type", contentType}}, Body: []byte("hello")}
		if got := slices.Contains(Understand(r).Flags, FlagNotJSON); got != flagged {
			t.Errorf("%s: flagged = %v", contentType, got)
		}
	}
}

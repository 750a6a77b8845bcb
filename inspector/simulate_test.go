package inspector_test

import (
	"errors"
	"testing"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

func TestLeaseFor(t *testing.T) {
	e := inspectortest.Open(t)
	for _, l := range []inspector.Lease{{Receiver: "451204", Keyword: "foo", Webhook: "default"}, {Receiver: "4560575797", Webhook: "default"}} {
		if _, err := e.AddLease(l); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		to, text, want string
	}{
		{"451204", "foo hello", "451204 foo"},
		{"451204", "\u00a0FOO", "451204 foo"},
		{"451204", "foobar", ""},
		{"451204", "foo, hello", ""},
		{"451204", "", ""},
		{"451205", "foo", ""},
		{"4560575797", "", "4560575797"},
	} {
		l, ok := e.LeaseFor(tt.to, tt.text)
		if ok != (tt.want != "") || ok && l.String() != tt.want {
			t.Errorf("%s %q: %s, %v", tt.to, tt.text, l, ok)
		}
	}
}

func TestSignAs(t *testing.T) {
	e := inspectortest.Open(t)
	body := []byte(inspectortest.MOSMS(1))
	if header, _, err := e.SignAs("default", gatewayapi.REST, body, gatewayapi.SignRight); err != nil || header[0] != "" {
		t.Errorf("without a secret: %q, %v", header, err)
	}
	for _, secret := range []string{"the old one", "the new one"} {
		if err := e.SetSecret("default", secret); err != nil {
			t.Fatal(err)
		}
	}
	header, sent, err := e.SignAs("default", gatewayapi.REST, body, gatewayapi.SignRight)
	if err != nil {
		t.Fatal(err)
	}
	q := gatewayapi.Request{Method: "POST", Target: "/", Headers: [][2]string{header}, Body: sent}
	if v := gatewayapi.Verify(q, []byte("the new one")); v.Result != gatewayapi.Valid {
		t.Errorf("%+v", v)
	}
	if _, _, err := e.SignAs("nobody", gatewayapi.REST, body, gatewayapi.SignRight); !errors.Is(err, inspector.ErrNotFound) {
		t.Error(err)
	}
}

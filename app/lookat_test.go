package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
)

func TestLookAtOursIsNoCallback(t *testing.T) {
	e := inspectortest.Open(t)
	a := &attendance{engine: e.Inspector}
	a.url.Store(&e.URL)
	r, err := a.guest(func(string) string { return "" }).lookAt(t.Context(), e.URL+"/sms", looking{})
	if err != nil || r.Verdict == reach.Fail || r.Answer == nil || r.Answer.Status != http.StatusOK {
		t.Fatalf("%+v, %v", r, err)
	}
	if n := e.Count(); n != 0 {
		t.Errorf("%d callbacks were recorded", n)
	}
}

func TestLookAtSignsWithASecret(t *testing.T) {
	got := make(chan error, 1)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if v := gatewayapi.Verify(gatewayapi.Request{Headers: [][2]string{{"X-Gwapi-Signature", r.Header.Get("X-Gwapi-Signature")}}, Body: body}, []byte("s3cret")); v.Result != gatewayapi.Valid {
			err = errors.Join(err, errors.New("the signature is "+string(v.Result)))
		}
		got <- err
	}))
	defer hook.Close()
	p := &program{getenv: func(string) string { return "" }}
	if _, err := p.lookAt(t.Context(), hook.URL, looking{secret: "s3cret"}); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
	if _, err := p.lookAt(t.Context(), "hooks", looking{}); !errors.Is(err, reach.ErrAddress) {
		t.Errorf("no address: %v", err)
	}
}

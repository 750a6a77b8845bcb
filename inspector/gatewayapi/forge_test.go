package gatewayapi

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Each way of signing has its own verdict.
func TestEachForgeryHasItsVerdict(t *testing.T) {
	flat := MOBody{ID: 1, From: "4520304050", To: "451204", Text: "foo", SentAt: time.Unix(1795436000, 0), Label: "l"}.Fields()
	event := EventBody{ID: "e", Kind: MOTextRCS, Event: MOEvent{MessageID: "m", From: "45", Content: PlainContent("x")}.Fields()}.Fields()
	status := StatusBody{ID: 1, To: "45", At: time.Unix(1795436000, 0), Status: "DELIVERED"}.Fields()
	tests := []struct {
		family Family
		body   Fields
		want   map[Signing]Result
	}{
		{REST, flat, map[Signing]Result{
			SignRight: Valid, SignNot: Unsigned, SignOtherSecret: BadSignature, SignOtherAlgorithm: BadAlgorithm,
			SignAlgNone: BadAlgorithm, SignOtherClaims: Mismatch, SignChangedBody: Mismatch,
		}},
		{REST, status, map[Signing]Result{SignRight: Valid, SignOtherClaims: Mismatch, SignChangedBody: Mismatch}},
		{Messaging, event, map[Signing]Result{
			SignRight: Valid, SignNot: Unsigned, SignOtherSecret: BadSignature, SignOtherAlgorithm: UnknownVersion, SignChangedBody: BadSignature,
		}},
	}
	for _, tt := range tests {
		body, err := WriteBody(tt.body)
		if err != nil {
			t.Fatal(err)
		}
		for how, want := range tt.want {
			if got := verdictOf(t, tt.family, body, "s", how); got != want {
				t.Errorf("%s %s: %s, want %s", tt.family, how, got, want)
			}
		}
	}
	for _, how := range []Signing{SignAlgNone, SignOtherClaims} {
		if _, _, err := Sign(Messaging, []byte(`{"event_id": "e"}`), []byte("s"), how); !errors.Is(err, ErrSigning) {
			t.Errorf("messaging %s: %v", how, err)
		}
	}
}

func verdictOf(t testing.TB, family Family, body []byte, secret string, how Signing) Result {
	t.Helper()
	header, sent, err := Sign(family, body, []byte(secret), how)
	if err != nil {
		t.Fatalf("%s %s: %v", family, how, err)
	}
	r := post(string(sent))
	if header[0] != "" {
		r = with(r, header[0], header[1])
	}
	return Verify(r, []byte("s")).Result
}

func TestSigningWithoutASecret(t *testing.T) {
	body := []byte(`{"id": 1, "message": "x"}`)
	if header, sent, err := Sign(REST, body, nil, SignRight); err != nil || header[0] != "" || !bytes.Equal(sent, body) {
		t.Errorf("right: %q, %v", header, err)
	}
	for _, how := range []Signing{SignOtherAlgorithm, SignChangedBody, SignOtherClaims} {
		if _, _, err := Sign(REST, body, nil, how); !errors.Is(err, ErrNoSecret) {
			t.Errorf("%s: %v", how, err)
		}
	}
	if got := verdictOf(t, REST, body, "", SignOtherSecret); got != BadSignature {
		t.Errorf("other secret: %s", got)
	}
	if got := verdictOf(t, REST, body, "", SignAlgNone); got != BadAlgorithm {
		t.Errorf("alg none: %s", got)
	}
}

// Whatever is said, what is signed rightly is valid, and what is forged never.
func TestSignedBodiesVerify(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, maxUnix).Draw(t, "at"), 0)
		body, family := MOBody{
			ID: rapid.Uint64().Draw(t, "id"), From: "4520304050", To: "451204", Text: rapid.String().Draw(t, "text"), SentAt: at,
			Label: rapid.String().Draw(t, "label"), More: Fields{TextField("sender", rapid.String().Draw(t, "sender")), NullField("udh")},
		}.Fields(), REST
		if rapid.Bool().Draw(t, "messaging") {
			event := MOEvent{MessageID: "m", From: "4520304050", SentAt: at, Content: TextContent(rapid.String().Draw(t, "content"), GSM7, "")}
			body, family = EventBody{ID: "e", At: at, Kind: MOTextSMS, Event: event.Fields()}.Fields(), Messaging
		}
		raw, err := WriteBody(body)
		if err != nil {
			t.Fatal(err)
		}
		secret := rapid.SliceOfN(rapid.Byte(), 1, 80).Draw(t, "secret")
		for _, how := range Signings() {
			header, sent, err := Sign(family, raw, secret, how)
			if errors.Is(err, ErrSigning) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			r := post(string(sent))
			if header[0] != "" {
				r = with(r, header[0], header[1])
			}
			if got := Verify(r, secret).Result; (got == Valid) != (how == SignRight) {
				t.Fatalf("%s is %s", how, got)
			}
		}
	})
}

package replay

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

// event returns a body of the messaging family.
func event(t *testing.T, kind gatewayapi.Kind, content gatewayapi.Field) string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	at := inspectortest.Start
	fields := gatewayapi.MOEvent{MessageID: gatewayapi.DrawMessageID(at, r), From: "4520304050", SentAt: at, Content: content}.Fields()
	if kind.Status() {
		fields = gatewayapi.StatusEvent{MessageID: gatewayapi.DrawMessageID(at, r), To: "4520304050", Status: "DELIVERED", At: at}.Fields()
	}
	body, err := gatewayapi.WriteBody(gatewayapi.EventBody{ID: gatewayapi.DrawEventID(r), At: at, Kind: kind, Event: fields}.Fields())
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A renewed callback is of the same kind, another message, and says what was asked.
func TestRenewal(t *testing.T) {
	for _, body := range []string{
		inspectortest.MOSMS(1), inspectortest.Status(1, "DELIVERED"),
		`{"id": 8001907000123, "time": 1795424405, "email_address": "a@example.com", "status": "DELIVERED", "callback_url": "x"}`,
		event(t, gatewayapi.SMSStatus, gatewayapi.Field{}), event(t, gatewayapi.RCSStatus, gatewayapi.Field{}),
		event(t, gatewayapi.MOTextSMS, gatewayapi.TextContent(" foo hello", gatewayapi.GSM7, "")),
		event(t, gatewayapi.MOTextRCS, gatewayapi.PlainContent("foo")), event(t, gatewayapi.MOLocationRCS, gatewayapi.LocationContent(1, 2)),
	} {
		was := gatewayapi.Understand(gatewayapi.Request{Body: []byte(body)})
		n := Renewal{IDs: true, Times: true}
		if was.Kind != gatewayapi.EmailStatus {
			n.Number = "+46 73 555 10 20"
		}
		if was.Kind.Received() && was.Kind != gatewayapi.MOLocationRCS {
			n.Keyword = "bår"
		}
		sent, err := Change{Renewal: n}.body([]byte(body))
		if err != nil {
			t.Errorf("%s: %v", was.Kind, err)
			continue
		}
		now := gatewayapi.Understand(gatewayapi.Request{Body: sent})
		person := now.From
		if was.Kind.Status() {
			person = now.To
		}
		if now.Kind != was.Kind || now.MessageKey == was.MessageKey || now.DuplicateKey == was.DuplicateKey || !slices.Equal(now.Missing, was.Missing) || len(now.Coerced) > 0 {
			t.Errorf("%s became %s: %+v", body, sent, now.Notes)
		}
		if age := time.Since(now.At); age < -time.Second || age > time.Minute || n.Number != "" && person != "46735551020" {
			t.Errorf("%s became %s", body, sent)
		}
		if word, rest := gatewayapi.SplitKeyword(now.Text, false); n.Keyword != "" {
			if _, same := gatewayapi.SplitKeyword(was.Text, false); word != "bår" || rest != same {
				t.Errorf("%q became %q", was.Text, now.Text)
			}
		}
	}
	sent, err := Change{Renewal: Renewal{Number: "46735551020"}}.body([]byte(inspectortest.MOSMS(1)))
	if want := `{"id": 2840001, "msisdn": 46735551020, "receiver": 451204, "message": "foo hello 1", "senttime": 1795424400, "webhook_label": "autumn-vote", "country_code": "SE", "country_prefix": 46}`; err != nil || string(sent) != want {
		t.Errorf("%s, %v\nwant %s", sent, err, want)
	}
}

func TestWhatCannotBeRenewed(t *testing.T) {
	for _, tt := range []struct {
		body  string
		n     Renewal
		field string
	}{
		{`{"hello": 1}`, Renewal{IDs: true}, "renew"},
		{inspectortest.MOSMS(1), Renewal{Number: "12x"}, "number"},
		{inspectortest.MOSMS(1), Renewal{Keyword: "two words"}, "keyword"},
		{inspectortest.Status(1, "DELIVERED"), Renewal{Keyword: "bar"}, "keyword"},
		{`{"id": 1, "time": 1795424405, "email_address": "a@example.com", "status": "DELIVERED"}`, Renewal{Number: "4520304050"}, "number"},
	} {
		var bad *inspector.FieldError
		if _, err := (Change{Renewal: tt.n}).body([]byte(tt.body)); !errors.As(err, &bad) || bad.Field != tt.field {
			t.Errorf("%s, %+v: %v", tt.body, tt.n, err)
		}
	}
}

package viewmodel

import (
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
)

func TestARecordedCallbackIsAnSMSAgain(t *testing.T) {
	body := `{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "foo"}`
	c := &inspector.Callback{ID: 7, ReceivedAt: noon, Webhook: "vote"}
	c.Request = inspector.Request{Method: "POST", Target: "/vote", Proto: "HTTP/1.1", Headers: [][2]string{{"Content-Type", "application/json"}}, Body: body}
	c.Response = inspector.Response{Status: 401, DurationMS: 3}
	c.Parsed = gatewayapi.Understand(gatewayapi.Request{Body: []byte(body)})
	c.Lease = &inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: "vote"}
	base, err := deliver.ParseTarget("http://127.0.0.1:4100")
	if err != nil {
		t.Fatal(err)
	}
	texted, err := TextedOf(c, base)
	if err != nil {
		t.Fatal(err)
	}
	if texted.From != "4520304050" || texted.To != "451204" || texted.Text != "foo" || texted.Callback != 7 {
		t.Errorf("%+v", texted)
	}
	if got := OutcomeOfTexted(texted); got.Text != "Answered 401 · 3 ms · 451204 foo → vote" || got.Tone != Bad {
		t.Errorf("%+v", got)
	}
	sent := texted.Sent[0]
	if !strings.HasPrefix(string(sent.Request.Head), "POST /vote HTTP/1.1\r\nContent-Type: ") || sent.Target.String() != "http://127.0.0.1:4100/vote" {
		t.Errorf("%q to %s", sent.Request.Head, sent.Target)
	}
	p := NewTelephone()
	p.Add(&Texted{From: "4520304050", Text: "bar", At: noon})
	p.Remember("4520304050", []*Texted{texted})
	p.HandTo("4520304050")
	if thread := p.Thread(); len(thread) != 2 || thread[0] != texted || p.Recall() != "bar" {
		t.Errorf("%d bubbles", len(p.Thread()))
	}
}

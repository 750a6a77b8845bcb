package inspector_test

import (
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

func TestExplainNeedsNoDatabase(t *testing.T) {
	body := inspectortest.MOSMS(1)
	name, value := inspectortest.Sign(t, body, "s")
	q := gatewayapi.Request{Method: "POST", Target: "/", Headers: [][2]string{{name, value}}, Body: []byte(body)}
	for secret, want := range map[string]gatewayapi.Result{
		"s": gatewayapi.Valid, "other": gatewayapi.BadSignature, "": gatewayapi.NoSecret,
	} {
		got := inspector.Explain(q, secret)
		if got.Verdict.Result != want || got.Kind != gatewayapi.MOSMS || got.Keyword != "foo" {
			t.Errorf("with %q: %s %s %q", secret, got.Verdict.Result, got.Kind, got.Keyword)
		}
	}
	q.Body = []byte(strings.Replace(body, "foo", "bar", 1))
	if got := inspector.Explain(q, "s").Verdict; got.Result != gatewayapi.Mismatch || len(got.MismatchFields) != 1 {
		t.Errorf("a changed body: %+v", got)
	}
}

func TestWhatIsEmptyIsAnEmptyListInJSON(t *testing.T) {
	got := inspector.Explain(gatewayapi.Request{Method: "GET", Target: "/"}, "")
	if got.Missing == nil || got.Coerced == nil || got.Flags == nil || got.Verdict.MismatchFields == nil {
		t.Errorf("got %+v", got)
	}
}

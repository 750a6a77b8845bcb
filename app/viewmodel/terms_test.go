package viewmodel

import (
	"testing"
	"time"

	"ringback/inspector"
)

func TestWhatAsksForTheCellsOfARow(t *testing.T) {
	c := callbackOf(sms("foo hello"), func(c *inspector.Callback) { c.Keyword, c.MessageKey = "foo", "rest:1:2" })
	terms := RowTerms(c, inspector.Marks{Tags: []string{"ask me"}}, time.UTC)
	for column, want := range map[int]string{
		colKind: "kind:mo-sms", colFrom: "from:+4520304050", colTo: "to:451204", colMessage: "keyword:foo",
		colStatus: "", colWebhook: "webhook:default", colAttempt: "message:rest:1:2", colPath: "path:/hooks/sms",
		colNote: `tag:"ask me"`, colSize: "",
	} {
		if terms[column] != want {
			t.Errorf("column %d asks %q, want %q", column, terms[column], want)
		}
	}
}

func TestWhatAsksForFieldsOfABody(t *testing.T) {
	want := map[string]string{
		"id": "id:2840117", "msisdn": "from:+4520304050", "receiver": "to:451204", "message": `json.message:"foo hello"`,
		"country_code": "json.country_code:DK", "webhook_label": "json.webhook_label:autumn-vote",
	}
	for _, f := range ProviderFields(callbackOf(sms("foo hello")), time.UTC) {
		if asked, there := want[f.Label]; there && f.Term != asked {
			t.Errorf("%s asks %q, want %q", f.Label, f.Term, asked)
		}
	}
	for path, plain := range map[string]bool{"a": true, "event.status": true, "a.b": false, "a b": false, `a"`: false, "": true} {
		if got := plainPath(path, []string{"event"}); got != plain {
			t.Errorf("%q is a path: %v", path, got)
		}
	}
}

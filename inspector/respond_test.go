package inspector_test

import (
	"errors"
	"net/http"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func addWebhook(t *testing.T, e *inspectortest.Engine, w inspector.Webhook) {
	t.Helper()
	if w.Answer.Status == 0 {
		w.Answer = inspector.DefaultAnswer()
	}
	if err := e.AddWebhook(w); err != nil {
		t.Fatal(err)
	}
}

func TestTheWebhookWithTheLongestPathTakesTheCallback(t *testing.T) {
	e := inspectortest.Open(t)
	addWebhook(t, e, inspector.Webhook{Label: "sms", Path: "/sms"})
	addWebhook(t, e, inspector.Webhook{Label: "in", Path: "/sms/in/"})
	for path, want := range map[string]string{
		"/":            "default",
		"/other":       "default",
		"/smsx":        "default",
		"/sms":         "sms",
		"/sms/":        "sms",
		"/sms?to=/x":   "sms",
		"/sms/status":  "sms",
		"/sms/in":      "in",
		"/sms/in/deep": "in",
		"/sms%2Fin":    "in",
	} {
		if e.Post(t, path, "{}"); e.Newest(t).Webhook != want {
			t.Errorf("%s went to %s, want %s", path, e.Newest(t).Webhook, want)
		}
	}
}

func TestAWebhookAnswersAsItIsTold(t *testing.T) {
	e := inspectortest.Open(t)
	addWebhook(t, e, inspector.Webhook{Label: "teapot", Path: "/tea", Answer: inspector.Answer{
		Status: 418, Headers: [][2]string{{"X-Pot", "1"}, {"X-Pot", "2"}}, Body: "short and stout", DelayMS: 1,
	}})
	resp, err := http.Post(e.URL+"/tea", "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 418 || len(resp.Header.Values("X-Pot")) != 2 {
		t.Errorf("answered %s %v", resp.Status, resp.Header)
	}
	got := e.Newest(t).Response
	if got.Status != 418 || got.Body != "short and stout" || len(got.Headers) != 2 || got.Rule != "" {
		t.Errorf("recorded answer %+v", got)
	}
}

func TestCallbacksWithoutAValidSignatureCanBeRefused(t *testing.T) {
	e := inspectortest.Open(t)
	addWebhook(t, e, inspector.Webhook{Label: "strict", Path: "/strict", RefuseBad: true})
	body := inspectortest.MOSMS(1)
	if status, _ := e.Post(t, "/strict", body); status != 200 {
		t.Errorf("answered %d although no secret is set", status)
	}
	if err := e.SetSecret("strict", "right"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, secret string
		want         int
		verdict      string
	}{
		{"signed", "right", 200, "valid"},
		{"other secret", "wrong", 401, "bad-signature"},
		{"unsigned", "", 401, "unsigned"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var headers []string
			if c.secret != "" {
				name, value := inspectortest.Sign(t, body, c.secret)
				headers = []string{name, value}
			}
			status, _ := e.Post(t, "/strict", body, headers...)
			got := e.Newest(t)
			if status != c.want || got.Response.Status != c.want || string(got.Verdict.Result) != c.verdict {
				t.Errorf("answered %d, recorded %d, verdict %s; want %d %s", status, got.Response.Status, got.Verdict.Result, c.want, c.verdict)
			}
			if got.Request.Body != body {
				t.Error("a refused callback must be recorded all the same")
			}
		})
	}
}

// lockedKeeper is a keyring that keeps and then does not hand out.
type lockedKeeper struct{}

func (lockedKeeper) Where() string             { return "a locked keyring" }
func (lockedKeeper) Save(string, []byte) error { return nil }
func (lockedKeeper) Load(string) ([]byte, error) {
	return nil, errors.New("locked")
}

func TestASecretThatCannotBeReadLetsNobodyPass(t *testing.T) {
	e := inspectortest.OpenAt(t, t.TempDir()+"/r.db", inspector.Options{Keeper: lockedKeeper{}})
	addWebhook(t, e, inspector.Webhook{Label: "strict", Path: "/strict", RefuseBad: true})
	if err := e.SetSecret("strict", "kept elsewhere"); err != nil {
		t.Fatal(err)
	}
	if status, _ := e.Post(t, "/strict", inspectortest.MOSMS(1)); status != 503 {
		t.Errorf("answered %d, want 503 so that the sender tries again", status)
	}
	if e.Count() != 1 {
		t.Error("it is not recorded")
	}
}

package inspector_test

import (
	"errors"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestWhatAWebhookMayBe(t *testing.T) {
	ok := inspector.Webhook{Label: "a", Path: "/a", Answer: inspector.DefaultAnswer()}
	for _, c := range []struct {
		name, field string
		change      func(*inspector.Webhook)
	}{
		{"fine", "", func(*inspector.Webhook) {}},
		{"any language", "", func(w *inspector.Webhook) { w.Label = "høst 投票" }},
		{"no label", "label", func(w *inspector.Webhook) { w.Label = "" }},
		{"blank label", "label", func(w *inspector.Webhook) { w.Label = " a" }},
		{"long label", "label", func(w *inspector.Webhook) { w.Label = strings.Repeat("x", 65) }},
		{"control in label", "label", func(w *inspector.Webhook) { w.Label = "a\nb" }},
		{"no path", "path", func(w *inspector.Webhook) { w.Path = "" }},
		{"relative path", "path", func(w *inspector.Webhook) { w.Path = "a" }},
		{"query", "path", func(w *inspector.Webhook) { w.Path = "/a?b" }},
		{"blank path", "path", func(w *inspector.Webhook) { w.Path = "/a b" }},
		{"status", "status", func(w *inspector.Webhook) { w.Answer.Status = 199 }},
		{"status high", "status", func(w *inspector.Webhook) { w.Answer.Status = 600 }},
		{"body with 204", "body", func(w *inspector.Webhook) { w.Answer.Status, w.Answer.Body = 204, "x" }},
		{"header injection", "headers", func(w *inspector.Webhook) { w.Answer.Headers = [][2]string{{"X", "a\r\nY: b"}} }},
		{"header name", "headers", func(w *inspector.Webhook) { w.Answer.Headers = [][2]string{{"X Y", "a"}} }},
		{"server's header", "headers", func(w *inspector.Webhook) { w.Answer.Headers = [][2]string{{"content-length", "1"}} }},
		{"delay", "delay_ms", func(w *inspector.Webhook) { w.Answer.DelayMS = 60_001 }},
	} {
		w := ok
		c.change(&w)
		err := w.Validate()
		var bad *inspector.FieldError
		switch {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.field != "" && (!errors.As(err, &bad) || bad.Field != c.field):
			t.Errorf("%s: got %v, want an error for %s", c.name, err, c.field)
		}
	}
}

func TestWebhooksAreKept(t *testing.T) {
	path := t.TempDir() + "/r.db"
	t.Run("change", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		addWebhook(t, e, inspector.Webhook{Label: "b", Path: "/b"})
		addWebhook(t, e, inspector.Webhook{Label: "a", Path: "/a"})
		if err := e.AddWebhook(inspector.Webhook{Label: "a", Path: "/z", Answer: inspector.DefaultAnswer()}); !errors.Is(err, inspector.ErrExists) {
			t.Errorf("the same label twice: %v", err)
		}
		if err := e.AddWebhook(inspector.Webhook{Label: "z", Path: "/a/", Answer: inspector.DefaultAnswer()}); !errors.Is(err, inspector.ErrExists) {
			t.Errorf("the same path twice: %v", err)
		}
		if err := e.SetWebhook(inspector.Webhook{Label: "nobody", Path: "/n", Answer: inspector.DefaultAnswer()}); !errors.Is(err, inspector.ErrNotFound) {
			t.Errorf("set what is not there: %v", err)
		}
		if err := e.RemoveWebhook(inspector.DefaultWebhook); err == nil {
			t.Error("the default webhook can be removed")
		}
		w, err := e.Webhook("default")
		if err != nil {
			t.Fatal(err)
		}
		w.Answer.Status = 204
		if err := e.SetWebhook(w); err != nil {
			t.Error(err)
		}
		if err := e.RemoveWebhook("b"); err != nil {
			t.Error(err)
		}
	})
	t.Run("after a restart", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		got := e.Webhooks()
		if len(got) != 2 || got[0].Label != "default" || got[0].Answer.Status != 204 || got[1].Label != "a" {
			t.Errorf("got %+v", got)
		}
	})
}

func TestLeases(t *testing.T) {
	e := inspectortest.Open(t)
	addWebhook(t, e, inspector.Webhook{Label: "vote", Path: "/vote"})
	add := func(receiver, keyword, webhook string) error {
		_, err := e.AddLease(inspector.Lease{Receiver: receiver, Keyword: keyword, Webhook: webhook})
		return err
	}
	if err := add("+45 1204", "foo", "vote"); err != nil {
		t.Fatal(err)
	}
	if err := add("4560575797", "", "vote"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"same keyword in other case": {add("451204", "FOO", "vote"), inspector.ErrExists},
		"no such webhook":            {add("451204", "bar", "nobody"), inspector.ErrNotFound},
		"whole after keyword":        {add("+45 1204", "", "vote"), inspector.ErrExists},
		"keyword after whole":        {add("4560575797", "foo", "vote"), inspector.ErrExists},
		"remove what is not there":   {e.RemoveLease("451204", "bar"), inspector.ErrNotFound},
		"webhook still leased":       {e.RemoveWebhook("vote"), inspector.ErrInUse},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.err, c.want)
		}
	}
	var bad *inspector.FieldError
	if err := add("451204", "two words", "vote"); !errors.As(err, &bad) || bad.Field != "keyword" {
		t.Errorf("two words: %v", err)
	}
	if err := add("short", "foo", "vote"); !errors.As(err, &bad) || bad.Field != "receiver" {
		t.Errorf("letters as receiver: %v", err)
	}

	e.Post(t, "/vote", inspectortest.MOSMS(1))
	if got := e.Newest(t); got.Keyword != "foo" || got.Lease == nil || got.Lease.Webhook != "vote" {
		t.Errorf("keyword %q lease %v", got.Keyword, got.Lease)
	}
	e.Post(t, "/vote", strings.Replace(inspectortest.MOSMS(2), "451204", "4560575797", 1))
	if got := e.Newest(t); got.Keyword != "" || got.Lease == nil {
		t.Errorf("on a whole number: keyword %q lease %v", got.Keyword, got.Lease)
	}
	if err := e.RemoveLease("451204", "Foo"); err != nil {
		t.Error(err)
	}
	if got := e.Leases(); len(got) != 1 || got[0].Receiver != "4560575797" {
		t.Errorf("left: %v", got)
	}
}

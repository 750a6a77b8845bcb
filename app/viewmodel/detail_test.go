package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

func TestHead(t *testing.T) {
	c := callbackOf(sms("foo"), signed(t, sms("foo")), func(c *inspector.Callback) { c.Attempt = 2 })
	h := NewHead(c, inspector.Marks{Starred: true}, 3, arrival.Add(4*time.Second), time.UTC)
	if h.Title != "Received SMS" || h.ID != "#99,997" || h.Age != "4s ago" || !h.Starred || h.Icon != "message-square-text" {
		t.Errorf("%+v", h)
	}
	if h.Line != "+45 20 30 40 50 → +45 1204 · 09:00:01.419" || h.Status.Text != "received" {
		t.Errorf("%q, %q", h.Line, h.Status.Text)
	}
	var badges, tabs []string
	for _, b := range h.Badges {
		badges = append(badges, b.Text)
	}
	for _, tab := range h.Tabs {
		tabs = append(tabs, strings.TrimSpace(tab.Title+" "+tab.Count))
	}
	if got := strings.Join(badges, ", "); got != "Signature valid, Answered 200 in 59 ms, Attempt 2, POST /hooks/sms" {
		t.Error(got)
	}
	if got := strings.Join(tabs, ", "); got != "Overview, Headers 2, Body 175 B, Response, Signature, Timeline 3" {
		t.Error(got)
	}
}

func TestHeadOfOtherCallbacks(t *testing.T) {
	for _, tt := range []struct {
		body        string
		title, line string
		icon        string
		status      string
	}{
		{status("DELIVERED", ""), "Delivery status", "→ +45 20 30 40 50 · 09:00:01.419", "check-check", "delivered"},
		{status("REJECTED", ""), "Delivery status", "→ +45 20 30 40 50 · 09:00:01.419", "circle-x", "rejected"},
		{status("EXPIRED", ""), "Delivery status", "→ +45 20 30 40 50 · 09:00:01.419", "triangle-alert", "expired"},
		{"hello", "Other request", "09:00:01.419", "webhook", ""},
	} {
		h := NewHead(callbackOf(tt.body), inspector.Marks{}, 0, arrival, time.UTC)
		if h.Title != tt.title || h.Line != tt.line || h.Icon != tt.icon || h.Status.Text != tt.status {
			t.Errorf("%s: %+v", tt.body, h)
		}
	}
}

func TestBadgeOfTheAnswer(t *testing.T) {
	for _, tt := range []struct {
		answer inspector.Response
		text   string
		tone   Tone
	}{
		{inspector.Response{Status: 204, DurationMS: 12}, "Answered 204 in 12 ms", OK},
		{inspector.Response{Status: 204}, "Answered 204", OK},
		{inspector.Response{Status: 200, DurationMS: 1500}, "Answered 200 in 1.5 s", Warn},
		{inspector.Response{Status: 200, DurationMS: 5500}, "Answered 200 in 5.5 s", Bad},
		{inspector.Response{Status: 401, DurationMS: 1}, "Answered 401 in 1 ms", Warn},
		{inspector.Response{Status: 503, DurationMS: 1}, "Answered 503 in 1 ms", Bad},
		{inspector.Response{Status: 200, Undelivered: true}, "Answered 200, the sender was gone", Bad},
		{inspector.Response{}, "Answer not recorded", Muted},
	} {
		b := headBadges(callbackOf(sms("a"), func(c *inspector.Callback) { c.Response = tt.answer }))[1]
		if b.Text != tt.text || b.Tone != tt.tone {
			t.Errorf("%+v: %q in %v", tt.answer, b.Text, b.Tone)
		}
	}
}

func TestResponseTab(t *testing.T) {
	for _, tt := range []struct {
		answer inspector.Response
		want   string
		fields string
	}{
		{inspector.Response{Status: 200, DurationMS: 59, Body: "ok"}, "Answered 200 in 59 ms.",
			`Status: 200 OK
Time taken: 59 ms (1 % of the 5 s that the sender waits)
Chosen by: the webhook "default"
Webhook: default
Body: 2 B (the sender looks at the status only)
`},
		{inspector.Response{Status: 401, DurationMS: 0.4, Rule: "signature mismatch"},
			"Answered 401 in 0.4 ms. Only 200 to 299 count as success, so the sender will send it again.",
			`Status: 401 Unauthorized!
Time taken: 0.4 ms (under 1 % of the 5 s that the sender waits)
Chosen by: signature mismatch (the webhook refuses what is not signed with its secret)
Webhook: default
Body: 0 B (the sender looks at the status only)
`},
		{inspector.Response{}, "What was answered is not recorded.",
			`Status: not recorded
Webhook: default
`},
	} {
		tab := NewResponseTab(callbackOf(sms("a"), func(c *inspector.Callback) { c.Response = tt.answer }))
		if tab.Sentence != tt.want {
			t.Errorf("got %q, want %q", tab.Sentence, tt.want)
		}
		if got := written(tab.Fields); got != tt.fields {
			t.Errorf("got\n%s\nwant\n%s", got, tt.fields)
		}
	}
}

func TestRulesAreExplained(t *testing.T) {
	for _, rule := range []string{"body limit", "read timeout", "incomplete", "secret unavailable", "allow-list", "allow-list unknown", "signature unsigned"} {
		if ruleHint(rule) == "" {
			t.Errorf("%q is not explained", rule)
		}
	}
}

func TestHeaders(t *testing.T) {
	lines := [][2]string{
		{"X-B", "1"}, {"Authorization", "Basic Zm9v"}, {"x-gwapi-signature", "a.b.c"}, {"a", "x\u202Ey"}, {"x-b", "2"},
	}
	h := Headers(lines)
	if h[0].Hint != "2 lines of this name" || !h[1].Secret || h[2].Secret || h[2].Hint == "" || h[3].Value != "x‹RLO›y" {
		t.Errorf("%+v", h)
	}
	if h[3].Copy != "a: x\u202Ey" {
		t.Errorf("copied as %q", h[3].Copy)
	}
	names := func(h []Header) (s string) {
		for _, one := range h {
			s += one.Name + " "
		}
		return s
	}
	if got := names(FindHeaders(h, "", false)); got != "X-B Authorization x-gwapi-signature a x-b " {
		t.Error(got)
	}
	if got := names(FindHeaders(h, "", true)); got != "a Authorization X-B x-b x-gwapi-signature " {
		t.Error(got)
	}
	if got := names(FindHeaders(h, " ZM9V ", false)); got != "Authorization " {
		t.Error(got)
	}
	for name, want := range map[string]bool{"cookie": true, "x-auth-token": true, "x-client-secret": true, "host": false, "signature": false} {
		if secretHeader(name) != want {
			t.Errorf("%s is secret: %v", name, !want)
		}
	}
}

func TestSignatureTab(t *testing.T) {
	hmac := func(c *inspector.Callback) {
		c.Request.Headers = append(c.Request.Headers, [2]string{"Signature", "v1=00"})
		understand(c)
	}
	for _, tt := range []struct {
		name   string
		c      *inspector.Callback
		title  string
		tone   Tone
		claims string
		note   string
	}{
		{"valid", callbackOf(sms("foo"), signed(t, sms("foo"))), "Signature valid", OK,
			"id 2840117=2840117, msisdn 4520304050=4520304050, receiver 451204=451204, message foo=foo, senttime 1795424400=1795424400, webhook_label autumn-vote=autumn-vote, country_code DK=DK, country_prefix 45=45", ""},
		{"tampered", callbackOf(`{"id":1,"extra":2}`, signed(t, `{"id":2,"gone":null}`)), "Body differs from its signature", Bad,
			"id 2=1 !, extra =2 !, gone null=", ""},
		{"of somebody else", callbackOf(`{"id":77}`, forged(t, `{"id":1}`)), "Signature does not match", Bad,
			"id 1=77 !", "The signature does not hold or was not checked, so nothing proves what the token says."},
		{"unsigned", callbackOf(sms("foo")), "Not signed", Muted, "", "There is no token to compare with the body."},
		{"hmac", callbackOf(sms("foo"), hmac), "Signature cannot be read", Bad, "", "This signature covers the body itself, so there are no claims to compare."},
		{"garbage", callbackOf(sms("foo"), func(c *inspector.Callback) {
			c.Request.Headers = append(c.Request.Headers, [2]string{"X-Gwapi-Signature", "garbage"})
			understand(c)
		}), "Signature cannot be read", Bad, "", "The token cannot be read, so there is nothing to compare."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tab := NewSignatureTab(tt.c)
			var claims []string
			for _, row := range tab.Claims {
				s := row.Name + " " + row.Claim + "=" + row.Body
				if row.Differs {
					s += " !"
				}
				claims = append(claims, s)
			}
			if tab.Title != tt.title || tab.Tone != tt.tone || tab.ClaimNote != tt.note {
				t.Errorf("%q in %v, %q", tab.Title, tab.Tone, tab.ClaimNote)
			}
			if got := strings.Join(claims, ", "); got != tt.claims {
				t.Errorf("got  %s\nwant %s", got, tt.claims)
			}
			if tab.Sentence == "" || tab.Icon == "" {
				t.Errorf("%+v", tab)
			}
			if (len(tab.Claims) > 0) != (tab.Header.Format == FormatJSON) {
				t.Errorf("the token's header is %s", tab.Header.Format)
			}
		})
	}
}

func TestATokenThatDoesNotHoldProvesNothing(t *testing.T) {
	c := callbackOf(sms("foo"), signed(t, sms("foo")), func(c *inspector.Callback) {
		c.Verdict.Result = "bad-signature"
	})
	if tab := NewSignatureTab(c); !strings.Contains(tab.ClaimNote, "nothing proves") || !strings.Contains(tab.Advice, "secret") {
		t.Errorf("%+v", tab)
	}
}

func TestCopies(t *testing.T) {
	curl := func() (string, error) { return "curl x", nil }
	raw := func() (string, error) { return "POST / HTTP/1.1\r\n\r\n", nil }
	got := map[string]string{}
	for _, c := range Copies(callbackOf(sms("foo \u202Ebar")), curl, raw) {
		text, err := c.Text()
		if err != nil {
			t.Fatal(err)
		}
		got[c.ID] = text
	}
	for name, want := range map[string]string{
		"curl": "curl x", "raw": "POST / HTTP/1.1\r\n\r\n", "headers": "Content-Type: application/json\n",
		"sender": "+4520304050", "receiver": "+451204", "message": "2840117", "number": "#99997",
		"text": "foo \u202Ebar", // as it is, not as it is shown
	} {
		if got[name] != want {
			t.Errorf("%s copies %q, want %q", name, got[name], want)
		}
	}
	if !strings.Contains(got["json"], `"kind": "mo-sms"`) || !strings.HasPrefix(got["body"], `{"id"`) {
		t.Error(got["json"], got["body"])
	}
}

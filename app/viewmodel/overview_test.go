package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

// written writes fields as lines: label: value (hint), with ! where one is loud.
func written(fields []Field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Label + ": " + f.Value)
		if f.Tone.Loud() {
			b.WriteString("!")
		}
		if f.Hint != "" {
			b.WriteString(" (" + f.Hint)
			if f.HintTone.Loud() {
				b.WriteString("!")
			}
			b.WriteString(")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestMessageInWords(t *testing.T) {
	c := callbackOf(sms("foo hello world"))
	o := NewOverview(c, inspector.Marks{Note: "ask Anna"}, time.UTC)
	want := Card{Keyword: "foo", Text: "hello world", Detail: "15 characters · 1 part · GSM 03.38", Copy: "foo hello world"}
	if o.Card != want {
		t.Errorf("got  %+v\nwant %+v", o.Card, want)
	}
	if got, want := written(o.Facts), `From: +45 20 30 40 50 (Denmark)
To: +45 1204 (the number or short code that it was sent to)
Keyword: foo (no lease of this keyword is set here)
Message id: 2840117
Provider's label: autumn-vote (of the webhook in the provider's dashboard)
Sent: 2026-11-23 09:00:00 UTC (1.4 s before we got it)
Received here: 2026-11-23 09:00:01.419 UTC (from 203.0.113.9:51234 · through the tunnel)
Answered: 200 OK · 59 ms (1 % of the 5 s that the sender waits)
Webhook: default (POST /hooks/sms)
Note: ask Anna
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(o.Notes) != 0 {
		t.Errorf("nothing is unusual, and the notes are %v", o.Notes)
	}
	for _, f := range o.Facts {
		if f.Copy == "" {
			t.Errorf("%s cannot be copied", f.Label)
		}
	}
}

func TestKeywordLeaseInWords(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		lease      *inspector.Lease
		tone       Tone
	}{
		{"here", `leased for webhook "default"`, &inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: "default"}, Muted},
		{"elsewhere", `leased for webhook "vote", arrived at another`, &inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: "vote"}, Warn},
		{"whole number", `leased for webhook "default"`, &inspector.Lease{Receiver: "451204", Webhook: "default"}, Muted},
	} {
		f := keywordFact(callbackOf(sms("foo"), func(c *inspector.Callback) { c.Lease = tt.lease }))
		if f.Hint != tt.want || f.HintTone != tt.tone || f.Value == "" {
			t.Errorf("%s: %+v", tt.name, f)
		}
	}
}

func TestMessagesOfAnyScript(t *testing.T) {
	for _, tt := range []struct{ text, keyword, rest, detail string }{
		{"foo 你好，世界", "foo", "你好，世界", "9 characters · 1 part · UCS-2 because of “你”"},
		{"مرحبا بالعالم", "مرحبا", "بالعالم", "13 characters · 1 part · UCS-2 because of “م”"},
		{"👩‍👩‍👧", "👩‍👩‍👧", "", "5 characters · 1 part · UCS-2 because of “👩”"},
		{"foo \u202Elive", "foo", "‹RLO›live", "9 characters · 1 part · UCS-2 because of ‹RLO›"},
		{"", "", "The message has no text.", "0 characters · 1 part · GSM 03.38"},
		{"foo a\nb", "foo", "a\nb", "7 characters · 1 part · GSM 03.38"},
	} {
		card := cardOf(callbackOf(sms(tt.text)))
		if card.Keyword != tt.keyword || card.Text != tt.rest || card.Detail != tt.detail {
			t.Errorf("%q: %+v", tt.text, card)
		}
	}
}

func TestStatusInWords(t *testing.T) {
	for _, tt := range []struct {
		body, text, detail, advice string
		tone                       Tone
	}{
		{status("DELIVERED", ""), "The handset confirmed it. If it was charged, the charge went through.", "", "", OK},
		{status("UNDELIVERABLE", `, "code": "0x1010"`), "It can never be delivered, usually because of a bad number.",
			"0x1010 Subscriber not known in the home register (from the home register)",
			"Check the address. Sending to it again will fail in the same way.", Bad},
		{status("ENROUTE", ""), "Handed to the mobile network, on its way.", "", "Another status should follow.", Info},
		{status("HELD", ""), "The provider does not list this status here; it counts as neither success nor failure.", "",
			"Ask the provider what it means, and do not count it as final until then.", Warn},
		{status("", ""), "The callback tells no status.", "", "", Warn},
	} {
		card := cardOf(callbackOf(tt.body))
		if card.Text != tt.text || card.Detail != tt.detail || card.Advice != tt.advice || card.Tone != tt.tone {
			t.Errorf("%s: %+v", tt.body, card)
		}
	}
}

func TestOtherRequestsInWords(t *testing.T) {
	if card := cardOf(callbackOf("hello")); card.Text == "" || card.Tone != Plain {
		t.Errorf("%+v", card)
	}
	older := callbackOf("", func(c *inspector.Callback) {
		c.Request.Method, c.Request.Target = "GET", "/sms?appnr=1204&keyword=foo"
		understand(c)
	})
	if card := cardOf(older); !strings.Contains(card.Text, "older HTTP") {
		t.Errorf("%+v", card)
	}
}

func TestStatusFacts(t *testing.T) {
	c := callbackOf(status("REJECTED", `, "code": "0x7777", "error": "no", "userref": "order-7", "charge_status": "FAILED"`),
		func(c *inspector.Callback) { c.Response = inspector.Response{Status: 503, DurationMS: 6000} })
	if got, want := written(factsOf(c, inspector.Marks{}, time.UTC)), `To: +45 20 30 40 50 (Denmark)
Message id: 8001907000123
Your reference: order-7
Status: REJECTED!
Charge: FAILED (The charge failed, typically because the number bars overcharged SMS.)
Error: 0x7777 (no · the provider does not list this code)
Happened: 2026-11-23 09:00:00 UTC (1.4 s before we got it)
Received here: 2026-11-23 09:00:01.419 UTC (from 203.0.113.9:51234 · through the tunnel)
Answered: 503 Service Unavailable · 6.0 s! (longer than the 5 s that the sender waits!)
Webhook: default (POST /hooks/sms)
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProviderFields(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"coerced, missing, null and unknown",
			`{"id": "2840117", "msisdn": 4520304050, "receiver": null, "message": "foo", "senttime": 1795424400, "mcc": null, "shiny": [1], "encoding": ""}`,
			`id: 2840117 (text, expected a number!)
msisdn: 4520304050
receiver: null (null, and needed!)
message: foo
senttime: 1795424400 (2026-11-23 09:00:00.000 UTC)
mcc: null
shiny: [1] (not in the provider's description)
encoding: ""
webhook_label: missing! (the provider promises it!)
`},
		{"unreadable", `{"id": true, "msisdn": 4520304050, "time": 1795424400, "status": "DELIVERED"}`,
			`id: true (cannot be read, and is needed!)
msisdn: 4520304050
time: 1795424400 (2026-11-23 09:00:00.000 UTC)
status: DELIVERED (The handset confirmed it. If it was charged, the charge went through.)
`},
		{"nested", `{"event_id": "e", "timestamp": "2026-11-23T09:00:05Z", "event_type": "message.status.sms", "event": {"msg_id": "m", "recipient": 4520304050, "reference": null, "status": "REJECTED", "status_at": "2026-11-23T09:00:05Z", "error": {"hex_code": "0x1010", "details": "x", "new": 1.50}}}`,
			`event_id: e
timestamp: 2026-11-23T09:00:05Z
event_type: message.status.sms
event.msg_id: m
event.recipient: 4520304050
event.reference: null
event.status: REJECTED (The network refused it. If it was to be charged, the charge failed too.)
event.status_at: 2026-11-23T09:00:05Z
event.error.hex_code: 0x1010 (Subscriber not known in the home register)
event.error.details: x
event.error.new: 1.50 (not in the provider's description)
`},
		{"another body", `{"a": 12345678901234567890123456789012345678901, "b\u202e": "\u0000x"}`,
			`a: 12345678901234567890123456789012345678901
b‹RLO›: ␀x
`},
		{"no JSON", "hello", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(ProviderFields(callbackOf(tt.body), time.UTC)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
	many := "{"
	for i := range 2 * maxFields {
		many += `"` + strings.Repeat("x", i+1) + `":1,`
	}
	if got := ProviderFields(callbackOf(many+`"z":1}`), time.UTC); len(got) != maxFields+1 {
		t.Errorf("%d fields", len(got))
	}
}

func TestCountries(t *testing.T) {
	for code, want := range map[string]string{"DK": "Denmark", "gb": "United Kingdom", "": "", "XX": "", "ZZ": "", "QQQ": "", "1a": ""} {
		if got := regionName(code); got != want {
			t.Errorf("regionName(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestNotes(t *testing.T) {
	first := uint64(1200)
	c := callbackOf(sms("foo"), signed(t, sms("bar")), func(c *inspector.Callback) {
		c.Response.Status = 413
		c.Request.Truncated, c.Request.BodySize = true, 20_000_000
		c.Attempt, c.DuplicateOf = 2, &first
		c.Flags = []string{inspector.FlagLate, inspector.FlagUnlisted, "something-new"}
		c.Origin = "imported"
	})
	var got []string
	for _, n := range notesOf(c) {
		got = append(got, n.Text)
	}
	want := []string{
		"Body differs from its signature. The token is good, and the body says something else.",
		"Answered 413 in 59 ms. Only 200 to 299 count as success, so the sender will send it again.",
		"The body was longer than is kept: 175 B of 20.0 MB are here. It was refused with 413.",
		"The same event came before, as #1,200; this is attempt 2.",
		"It came late: a later state of the same message was here before it. The later one counts.",
		"It came from an address that was not on the allow-list.",
		"Flagged: something-new.",
		"Imported from a file; it did not arrive here.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	list := notesOf(callbackOf("[" + sms("a") + "," + sms("b") + "]"))
	if len(list) != 1 || !strings.Contains(list[0].Text, "list of 2 callbacks") {
		t.Errorf("%v", list)
	}
}

// A sender that broke off is told of in the same words wherever its answer is.
func TestASenderThatIsGone(t *testing.T) {
	c := callbackOf(sms("a"), func(c *inspector.Callback) { c.Response = inspector.Response{Status: 400, Undelivered: true} })
	answered := StepsOf(c, time.UTC)[3]
	for where, got := range map[string]string{
		"badge": headBadges(c)[1].Text, "fact": answerFact(c.Response).Value, "step": answered.Title,
		"timeline": NewTimeline([]*inspector.Callback{c}, 0, time.UTC)[0].Detail,
	} {
		if !strings.Contains(got, "400") || !strings.HasSuffix(got, ", the sender was gone") {
			t.Errorf("the %s says %q", where, got)
		}
	}
	if cell := responseCell(c.Response); cell.Text != "gone" || !strings.Contains(cell.Tip, "The sender was gone") {
		t.Errorf("the list says %q: %q", cell.Text, cell.Tip)
	}
}

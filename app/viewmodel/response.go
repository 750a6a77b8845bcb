package viewmodel

import (
	"net/http"
	"strconv"
	"strings"

	"ringback/app/say"
	"ringback/inspector"
)

// ResponseTab is what we answered, in words.
type ResponseTab struct {
	Sentence string
	Tone     Tone
	Fields   []Field
	Headers  []Header
	Body     Body
}

// NewResponseTab describes the answer to a callback.
func NewResponseTab(c *inspector.Callback) ResponseTab {
	a := c.Response
	tab := ResponseTab{Sentence: answerSentence(a), Tone: answerTone(a), Headers: Headers(a.Headers)}
	tab.Body = NewBody([]byte(a.Body), headerValue(a.Headers, "Content-Type"))
	webhook := Field{Label: say.L("Webhook"), Value: OneLine(c.Webhook, valueRunes), Copy: c.Webhook}
	if unrecorded(a) {
		tab.Fields = []Field{{Label: say.L("Status"), Value: say.L("not recorded"), Tone: Muted}, webhook}
		return tab
	}
	status := statusLine(a.Status)
	tab.Fields = []Field{
		{Label: say.L("Status"), Value: status, Tone: answerTone(a), Mono: true, Copy: status},
		tookField(a),
		{Label: say.L("Chosen by"), Value: chosenBy(c), Hint: ruleHint(a.Rule), HintTone: Muted},
		webhook,
		{Label: say.L("Body"), Value: Size(int64(len(a.Body))), Hint: say.L("the sender looks at the status only"), HintTone: Muted},
	}
	return tab
}

// statusLine returns a status as HTTP writes it: "204 No Content".
func statusLine(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

func chosenBy(c *inspector.Callback) string {
	if c.Response.Rule == "" {
		return say.L("the webhook %q", OneLine(c.Webhook, cellRunes))
	}
	return OneLine(c.Response.Rule, cellRunes)
}

// ruleHint explains what made the receiver refuse instead of answering as the webhook says.
func ruleHint(rule string) string {
	switch {
	case rule == "body limit":
		return say.L("the body is longer than the limit in Settings")
	case rule == "read timeout":
		return say.L("the body did not come in time")
	case rule == "incomplete":
		return say.L("the sender broke off")
	case rule == "allow-list":
		return say.L("the sender's address is not on the allow-list")
	case rule == "allow-list unknown":
		return say.L("DNS had not yet said who is on the allow-list")
	case rule == "secret unavailable":
		return say.L("the secret could not be read, so the signature could not be checked")
	case strings.HasPrefix(rule, "signature "):
		return say.L("the webhook refuses what is not signed with its secret")
	}
	return ""
}

// tookField says how much of the time that the sender waits was used.
func tookField(a inspector.Response) Field {
	took := millis(a.DurationMS)
	if took <= 0 {
		return Field{Label: say.L("Time taken"), Value: say.L("not known"), Tone: Muted}
	}
	f := Field{Label: say.L("Time taken"), Value: Duration(took), Mono: true, Copy: Duration(took), HintTone: durationTone(took)}
	switch share := took * 100 / limit; {
	case took > limit:
		f.Hint, f.Tone = say.L("longer than the 5 s that the sender waits"), Bad
	case share < 1:
		f.Hint = say.L("under 1 % of the 5 s that the sender waits")
	default:
		f.Hint = say.L("%d %% of the 5 s that the sender waits", share)
	}
	return f
}

// goneWords adds to the words of an answer that nobody was there to take it.
func goneWords(answer string) string { return say.L("%s, the sender was gone", answer) }

// answerSentence says what an answer means to the sender.
func answerSentence(a inspector.Response) string {
	took := ""
	if d := millis(a.DurationMS); d > 0 {
		took = say.L(" in %s", Duration(d))
	}
	switch {
	case unrecorded(a):
		return say.L("What was answered is not recorded.")
	case a.Undelivered:
		return say.L("The sender was gone before it had the answer %d. It will send it again.", a.Status)
	case unanswered(a):
		return say.L("The answer is %d; whether it arrived is not known yet.", a.Status)
	case a.Status < 200 || a.Status > 299:
		return say.L("Answered %d%s. Only 200 to 299 count as success, so the sender will send it again.", a.Status, took)
	case millis(a.DurationMS) > limit:
		return say.L("Answered %d%s, later than the 5 s that the sender waits. It will send it again.", a.Status, took)
	}
	return say.L("Answered %d%s.", a.Status, took)
}

package viewmodel

import (
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
)

// Card is the first thing the overview shows: the message itself, or how it went.
type Card struct {
	Tone    Tone // tints the card of a status; Plain for a message
	Keyword string
	Text    string // the message without its keyword, or the outcome in a sentence
	Detail  string // how it was sent, or the error in words
	Advice  string // what to do; "" where there is nothing to
	Copy    string // the whole text of a message, or the error
}

// Overview is a callback in words.
type Overview struct {
	Card  Card
	Notes []Note
	Facts []Field
	// Fields are the provider's own, see [ProviderFields].
	Fields []Field
	Steps  []Step
}

// NewOverview tells what a callback is and what it means.
func NewOverview(c *inspector.Callback, marks inspector.Marks, zone *time.Location) Overview {
	return Overview{
		Card:   cardOf(c),
		Notes:  notesOf(c),
		Facts:  factsOf(c, marks, zone),
		Fields: ProviderFields(c, zone),
		Steps:  StepsOf(c, zone),
	}
}

func cardOf(c *inspector.Callback) Card {
	switch {
	case c.Kind.Received():
		return messageCard(c)
	case c.Kind.Status():
		return statusCard(c)
	}
	card := Card{Text: say.L("This is not a callback that GatewayAPI is known to send."), Advice: say.L("It was recorded and answered all the same. See the body.")}
	for _, flag := range c.Flags {
		if flag == gatewayapi.FlagOlderHTTP {
			card.Text = say.L("A callback of GatewayAPI's older HTTP interface, which is recorded and not taken apart.")
		}
	}
	return card
}

func messageCard(c *inspector.Callback) Card {
	text := c.Parsed.Text
	card := Card{Text: Visible(text), Copy: text}
	if c.Kind == gatewayapi.MOSMS || c.Kind == gatewayapi.MOTextSMS {
		card.Detail = SMSSizeText(gatewayapi.MeasureSMS(text))
	}
	if c.Keyword != "" {
		_, rest := gatewayapi.SplitKeyword(text, false)
		card.Keyword, card.Text = OneLine(c.Keyword, cellRunes), Visible(rest)
	}
	if text == "" {
		card.Text = say.L("The message has no text.")
	}
	return card
}

func statusCard(c *inspector.Callback) Card {
	p := c.Parsed
	card := Card{Tone: OutcomeOf(c).Tone, Text: told(gatewayapi.StatusText(c.Kind, p.Status)), Advice: statusAdvice(p.Status)}
	if p.Status == "" {
		card.Text = say.L("The callback tells no status.")
	} else if gatewayapi.OutcomeOf(c.Kind, p.Status) == gatewayapi.Unrecognised {
		card.Advice = say.L("Ask the provider what it means, and do not count it as final until then.")
	}
	if err := errorWords(p.Error); err != "" {
		card.Detail, card.Copy = err, err
		if origin := told(gatewayapi.GroupText(p.Error.Group)); origin != "" {
			card.Detail += say.L(" (from the %s)", origin)
			if p.Error.Group == "GWAPI" {
				card.Detail = say.L("%s (from %s)", err, origin)
			}
		}
	}
	return card
}

// statusAdvice says what to do about a status, or what to expect.
func statusAdvice(status string) string {
	switch status {
	case "SCHEDULED", "BUFFERED", "ENROUTE", "PROCESSED", "DEFERRED":
		return say.L("Another status should follow.")
	case "UNKNOWN":
		return say.L("Wait for the next status; ask the provider if none comes.")
	case "ACCEPTED":
		return say.L("Do not take it for delivered: no handset confirmed it.")
	case "EXPIRED":
		return say.L("The phone was probably off or out of reach. Sending again later may work.")
	case "UNDELIVERABLE", "BOUNCED":
		return say.L("Check the address. Sending to it again will fail in the same way.")
	case "REJECTED", "BLOCKED":
		return say.L("See the error. Sending the same again will most likely be refused again.")
	case "SKIPPED", "DELETED":
		return say.L("It will not be sent. Send it again if it should be.")
	}
	return ""
}

// factsOf lists what the callback says in a person's terms.
func factsOf(c *inspector.Callback, marks inspector.Marks, zone *time.Location) []Field {
	p := c.Parsed
	facts := []Field{
		numberFact(say.L("From"), p.From, c),
		toFact(c),
		keywordFact(c).asks(filter.Keyword, c.Keyword),
		plainFact(say.L("Message id"), p.ProviderID, "", true).asks(filter.ProviderID, p.ProviderID),
		plainFact(say.L("Your reference"), p.Ref, "", true).asks(filter.Ref, p.Ref),
		plainFact(say.L("Provider's label"), p.Label, say.L("of the webhook in the provider's dashboard"), false).asks(filter.Label, p.Label),
		statusFact(c).asks(filter.Status, p.Status),
		plainFact(say.L("Charge"), p.Charge, chargeHint(p.Charge), true).asks(filter.Charge, p.Charge),
		errorFact(p.Error).asks(filter.Error, p.Error.Code),
		atFact(c, zone),
		{Label: say.L("Received here"), Value: FullTime(c.ReceivedAt, zone), Hint: viaWords(c), HintTone: Muted, Copy: c.ReceivedAt.Format(time.RFC3339Nano)},
		answerFact(c.Response),
		{Label: say.L("Webhook"), Value: OneLine(c.Webhook, valueRunes), Hint: c.Request.Method + " " + OneLine(c.Request.Target, 80), HintTone: Muted, Copy: c.Webhook, Term: term(filter.Webhook, "", c.Webhook)},
		plainFact(say.L("Note"), marks.Note, "", false),
	}
	kept := facts[:0]
	for _, f := range facts {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

func plainFact(label, value, hint string, mono bool) Field {
	return Field{Label: label, Value: OneLine(value, valueRunes), Hint: hint, HintTone: Muted, Mono: mono, Copy: value}
}

// numberTerm asks for the sender or the receiver of a callback.
func numberTerm(number string, c *inspector.Callback) string {
	if number == c.Parsed.From {
		return term(filter.From, "", Phone(number))
	}
	return toTerm(c)
}

// numberFact shows the number or address of a person, with its country.
func numberFact(label, number string, c *inspector.Callback) Field {
	f := Field{Label: label, Value: PhoneInGroups(number), Mono: true, Term: numberTerm(number, c), Copy: phoneCopy(number), HintTone: Muted}
	if isDigits(number) {
		f.Hint = country(number, c)
	}
	return f
}

func toFact(c *inspector.Callback) Field {
	if to := c.Parsed.To; c.Kind.Received() {
		f := plainFact(say.L("To"), Receiver(to, countryPrefix(c)), say.L("the number or short code that it was sent to"), true)
		f.Copy, f.Term = phoneCopy(to), toTerm(c)
		return f
	}
	return numberFact(say.L("To"), c.Parsed.To, c)
}

func keywordFact(c *inspector.Callback) Field {
	f := plainFact(say.L("Keyword"), c.Keyword, "", true)
	if !c.Kind.Received() || c.Kind == gatewayapi.MOLocationRCS || c.Kind == gatewayapi.MOFileRCS {
		return Field{}
	}
	switch {
	case c.Lease == nil && f.Value != "":
		f.Hint = say.L("no lease of this keyword is set here")
	case c.Lease == nil:
	case c.Lease.Keyword == "":
		f.Label, f.Value, f.Mono, f.Copy = say.L("Keyword"), say.L("none: the whole number is leased"), false, ""
		f.Hint = leaseHint(c)
	default:
		f.Hint = leaseHint(c)
	}
	if f.Hint != "" && c.Lease != nil && c.Lease.Webhook != c.Webhook {
		f.HintTone = Warn
	}
	return f
}

func leaseHint(c *inspector.Callback) string {
	hint := say.L("leased for webhook %q", OneLine(c.Lease.Webhook, 64))
	if c.Lease.Webhook != c.Webhook {
		hint += say.L(", arrived at another")
	}
	return hint
}

func statusFact(c *inspector.Callback) Field {
	if !c.Kind.Status() {
		return Field{}
	}
	f := plainFact(say.L("Status"), c.Parsed.Status, "", true)
	if outcome := OutcomeOf(c); outcome.Tone.Loud() {
		f.Tone = outcome.Tone
	}
	return f
}

func chargeHint(charge string) string {
	if charge == "" {
		return ""
	}
	return told(gatewayapi.ChargeText(charge))
}

func errorFact(e gatewayapi.ErrorCode) Field {
	f := plainFact(say.L("Error"), e.Code, OneLine(e.Text, cellRunes), true)
	switch {
	case e.Code == "" && e.Text != "":
		f = plainFact(say.L("Error"), e.Text, "", false)
	case e.Code != "" && !e.Known:
		f.Hint = dotted(f.Hint, say.L("the provider does not list this code"))
	}
	return f
}

// atFact says when the provider says that it happened, and how long before we knew.
func atFact(c *inspector.Callback, zone *time.Location) Field {
	at := c.Parsed.At
	if at.IsZero() {
		return Field{}
	}
	f := Field{Label: say.L("Happened"), Value: at.In(zone).Format("2006-01-02 15:04:05 MST"), HintTone: Muted, Copy: at.Format(time.RFC3339Nano)}
	if c.Kind.Received() {
		f.Label = say.L("Sent")
	}
	switch d := c.ReceivedAt.Sub(at); {
	case d < -time.Second:
		f.Hint, f.HintTone = say.L("%s after we got it, by the provider's clock", Duration(-d)), Warn
	case d < time.Second:
		f.Hint = say.L("within a second of its arrival")
	default:
		f.Hint = say.L("%s before we got it", Duration(d))
	}
	return f
}

func answerFact(a inspector.Response) Field {
	f := tookField(a)
	f.Label = say.L("Answered")
	f.Value = dotted(statusLine(a.Status), f.Value)
	if unanswered(a) {
		f.Value = say.L("%s, in a time that is not known", statusLine(a.Status))
	}
	switch {
	case unrecorded(a):
		f.Value, f.Hint = say.L("not recorded"), ""
	case a.Undelivered:
		f.Value, f.Hint, f.HintTone = goneWords(statusLine(a.Status)), say.L("it will send it again"), Bad
	}
	if tone := answerTone(a); tone.Loud() || tone == Muted {
		f.Tone = tone
	}
	f.Copy = f.Value
	return f
}

func viaWords(c *inspector.Callback) string {
	way := say.L("from %s", OneLine(c.RemoteAddr, 80))
	if c.RemoteAddr == "" {
		way = ""
	}
	if c.Via == "tunnel" {
		way = dotted(way, say.L("through the tunnel"))
	}
	if _, _, sentence, ok := originWords(c.Origin); ok {
		return dotted(way, sentence)
	}
	return way
}

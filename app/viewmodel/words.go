package viewmodel

import (
	"strings"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Outcome is a state in one word, and what it sounds like.
type Outcome struct {
	Word string // lower case, never empty
	Tone Tone
}

// OutcomeOf says how the message is doing that a callback is about. The tone is loud where a
// person should look.
func OutcomeOf(c *inspector.Callback) Outcome {
	p := c.Parsed
	switch {
	case c.Kind.Received():
		return Outcome{say.L("received"), Info}
	case !c.Kind.Status():
		return Outcome{"–", Muted}
	case p.Status == "":
		return Outcome{say.L("no status"), Warn}
	}
	word := OneLine(strings.ToLower(p.Status), 40)
	switch gatewayapi.OutcomeOf(c.Kind, p.Status) {
	case gatewayapi.OutcomeDelivered:
		return Outcome{word, OK}
	case gatewayapi.OutcomeAccepted:
		return Outcome{word, Info}
	case gatewayapi.OutcomeTransient:
		if p.Status == "UNKNOWN" {
			return Outcome{word, Warn}
		}
		return Outcome{word, Info}
	case gatewayapi.OutcomeFailed:
		if p.Status == "EXPIRED" {
			return Outcome{word, Warn}
		}
		return Outcome{word, Bad}
	}
	return Outcome{word, Warn}
}

// kindWords returns what a kind is called in a row, and in a title.
func kindWords(k gatewayapi.Kind) (short, title string) {
	switch k {
	case gatewayapi.MOSMS, gatewayapi.MOTextSMS:
		return say.L("MO SMS"), say.L("Received SMS")
	case gatewayapi.MOTextRCS:
		return say.L("MO RCS"), say.L("Received RCS message")
	case gatewayapi.MOLocationRCS:
		return say.L("MO place"), say.L("Received location")
	case gatewayapi.MOFileRCS:
		return say.L("MO file"), say.L("Received file")
	case gatewayapi.DeliveryStatus, gatewayapi.SMSStatus:
		return say.L("Status"), say.L("Delivery status")
	case gatewayapi.RCSStatus:
		return say.L("Status"), say.L("RCS delivery status")
	case gatewayapi.EmailStatus:
		return say.L("E-mail"), say.L("E-mail status")
	}
	return say.X("kind", "Other"), say.L("Other request")
}

// kindSign returns the glyph of a kind and its tone.
func kindSign(k gatewayapi.Kind) (sign string, tone Tone) {
	switch {
	case k.Received():
		return "↙", Info
	case k.Status():
		return "↗", Muted
	}
	return "◆", Muted
}

// originWords returns what a callback is called that did not come from outside by itself:
// its glyph, a word for a row and a sentence; ok is false for one that did.
func originWords(origin string) (sign, word, sentence string, ok bool) {
	switch origin {
	case "simulated":
		return "▶", say.L("Simulated"), say.L("Sent by the simulator of Ringback."), true
	case "replayed":
		return "↻", say.L("Replayed"), say.L("A recorded callback that was sent again."), true
	case "probe":
		return "◇", say.X("origin", "Check"), say.L("Sent by Ringback to see whether its address can be reached."), true
	case "imported":
		return "", "", say.L("Imported from a file; it did not arrive here."), true
	}
	return "", "", "", false
}

// verdictSign returns what stands for a verdict in a row.
func verdictSign(r gatewayapi.Result) (sign string, tone Tone) {
	switch {
	case r == gatewayapi.Valid:
		return "✓", Muted
	case r.Failed():
		return "✗", Bad
	case r == gatewayapi.NoSecret:
		return "?", Muted
	}
	return "–", Muted
}

// errorWords returns the error of a status in a few words: "0x1010 Subscriber not known …",
// or "" where there is none.
func errorWords(e gatewayapi.ErrorCode) string {
	return strings.TrimSpace(OneLine(e.Code, 40) + " " + OneLine(e.Text, cellRunes))
}

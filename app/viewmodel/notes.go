package viewmodel

import (
	"fmt"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// notesOf lists what was unusual about a callback, the worst first.
func notesOf(c *inspector.Callback) []Note {
	var notes []Note
	add := func(tone Tone, text string) { notes = append(notes, Note{text, tone}) }
	if c.Verdict.Result.Failed() {
		add(Bad, sentences(verdictTitle(c.Verdict)+".", c.Verdict.Reason))
	}
	if answerTone(c.Response).Loud() || millis(c.Response.DurationMS) > limit {
		add(max(answerTone(c.Response), Warn), answerSentence(c.Response))
	}
	if c.Request.Truncated {
		add(Warn, fmt.Sprintf("The body was longer than is kept: %s of %s are here. It was refused with 413.", keptSize(c.Request), Size(c.Request.BodySize)))
	}
	if c.Request.Incomplete {
		add(Warn, "The sender broke off in the middle of the body; what came is here.")
	}
	if c.DuplicateOf != nil {
		add(Muted, fmt.Sprintf("The same event came before, as #%s; this is attempt %d.", Count(*c.DuplicateOf), c.Attempt))
	}
	if n := len(c.Parsed.Elements); n > 0 {
		add(Info, fmt.Sprintf("The body is a list of %s. What is shown here is the first.", Counted(uint64(n), "callback", "callbacks")))
	}
	for _, flag := range c.Flags {
		if text, tone := flagWords(flag); text != "" {
			add(tone, text)
		}
	}
	if _, _, sentence, ok := originWords(c.Origin); ok {
		add(Muted, sentence)
	}
	return notes
}

func keptSize(q inspector.Request) string {
	body, err := q.RawBody()
	if err != nil {
		return "some"
	}
	return Size(int64(len(body)))
}

// flagWords says in a sentence what a flag of a callback means; those that another note
// tells already are "".
func flagWords(flag string) (string, Tone) {
	switch flag {
	case inspector.FlagLate:
		return "It came late: a later state of the same message was here before it. The later one counts.", Warn
	case inspector.FlagConflicting:
		return "The message had reached another final state before. The first one counts.", Warn
	case gatewayapi.FlagArrayCut:
		return "The list is longer than is understood; the rest is only in the body.", Warn
	case gatewayapi.FlagAlias:
		return "A second spelling was used for a name or a status; it is understood.", Muted
	case gatewayapi.FlagUnrecognisedStatus:
		return "The provider does not list this status.", Warn
	case gatewayapi.FlagUnrecognisedCharge:
		return "The provider does not list this charge status.", Warn
	case gatewayapi.FlagUnexpectedStatus:
		return "This status belongs to another channel.", Muted
	case gatewayapi.FlagUnexpectedScheme:
		return "It is signed in the way of the provider's other interface.", Warn
	case gatewayapi.FlagUnknownEvent:
		return "The type of the event is not known here.", Warn
	case gatewayapi.FlagMilliseconds:
		return "A time stands in milliseconds where the provider promises seconds.", Warn
	case gatewayapi.FlagWrongType:
		return "A field has a value of the wrong type.", Warn
	case gatewayapi.FlagHugeNumber:
		return "A number does not fit into 64 bits.", Warn
	case gatewayapi.FlagDuplicateNames:
		return "A name stands twice in the body; the last one counts.", Warn
	case gatewayapi.FlagInvalidUTF8:
		return "Some text is not valid Unicode; � stands for it.", Warn
	case gatewayapi.FlagNotJSON:
		return "The content type says JSON, and the body is none.", Warn
	case gatewayapi.FlagArray, gatewayapi.FlagOlderHTTP:
		return "", Muted
	}
	return "Flagged: " + OneLine(flag, 40) + ".", Muted
}
